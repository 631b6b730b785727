//! What is asked for, invited to, agreed upon, announced: not yet done, or done by saying so.

use super::told;

#[test]
fn an_invitation_proposes_a_visit() {
    assert_eq!(
        told("マルケス大統領はベルク大統領にオスロへの来訪を公式に招待した。"),
        ["visit proposed | マルケス< ベルク> | オスロ", "invite held | マルケス> ベルク< | オスロ"]
    );
}

#[test]
fn whoever_receives_guests_is_visited() {
    assert_eq!(
        told("マルケス大統領は首都オスロで、フランスの代表団を迎えた。"),
        ["visit held | マルケス< 代表団> | オスロ"]
    );
    assert_eq!(told("フランスとドイツの歴史は節目を迎えた。"), [""; 0]);
}

#[test]
fn items_of_an_agreement_are_agreed() {
    let text = "フランスとドイツの両国は次の2点で合意しました。\n- 漁業をめぐる協議メカニズムを新設すること。\n- 国境の担当者を双方で任命すること。";
    let told = told(text);
    assert!(told.contains(&"negotiate agreed | フランス ドイツ | ".to_owned()), "{told:?}");
    assert!(told.iter().any(|it| it.starts_with("appoint agreed")), "{told:?}");
}

#[test]
fn a_sanction_is_imposed_with_its_announcement() {
    assert_eq!(
        told("ノルウェー政府は14日、ロシアの企業に制裁を科すと発表した。"),
        ["sanction held | ノルウェー政府> ロシア< | ", "speak held | ノルウェー政府> | "]
    );
    assert_eq!(
        told("ノルウェー政府は来月、ロシアに制裁を科すと発表した。"),
        ["sanction planned | ノルウェー政府> ロシア< | ", "speak held | ノルウェー政府> | "]
    );
    assert_eq!(told("欧州連合は14日、新たな制裁を採択した。"), ["sanction held | 欧州連合> | "]);
}

#[test]
fn what_is_announced_in_a_noun_clause_is_planned() {
    assert_eq!(
        told("マルケス外相は来月、ベルク外相と会談することを発表した。"),
        ["meet planned | マルケス ベルク | ", "speak held | マルケス> | "]
    );
}

#[test]
fn a_day_that_is_not_set_is_no_plan() {
    assert_eq!(
        told("マルケス外相とベルク外相の会談の日程は決まっていない。"),
        ["meet possible | マルケス ベルク | "]
    );
    assert_eq!(
        told("マルケス外相はベルク外相との会談の可能性は否定しなかった。"),
        ["meet possible | マルケス ベルク | "]
    );
    assert_eq!(
        told("マルケス外相とベルク外相が会う案もあった。"),
        ["meet proposed | マルケス ベルク | "]
    );
}

#[test]
fn what_is_refused_is_not_planned() {
    assert_eq!(
        told("与党の執行部は、マルケス元首相の知事選への立候補を、認めない方針を示した。"),
        [""; 0]
    );
    assert_eq!(
        told("マルケス首相は、総選挙についても来月までに判断する見通しとなっている。"),
        [""; 0]
    );
}

#[test]
fn whoever_says_what_others_should_do_does_not_do_it() {
    assert_eq!(
        told("マルケス副首相は、ベルク総裁は辞任すべきだと述べた。"),
        ["resign proposed | ベルク> | "]
    );
    assert_eq!(told("マルケス首相は、支持者からの出馬要請に応えると述べた。"), [""; 0]);
}
