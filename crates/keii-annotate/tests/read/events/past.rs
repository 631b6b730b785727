//! What is over, what goes on, and what a text only mentions.

use super::told;

#[test]
fn wars_of_the_past_do_not_go_on() {
    for text in [
        "祖父はベトナムでの戦争の体験者だ。",
        "韓国での当時の戦争を描いた映画だ。",
        "1990年代、アルジェリアで内戦があった。",
    ] {
        let told = told(text);
        assert!(told.iter().all(|it| !it.contains("ongoing")), "{text} {told:?}");
    }
    assert_eq!(told("ウクライナでの紛争後の課題を話し合う。"), [""; 0]);
}

#[test]
fn a_war_that_is_told_to_last_goes_on() {
    assert_eq!(told("スーダンで続く内戦の影響で、物価が上がった。"), ["war ongoing | スーダン | "]);
}

#[test]
fn what_was_done_to_somebody_is_over() {
    assert_eq!(
        told("この政変では、マルケス元大統領が殺害されている。"),
        ["attack held | マルケス< | "]
    );
    assert_eq!(
        told("マルケス大統領の演説中に、市民団体が外で抗議活動を行った。"),
        ["speak held | マルケス> | ", "protest held | 市民団体> | "]
    );
    assert_eq!(
        told("監督庁が3月に、6カ月間の取引停止を命じている。"),
        ["demand held | 監督庁> | "],
        "an office without a name of its own gives the order"
    );
}

#[test]
fn what_lasts_until_now_is_going_on() {
    assert_eq!(
        told("イランは米国による厳しい制裁に直面してきた。"),
        ["sanction ongoing | イラン< 米国> | "]
    );
}

#[test]
fn titles_of_works_tell_of_nothing() {
    assert_eq!(told("参考にしたのは『マルケス首相が辞任』という記事だ。"), [""; 0]);
    assert_eq!(told("偽の記事は『「中国、台湾侵攻」』という題だった。"), [""; 0]);
}

#[test]
fn what_followed_upon_it_was_not_suffered() {
    assert_eq!(told("マルケス社長は今回の逮捕を受けて会社を離れた。"), [""; 0]);
}

#[test]
fn a_topic_gives_way_to_the_subject_of_the_clause() {
    assert_eq!(
        told("マルケスさんは1983年に留学したが、1984年9月にベルク氏が大麻所持で逮捕された。"),
        ["other held | マルケス> | ", "detain held | ベルク< | "]
    );
}

#[test]
fn the_medium_is_given_the_interview() {
    assert_eq!(
        told("マルケス首相はNHKのインタビューで、減税は難しいと述べた。"),
        ["speak held | マルケス> NHK< | "]
    );
}

#[test]
fn what_was_planned_and_dropped_is_called_off() {
    assert_eq!(
        told("マルケス首相は12日に訪米する予定だったが、中止した。"),
        ["visit cancelled | マルケス> | 米"]
    );
    assert_eq!(
        told("ハリス知事はオスロ訪問を見合わせた。"),
        ["visit postponed | ハリス> | オスロ"]
    );
}

#[test]
fn a_plan_of_another_is_no_plan_of_this_one() {
    assert_eq!(
        told("マルケス首相は日本政府に対応を求め、ベルク大統領は来週ノルウェーを訪問する予定だ。"),
        ["demand held | マルケス> 日本政府< | ", "visit planned | ベルク> | ノルウェー"]
    );
}

#[test]
fn what_was_asked_for_is_not_planned_yet() {
    assert_eq!(
        told("政府軍の高官がクーデターを計画していたとされる。"),
        ["attack planned | 政府軍の高官> | "]
    );
}
