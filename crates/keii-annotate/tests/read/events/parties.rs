//! Who takes part: named or not, in the words around or further off, and who does not.

use super::{events, told};

#[test]
fn people_without_a_name_take_part() {
    assert_eq!(
        told("埼玉県警は14日、51歳の男を殺人の疑いで逮捕した。"),
        ["detain held | 埼玉県警> 51歳の男< | "]
    );
    assert_eq!(told("武装集団は20日、人質3人を解放した。"), ["release held | 武装集団> 人質< | "]);
    assert_eq!(told("16歳の少年が放火の疑いで逮捕された。"), ["detain held | 16歳の少年< | "]);
}

#[test]
fn what_people_without_a_name_say_is_no_news() {
    assert_eq!(told("51歳の男は容疑を認めて謝罪した。"), [""; 0]);
    assert_eq!(told("20代の女性は首相の演説を聞いて会場を離れた。"), [""; 0]);
}

#[test]
fn a_cleft_names_who_did_it() {
    assert_eq!(
        told("ノルウェー外務省は、先に攻撃したのはスウェーデン側だと主張した。"),
        ["attack held | スウェーデン> | "]
    );
}

#[test]
fn whoever_speaks_after_a_meeting_need_not_have_been_there() {
    assert_eq!(told("ロペス大統領が会談の後、結果を発表した。"), ["speak held | ロペス> | "]);
    assert_eq!(
        told("マルケス首相との電話会談後、ベルク大統領は記者会見した。")[0],
        "call held | マルケス ベルク | "
    );
}

#[test]
fn a_relative_clause_tells_of_the_whole_list() {
    assert_eq!(
        told("国境で交戦していたタイとカンボジアの首脳はオスロで会談した。"),
        ["war held | タイ カンボジア | 国境", "meet held | タイ カンボジア | オスロ"]
    );
}

#[test]
fn who_signed_what_the_sentence_is_about() {
    assert_eq!(
        told("マルケス首相は、フランスと10月に署名した協定の履行を急ぐと述べた。")[0],
        "sign held | マルケス フランス | "
    );
    assert_eq!(
        told("マルケス外相は、ドイツと14日に協議した内容を公表した。")[0],
        "meet held | マルケス ドイツ | "
    );
}

#[test]
fn who_tells_is_not_what_the_agreement_is_about() {
    assert_eq!(
        told("交渉官は、マルケス外相とベルク外相が首脳会談の開催で一致したと述べた。"),
        ["meet agreed | マルケス ベルク | "]
    );
}

#[test]
fn the_owner_of_the_object_is_concerned() {
    assert_eq!(
        told("ノルウェー軍は24日、スウェーデン側の軍事施設を空爆した。"),
        ["attack held | ノルウェー軍> スウェーデン< | "]
    );
}

#[test]
fn whoever_is_asked_may_stand_in_the_clause() {
    assert_eq!(
        told("マルケス首相は日本政府に、制裁を急ぐよう求めた。"),
        ["demand held | マルケス> 日本政府< | "]
    );
}

#[test]
fn a_refusal_is_told_by_negation() {
    assert_eq!(
        told("マルケス首相は提案を聞いたが、ノルウェー側は受け入れていない。"),
        ["reject held | ノルウェー> | "]
    );
    assert_eq!(told("ノルウェーの提案は受け入れられないとの立場だ。"), [""; 0]);
}

#[test]
fn sides_are_listed_after_the_meeting() {
    let text = "マルケス外相とベルク外相は14日、オスロで会談した。会談には双方の幹部が出席した。ノルウェー側はハンセン大使、オルセン局長の2人だった。";
    let (_, events) = events(text);
    assert_eq!(events[0].participants.len(), 4, "{:?}", events[0].participants);
}

#[test]
fn whoever_comments_on_a_meeting_did_not_attend_it() {
    let text = "マルケス外相とベルク外相は14日、オスロで会談した。ロペス報道官が日程を説明し、会談にはハンセン大使が出席した。";
    let (_, events) = events(text);
    let names: Vec<&str> =
        events[0].participants.iter().filter_map(|it| it.text.as_deref()).collect();
    assert_eq!(names, ["マルケス", "ベルク", "ハンセン"]);
}

#[test]
fn what_is_said_to_the_press_is_public() {
    assert_eq!(
        told("マルケス首相は増税を避けると記者団に説明した。"),
        ["speak held | マルケス> 記者団< | "]
    );
    assert_eq!(told("マルケス首相は家族に、増税は避けると明らかにした。"), [""; 0]);
}
