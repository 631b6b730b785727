//! Where it happens, and who stands for a country there.

use super::told;

#[test]
fn a_meeting_takes_place_where_one_went_for_it() {
    assert_eq!(
        told("マルケス外相は14日、オスロを訪れ、ベルク外相と会談した。"),
        ["visit held | マルケス> | オスロ", "meet held | マルケス ベルク | オスロ"]
    );
}

#[test]
fn a_stay_is_told_by_its_place() {
    assert_eq!(
        told("マルケス大統領は訪問先のオスロで、増税はしないと語った。"),
        ["visit ongoing | マルケス> | オスロ"]
    );
}

#[test]
fn leaders_meet_for_their_countries() {
    assert_eq!(
        told(
            "米国のマルケス大統領とフランスのベルク大統領が参加した。米仏首脳会談がオスロで開かれた。"
        ),
        ["meet held | マルケス ベルク | オスロ"]
    );
    assert_eq!(told("米仏首脳会談がオスロで開かれた。"), ["meet held | 米 仏 | オスロ"]);
}

#[test]
fn a_site_without_a_name_is_a_place() {
    assert_eq!(told("マルケス氏は3日、市内の病院で死去した。"), ["other held | マルケス> | 病院"]);
    assert_eq!(
        told("マルケス首相は3日、港北百貨店本店(海浜市)で演説した。")[0],
        "speak held | マルケス> | 港北百貨店本店"
    );
}

#[test]
fn where_something_comes_to_be_is_no_party() {
    assert_eq!(told("台風は3日、台湾に上陸した。"), ["other held |  | 台湾"]);
    assert_eq!(
        told("マルケス氏は3日、青空病院に搬送された。"),
        ["other held | マルケス< | "],
        "nor is where somebody is brought"
    );
}
