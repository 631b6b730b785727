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
