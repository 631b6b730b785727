//! Matching takes time linear in the length of a text. Steps are counted, not seconds.

use keii_model::Span;

use crate::machine::STEPS;
use crate::{CharacterView, Pack, PackFile, PackSource};

fn pack(patterns: &[&str]) -> Pack {
    let mut rules =
        "layer = 'x'\n[class.n]\nnumber = true\n[class.a]\n'あ|ああ|あああ' = 'a'\n".to_owned();
    for (number, pattern) in patterns.iter().enumerate() {
        rules.push_str(&format!(
            "[[rule]]\nid = 't.x.r{number}'\npattern = '{pattern}'\naccepts = [{{ text = '⟦x⟧' }}, {{ text = 'y⟦x⟧' }}]\nrejects = ['u', 'v']\n"
        ));
    }
    let head = PackFile { path: "pack.toml", text: "name = 't'\nversion = '1'" };
    let rules = PackFile { path: "rules/x.toml", text: &rules };
    let source = PackSource::parse(&[head, rules]).unwrap_or_else(|error| panic!("{error}"));
    Pack::compile(&source).unwrap()
}

fn steps(pack: &Pack, text: &str) -> u64 {
    STEPS.with(|steps| steps.set(0));
    pack.layer("x").unwrap().find(&CharacterView::new(text), Span::from_range(0..text.len()));
    STEPS.with(std::cell::Cell::get)
}

/// Asserts that ten times the text takes at most ten times the steps, and not too many at all.
fn assert_linear(patterns: &[&str], piece: &str, most_per_character: u64) {
    let pack = pack(patterns);
    let (short, long) = (piece.repeat(400), piece.repeat(4_000));
    let (few, many) = (steps(&pack, &short), steps(&pack, &long));
    let characters = long.chars().count() as u64;
    assert!(many <= few * 12 + 100, "{patterns:?}: {few} steps became {many}");
    assert!(many <= characters * most_per_character, "{many} steps for {characters} characters");
}

#[test]
fn a_place_without_candidates_costs_nothing() {
    assert_eq!(steps(&pack(&["首脳会談", "{n}月", "(電話|会議)"]), &"いろはに".repeat(500)), 0);
}

#[test]
fn gaps_that_never_close_are_given_up() {
    assert_linear(&["あ~い"], "あ", 100);
    assert_linear(&["あ~あ~あ~い"], "あ", 400);
    assert_linear(&["あ~{100}い"], "あ", 300);
}

#[test]
fn ways_through_a_pattern_do_not_multiply() {
    let optional = "あ?".repeat(30) + "い";
    assert_linear(&[&optional], "あ", 200);
    let branches = "(あ|ああ|あああ)".repeat(20) + "い";
    assert_linear(&[&branches], "あ", 300);
    assert_linear(&["({a1:a}|{b1:a})({a2:a}|{b2:a})({a3:a}|{b3:a})({a4:a}|{b4:a})い"], "あ", 200);
    assert_linear(&["あ~({a1:a}|{b1:a})~({a2:a}|{b2:a})~い"], "あ", 500);
}

#[test]
fn runs_of_figures_are_read_once() {
    for piece in ["1", "一", "000,", "1.", "千", "1万", "１・"] {
        assert_linear(&["{n}月"], piece, 3);
    }
}
