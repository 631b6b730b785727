//! Clauses.

use keii_syntax::{ClauseKind, Syntax};

use crate::analyze;

/// Predicate, kind, and predicate of the governor, of each clause.
fn shown(text: &str) -> Vec<(String, ClauseKind, Option<String>)> {
    let syntax = analyze(text);
    let predicate = |syntax: &Syntax, clause: usize| {
        syntax.chunks[syntax.clauses[clause].predicate as usize].span.of(text).to_owned()
    };
    (0..syntax.clauses.len())
        .map(|clause| {
            let governor = syntax.clauses[clause].governor;
            let governor = governor.map(|governor| predicate(&syntax, governor as usize));
            (predicate(&syntax, clause), syntax.clauses[clause].kind, governor)
        })
        .collect()
}

#[test]
fn each_predicate_makes_a_clause() {
    let expected = [
        ("直した", ClauseKind::Adnominal, Some("去り")),
        ("去り", ClauseKind::Coordinate, Some("残った")),
        ("残った", ClauseKind::Main, None),
    ];
    let expected = expected
        .map(|(words, kind, governor)| (words.to_owned(), kind, governor.map(str::to_owned)));
    assert_eq!(shown("橋を直した職人は去り、弟子が残った。"), expected);
}

#[test]
fn kinds_of_clause_are_told() {
    let kind = |text| shown(text)[0].1;
    assert_eq!(kind("雨が降れば、祭りは延びる。"), ClauseKind::Conditional);
    assert_eq!(kind("雨が降ったら、祭りは延びる。"), ClauseKind::Conditional);
    assert_eq!(kind("雨が降ったので、祭りは延びた。"), ClauseKind::Adverbial);
    assert_eq!(kind("雨が降ったと隣人が話した。"), ClauseKind::Reported);
    assert_eq!(kind("雨は降ったが、祭りは続いた。"), ClauseKind::Coordinate);
}

#[test]
fn arguments_are_what_depends_on_the_predicate() {
    let text = "市長は記者に図面を見せた。";
    let syntax = analyze(text);
    assert_eq!(syntax.clauses[0].arguments, [0, 1, 2]);
    assert_eq!(syntax.clauses[0].span.of(text), "市長は記者に図面を見せた");
}
