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
