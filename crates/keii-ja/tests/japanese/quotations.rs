//! Quotations.

use keii_syntax::Relation;

use crate::{analyze, chunk};

#[test]
fn a_quotation_is_one_chunk_outside_and_several_inside() {
    let text = "知事は「橋を直す」と述べた。";
    let syntax = analyze(text);
    let shown: Vec<_> =
        syntax.chunks.iter().map(|chunk| (chunk.span.of(text), chunk.depth)).collect();
    let expected = [("知事は", 0), ("「橋を直す」と", 0), ("橋を", 1), ("直す", 1), ("述べた", 0)];
    assert_eq!(shown, expected);
    assert!(syntax.chunks[1].quotation && !syntax.chunks[0].quotation);
    assert_eq!(syntax.chunks[1].relation, Relation::Quote);
    assert_eq!(syntax.chunks[1].governor, Some(4));
    assert_eq!((syntax.chunks[2].governor, syntax.chunks[3].governor), (Some(3), None));
}

#[test]
fn a_title_in_marks_takes_the_noun_behind_it() {
    let text = "市は「青空」計画を始めた。";
    let syntax = analyze(text);
    let title = chunk(text, &syntax, "「青空」");
    assert_eq!(title.span.of(text), "「青空」計画を");
    assert_eq!(syntax.tokens[title.head as usize].span.of(text), "計画");
    assert_eq!(title.relation, Relation::Object);
}

#[test]
fn quotations_nest() {
    let text = "妹は「母が『早く』と叫んだ」と話した。";
    let syntax = analyze(text);
    assert_eq!(chunk(text, &syntax, "『早く』").depth, 1);
    assert_eq!(chunk(text, &syntax, "早く").depth, 2);
    let outer = chunk(text, &syntax, "「母が").governor.expect("it is governed");
    assert_eq!(syntax.chunks[outer as usize].span.of(text), "話した");
}

#[test]
fn sixty_and_more_levels_are_read() {
    let text = format!("{}雨{}", "「".repeat(80), "」".repeat(80));
    let syntax = analyze(&text);
    assert!(syntax.chunks.iter().any(|chunk| chunk.depth >= 60));
}

#[test]
fn an_empty_quotation_is_read() {
    let syntax = analyze("彼は「」と書いた。");
    assert!(syntax.chunks.iter().any(|chunk| chunk.quotation));
}
