//! Patterns, well and badly written.

use proptest::prelude::*;

use super::*;
use crate::node::{captured_twice, gap_at_edge};

fn literal(words: &str) -> Node {
    Node::Literal(words.into())
}

fn fails(pattern: &str) -> (String, Range<usize>) {
    let error = parse(pattern).expect_err("it is wrong");
    (error.message, error.range)
}

#[test]
fn white_space_is_ignored_unless_escaped() {
    assert_eq!(parse("首 脳\n 会談").unwrap(), [literal("首脳会談")]);
    assert_eq!(parse("a\\sb").unwrap(), [literal("a b")]);
    assert_eq!(parse("\\{\\(\\|\\)\\}\\\\").unwrap(), [literal("{(|)}\\")]);
}

#[test]
fn a_question_mark_takes_one_character_or_one_group() {
    let optional = |node| Node::Optional(Box::new(node));
    assert_eq!(parse("今月?末").unwrap(), [literal("今"), optional(literal("月")), literal("末")]);
    let group = Node::OneOf(vec![vec![literal("約")], vec![literal("およそ")]]);
    assert_eq!(parse("(約|およそ)?").unwrap(), [optional(group)]);
}

#[test]
fn elements_are_told_apart() {
    let nodes =
        parse("{n:number}<述べる|語る><@act><who@act><.Noun><v:.Verb>[Person]~~{7}a").unwrap();
    assert_eq!(nodes.len(), 10);
    assert_eq!(nodes[0], Node::Class { at: 0, capture: "n".into(), class: "number".into() });
    let lemmas = vec!["述べる".into(), "語る".into()];
    assert_eq!(nodes[1], Node::Lemmas { capture: None, lemmas });
    let names: Vec<Option<&str>> =
        nodes.iter().map(|node| node.capture().map(|name| name.as_str())).collect();
    assert_eq!(names[2..7], [Some("act"), Some("who"), None, Some("v"), Some("person")]);
    assert_eq!(nodes[7], Node::Gap { characters: 40, tokens: 12 });
    assert_eq!(nodes[8], Node::Gap { characters: 7, tokens: u16::MAX });
}

#[test]
fn a_pattern_may_be_a_choice() {
    let choice = vec![vec![literal("予定")], vec![literal("方針")]];
    assert_eq!(parse("予定|方針").unwrap(), [Node::OneOf(choice)]);
}

#[test]
fn mistakes_are_named_and_placed() {
    let cases = [
        ("a||b", "an alternative is empty", 0..2),
        ("()", "this group is empty", 0..1),
        ("a)", "this `)` closes nothing", 1..2),
        ("(a", "this is never closed", 0..2),
        ("(a|)", "an alternative is empty", 0..3),
        ("{month", "this is never closed", 0..6),
        ("{月}", "`月` is not a name", 0..4),
        ("?a", "there is nothing before this `?`", 0..1),
        ("a??", "what stands before this `?` is optional already", 2..3),
        ("a~?b", "a gap may be empty anyway", 2..3),
        ("a~{0}b", "a gap's limit is a number of characters", 1..5),
        ("<a||b>", "a word is missing here", 0..6),
        ("\\q", "this escape is unknown", 0..2),
        ("a>", "this `>` closes nothing", 1..2),
    ];
    for (pattern, message, range) in cases {
        assert_eq!(fails(pattern), (message.to_owned(), range), "{pattern}");
    }
    assert_eq!(fails(&"(".repeat(9_000)).0, "the pattern is too long");
    assert_eq!(fails(&"(".repeat(1_900)).0, "groups are nested too deep");
}

#[test]
fn gaps_at_the_edges_are_seen_through_what_may_be_missing() {
    assert!(gap_at_edge(&parse("a?~b").unwrap(), true));
    assert!(gap_at_edge(&parse("a(b|c~)d?").unwrap(), false));
    assert!(!gap_at_edge(&parse("a~b").unwrap(), true));
}

#[test]
fn a_name_may_be_captured_once_on_every_way() {
    let twice = |pattern: &str| captured_twice(&parse(pattern).unwrap());
    assert_eq!(twice("({n}|約{n})年").as_deref(), None);
    assert_eq!(twice("{n}から{n}").as_deref(), Some("n"));
    assert_eq!(twice("{n}?(x|{n})").as_deref(), Some("n"));
    assert_eq!(twice("(x|{n})({n}|y)").as_deref(), Some("n"));
}

proptest! {
    #[test]
    fn no_pattern_is_a_panic(pattern in "[a月{}<>()\\[\\]|?~\\\\@:. 0-9]{0,40}") {
        if let Err(error) = parse(&pattern) {
            prop_assert!(!error.message.is_empty() && !error.help.is_empty());
        }
    }

    #[test]
    fn any_text_is_parsed_or_refused(pattern in "\\PC{0,80}") {
        let _ = parse(&pattern);
    }
}
