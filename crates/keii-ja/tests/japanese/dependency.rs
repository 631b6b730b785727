//! Who governs whom.

use keii_syntax::Relation;

use crate::{analyze, chunk, governor};

fn relation(text: &str, words: &str) -> Relation {
    chunk(text, &analyze(text), words).relation
}

#[test]
fn particles_tell_relations() {
    let text = "市長は橋で議員と朝から橋の図面を記者に見せた。";
    for (words, expected) in [
        ("市長", Relation::Topic),
        ("橋で", Relation::Means),
        ("議員", Relation::With),
        ("朝", Relation::From),
        ("橋の", Relation::Genitive),
        ("図面", Relation::Object),
        ("記者", Relation::Dative),
        ("見せた", Relation::Root),
    ] {
        assert_eq!(relation(text, words), expected, "{words}");
    }
    assert_eq!(relation("専門家によると雨が降る。", "専門家"), Relation::Compound);
    assert_eq!(relation("雨が降ると言った。", "降る"), Relation::Quote);
    assert_eq!(relation("子どもが静かに遊ぶ。", "静かに"), Relation::Adverbial);
}

#[test]
fn a_topic_skips_relative_clauses() {
    let text = "市長は橋を直した職人に礼を述べた。";
    assert_eq!(governor(text, "市長は"), "述べた");
    assert_eq!(governor(text, "橋を"), "直した");
    assert_eq!(governor(text, "直した"), "職人に");
    assert_eq!(governor(text, "職人に"), "述べた");
}

#[test]
fn nouns_in_a_row_govern_one_another() {
    let text = "会場には医師、教師、記者が集まった。";
    assert_eq!(governor(text, "医師"), "教師");
    assert_eq!(relation(text, "医師"), Relation::Coordinate);
    assert_eq!(governor(text, "記者が"), "集まった");
    assert_eq!(governor("フランスとイタリアが勝った。", "フランスと"), "イタリアが");
    assert_eq!(relation("フランスと協定を結ぶ。", "フランスと"), Relation::With);
}

#[test]
fn clauses_depend_on_main_predicates() {
    let text = "雨が降ったので、祭りを楽しみにした子は泣いた。";
    assert_eq!(governor(text, "降ったので"), "泣いた");
    assert_eq!(governor(text, "楽しみ"), "した");
}

#[test]
fn a_verbal_noun_before_a_comma_ends_a_clause() {
    let text = "議会は予算案を可決、知事は会見を開いた。";
    assert_eq!(governor(text, "予算案を"), "可決");
    assert_eq!(relation(text, "可決"), Relation::Clause);
}

#[test]
fn no_dependencies_cross() {
    let text =
        "昨日、駅で会った友人が、長く待っていた荷物は明日届くと電話で話していたので、安心した。";
    let syntax = analyze(text);
    for (left, chunk) in syntax.chunks.iter().enumerate() {
        let Some(right) = chunk.governor.map(|governor| governor as usize) else { continue };
        for inner in &syntax.chunks[left + 1..right] {
            assert!(inner.governor.is_some_and(|governor| governor as usize <= right));
        }
    }
}

#[test]
fn with_somebody_as_well_is_with_somebody() {
    let text = "市長は議員とも職員とも話し合った。";
    for words in ["議員", "職員"] {
        assert_eq!(relation(text, words), Relation::With, "{words}");
        assert_eq!(governor(text, words), "話し合った");
    }
    assert_eq!(relation("山本氏ともＢ氏とも会談した。", "Ｂ氏"), Relation::With);
    // Both of them, and for all time to come: nobody is with them.
    assert_eq!(relation("両国ともこれを認めた。", "両国"), Relation::Also);
    assert_eq!(relation("二人とも帰国した。", "二人"), Relation::Also);
}

#[test]
fn names_joined_before_a_source_are_equals() {
    let text = "山本氏とスミルコフ氏によると、橋は来月開通する。";
    assert_eq!(relation(text, "山本氏と"), Relation::Coordinate);
    assert_eq!(governor(text, "山本氏と"), "スミルコフ氏によると");
    assert_eq!(governor(text, "スミルコフ氏によると"), "開通する");
}

#[test]
fn no_topic_depends_on_a_noun_that_is_an_argument() {
    let text = "選手はＳＮＳ「窓」で、「今は考えていない」と書いた。";
    assert_eq!(governor(text, "選手は"), "書いた");
    assert_eq!(governor(text, "「窓」で"), "書いた");
}

#[test]
fn no_topic_depends_on_a_day() {
    let text = "知事は9日、橋の工事について「急ぐ必要がある」と記者団に述べました。";
    assert_eq!(governor(text, "知事は"), "述べました");
    assert_eq!(governor(text, "9日"), "述べました");
    let text = "両政府は12日、互いに課していた税を引き下げるとの声明を発表した。";
    assert_eq!(governor(text, "両政府は"), "発表した");
}

#[test]
fn a_clause_with_a_topic_of_its_own_is_not_before_a_noun() {
    let text = "会社は工場を閉じ、市も支援を続ける用意がある。";
    assert_eq!(governor(text, "閉じ"), "ある");
    let text = "監督が「勝てる」と述べ、連覇を狙うのは難しいとの見方を示した。";
    assert_eq!(governor(text, "述べ"), "示した");
    assert_eq!(governor(text, "狙うのは"), "難しいとの");
}

#[test]
fn a_scene_is_set_for_the_clause_behind_it() {
    let text = "駅では雨が降り、山では雪が積もった。";
    assert_eq!(governor(text, "駅では"), "降り");
    assert_eq!(governor(text, "山では"), "積もった");
}

#[test]
fn each_topic_goes_to_a_predicate_behind_it() {
    let text = "北国側は外務次官が、南国側は商務長官が出席した。";
    for words in ["外務次官が", "南国側は", "商務長官が"] {
        assert_eq!(governor(text, words), "出席した", "{words}");
    }
}

#[test]
fn a_person_and_a_place_are_no_equals() {
    let text = "山本外相は中国の王毅外相と北京の迎賓館で会談した。";
    assert_eq!(relation(text, "王毅外相と"), Relation::With);
    let text = "山本氏と東京の高橋氏で話し合った。";
    assert_eq!(relation(text, "山本氏と"), Relation::Coordinate);
}

#[test]
fn a_gerund_that_tells_how_is_an_adverb() {
    let text = "山本外相は李強首相、王毅外相と相次いで会談した。";
    assert_eq!(relation(text, "王毅外相と"), Relation::With);
    assert_eq!(relation(text, "相次いで"), Relation::Adverbial);
    assert_eq!(relation("閣僚の辞任が相次いで退陣した。", "相次いで"), Relation::Clause);
    assert_eq!(relation("辞任が相次ぎ、退陣した。", "相次ぎ"), Relation::Clause);
}

#[test]
fn what_is_told_outside_a_quotation_is_no_part_of_it() {
    let text = "社長は会見で「工場を閉じる」との考えを示した。";
    assert_eq!(governor(text, "会見で"), "示した");
    assert_eq!(governor("社長は会見で「閉じない」と述べた。", "会見で"), "述べた");
    assert_eq!(governor("社長の「閉じない」との言葉を聞いた。", "社長の"), "「閉じない」との");
}

#[test]
fn a_noun_that_stands_for_a_verb_takes_its_object() {
    assert_eq!(governor("不振を理由に社長が辞めた。", "不振を"), "理由に");
    assert_eq!(governor("住民を中心として会が作られた。", "住民を"), "中心として");
    assert_eq!(governor("本を棚に戻した。", "本を"), "戻した");
    assert_eq!(governor("これを理由として挙げた。", "理由として"), "挙げた");
}

#[test]
fn with_whom_goes_to_what_is_done_together() {
    let text = "ソト大統領は両国の首脳と電話で話した。";
    assert_eq!(governor(text, "首脳と"), "話した");
    assert_eq!(governor("市長は例田氏と官邸で会った。", "例田氏と"), "会った");
    assert_eq!(governor("市長は例田氏と早期に会談する。", "例田氏と"), "会談する");
}

#[test]
fn what_differs_stands_right_behind() {
    assert_eq!(governor("本館とは別の建物を建てた。", "本館とは"), "別の");
    assert_eq!(governor("本館とは駅を挟んで建っている。", "本館とは"), "建っている");
}

#[test]
fn a_person_is_the_equal_of_a_person() {
    let text = "北国の田中首相と南国の鈴木大統領が出席した。";
    assert_eq!(governor(text, "田中首相と"), "鈴木大統領が");
    assert_eq!(governor(text, "南国の"), "鈴木大統領が");
}

#[test]
fn a_time_with_a_comma_is_not_of_a_clause_before_a_noun() {
    let text = "2日午前、荷物を積んだ船が港に入った。";
    assert_eq!(governor(text, "2日午前"), "入った");
    assert_eq!(governor("2日に荷物を積んだ船が港に入った。", "2日に"), "積んだ");
}

#[test]
fn who_reports_one_thing_goes_on_to_report_another() {
    let text = "知事は「残念だ」と述べ、橋を直したと明かした。";
    assert_eq!(governor(text, "述べ"), "明かした");
    assert_eq!(governor("両者は橋を直すことで一致したとしている。", "両者は"), "一致したと");
}

#[test]
fn no_topic_depends_on_a_person_of_several() {
    let text = "ノルウェー側はハンセン大使、オルセン局長の2人だった。";
    assert_eq!(governor(text, "ノルウェー側は"), "2人だった");
}
