//! Chunks and the forms of predicates.

use keii_syntax::{PredicateForm, Voice};

use crate::{analyze, chunk, chunks};

fn form(text: &str, words: &str) -> PredicateForm {
    chunk(text, &analyze(text), words).predicate.expect("it is a predicate")
}

#[test]
fn a_compound_noun_is_one_chunk() {
    let text = "カナダ首相特別補佐官が港に着いた。";
    assert_eq!(chunks(text), ["カナダ首相特別補佐官が", "港に", "着いた"]);
}

#[test]
fn a_verbal_noun_with_its_verb_is_one_chunk() {
    let text = "客は式典に招待されました。";
    assert_eq!(chunks(text), ["客は", "式典に", "招待されました"]);
    let form = form(text, "招待");
    assert_eq!(form, PredicateForm { voice: Voice::Passive, past: true, ..Default::default() });
}

#[test]
fn a_verb_with_its_auxiliaries_is_one_chunk() {
    let text = "委員らは長く待っていた。";
    assert_eq!(chunks(text).last(), Some(&"待っていた"));
    assert!(form(text, "待って").progressive && form(text, "待って").past);
}

#[test]
fn an_ability_spoken_of_with_koto_is_one_chunk() {
    assert_eq!(chunks("私は参加することができた。"), ["私は", "参加することができた"]);
    assert_eq!(chunks("参加することを望む。"), ["参加する", "ことを", "望む"]);
}

#[test]
fn negation_and_causation_are_told() {
    assert!(form("列車は動きません。", "動き").negated);
    assert!(form("船は着かず、客は去った。", "着かず").negated);
    assert_eq!(form("親は子を歩かせた。", "歩か").voice, Voice::Causative);
    assert!(!form("列車は動いた。", "動い").negated);
}

#[test]
fn the_past_of_a_verb_is_no_copula() {
    let form = form("兄は本を読んだ。", "読ん");
    assert!(form.past && !form.copula);
}

#[test]
fn a_noun_with_a_copula_is_a_predicate() {
    assert!(form("彼は医師だ。", "医師").copula);
    assert!(form("彼は医師である。", "医師").copula);
    let negated = form("彼は医師ではない。", "医師");
    assert!(negated.copula && negated.negated);
    let polite = form("彼は医師ではありません。", "医師");
    assert!(polite.copula && polite.negated);
}

#[test]
fn a_bare_noun_ends_a_sentence_as_a_predicate() {
    assert!(form("古い橋の修理業者。", "修理業者").copula);
    assert!(chunk("港に", &analyze("港に"), "港").predicate.is_none());
}

#[test]
fn time_is_a_chunk_of_its_own() {
    let text = "12日市長が訪れた。";
    assert_eq!(chunks(text), ["12日", "市長が", "訪れた"]);
}

#[test]
fn an_aside_stays_with_its_noun() {
    let text = "議長（58）は去った。";
    let syntax = analyze(text);
    assert_eq!(chunks(text), ["議長（58）は", "去った"]);
    assert_eq!(syntax.tokens[syntax.chunks[0].head as usize].span.of(text), "議長");
}

#[test]
fn a_politely_named_persons_chunk_is_headed_by_the_name() {
    let text = "田中氏は去った。";
    let syntax = analyze(text);
    assert_eq!(syntax.tokens[syntax.chunks[0].head as usize].span.of(text), "田中");
}

#[test]
fn fixed_expressions_and_compounds_are_one_chunk() {
    for (text, expected) in [
        ("雨が降るかもしれない。", &["雨が", "降るかもしれない"][..]),
        ("建物の大きさを測る。", &["建物の", "大きさを", "測る"][..]),
        ("噂に過ぎない。", &["噂に過ぎない"][..]),
        ("取り調べ室に入る。", &["取り調べ室に", "入る"][..]),
        ("金が要り友人に頼む。", &["金が", "要り", "友人に", "頼む"][..]),
        ("問題はない。", &["問題は", "ない"][..]),
        ("安くはない。", &["安くはない"][..]),
        ("Blue Sky Airを使う。", &["Blue Sky Airを", "使う"][..]),
    ] {
        assert_eq!(chunks(text), expected, "{text}");
    }
}

#[test]
fn half_width_commas_part_chunks_like_any() {
    assert_eq!(
        chunks("客は,駅で本を買い,家に帰った。"),
        chunks("客は、駅で本を買い、家に帰った。")
    );
}
