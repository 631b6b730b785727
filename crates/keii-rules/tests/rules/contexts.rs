//! Where rules may match, and which of several wins.

use keii_model::Span;
use keii_rules::{CharacterView, Pack, examples};

use crate::words::{Words, found, pack, source};

fn in_text(rules: &[&str], text: &str) -> Vec<String> {
    let pack = pack(rules, "[class.n]\nnumber = true\n");
    found(pack.layer("x").unwrap(), &CharacterView::new(text))
}

#[test]
fn contexts_look_to_both_sides() {
    let text = "毎月、今月、月末、月";
    assert_eq!(in_text(&["pattern = '月'\nnot_after = '(毎|今)'"], text).len(), 2);
    assert_eq!(in_text(&["pattern = '月'\nafter = '(毎|今)'"], text).len(), 2);
    assert_eq!(in_text(&["pattern = '月'\nnot_before = '末'\nnot_after='毎'"], text).len(), 2);
    assert_eq!(in_text(&["pattern = '月'\nbefore = '末'"], text).len(), 1);
}

#[test]
fn numbers_in_contexts_are_whole() {
    let rule = "pattern = '月'\nafter = '{n}'";
    assert_eq!(in_text(&[rule], "12月"), ["月"]);
    assert_eq!(in_text(&[rule], "某月"), Vec::<String>::new());
}

#[test]
fn a_context_can_shorten_a_match() {
    assert_eq!(in_text(&["pattern = '月間?'\nnot_before = '中'"], "月間中、月間"), ["月", "月間"]);
}

#[test]
fn tokens_may_stand_behind() {
    let pack = pack(&["pattern = '<行く>'\nnot_before = '<ない>'"], "");
    let words = Words::new("行か/行く なかっ/ない た // 行っ/行く た");
    assert_eq!(found(pack.layer("x").unwrap(), &words), ["行っ"]);
}

#[test]
fn a_rule_can_keep_to_tokens() {
    let words = Words::new("東京 都 京都");
    let free = pack(&["pattern = '京都'"], "");
    assert_eq!(found(free.layer("x").unwrap(), &words), ["京都", "京都"]);
    let bound = pack(&["pattern = '京都'\nboundary = 'token'"], "");
    assert_eq!(found(bound.layer("x").unwrap(), &words), ["京都"]);
}

#[test]
fn the_longest_match_wins_and_then_the_priority() {
    let rules = [
        "pattern = '首脳'",
        "pattern = '首脳会談'",
        "pattern = '会談{n}?'\npriority = 1",
        "pattern = '会談'",
    ];
    let pack = pack(&rules, "[class.n]\nnumber = true\n");
    let layer = pack.layer("x").unwrap();
    let text = "首脳会談、首脳、会談";
    let matches = layer.find(&CharacterView::new(text), Span::from_range(0..text.len()));
    let ids: Vec<&str> = matches.iter().map(|found| layer.rule(found.rule).id()).collect();
    assert_eq!(ids, ["t.x.r1", "t.x.r0", "t.x.r2"]);
}

#[test]
fn a_range_limits_matches_but_not_contexts() {
    let pack = pack(&["pattern = 'b+'\nnot_after = 'a'"], "");
    let layer = pack.layer("x").unwrap();
    let find =
        |text: &str, start, end| layer.find(&CharacterView::new(text), Span::new(start, end)).len();
    assert_eq!(find("b+b+", 0, 4), 2);
    assert_eq!(find("b+b+", 0, 3), 1);
    assert_eq!(find("ab+", 1, 3), 0);
    assert_eq!(find("月b+", 1, 99), 1);
}

#[test]
fn rules_over_tokens_that_tie_are_told_with_their_examples() {
    let source = source(&["pattern = '<行く>'", "pattern = '<来る|行く>'"], "");
    let pack = Pack::compile(&source).unwrap();
    let all = examples(&source);
    let error =
        pack.layer("x").unwrap().check_example(&Words::new("行っ/行く"), &all[0]).unwrap_err();
    assert!(error.ends_with("t.x.r0 and t.x.r1 both find ⟦行っ⟧ at byte 0"), "{error}");
}
