//! Every mistake that an author can make, and what is said about it.

use keii_rules::{PackFile, PackSource};

use crate::words::HEAD;

/// A file of rules in which one rule is right but for what replaces `from`.
fn broken(from: &str, to: &str) -> String {
    let right = "layer = 'x'
[class.month]
number = [1, 12]
[[rule]]
id = 't.x.month'
pattern = '{month}月'
value = '{month:02}'
accepts = [{ text = '⟦3月⟧', value = '03' }, { text = '約⟦4月⟧' }]
rejects = ['13月', '月']
";
    assert!(right.contains(from), "{from}");
    right.replace(from, to)
}

fn errors(files: &[PackFile<'_>]) -> String {
    PackSource::parse(files).expect_err("it is wrong").to_string()
}

fn error(from: &str, to: &str) -> String {
    errors(&[HEAD, PackFile { path: "rules/x.toml", text: &broken(from, to) }])
}

/// The first line of what is said.
fn heads(from: &str, to: &str) -> Vec<String> {
    let said = error(from, to);
    said.lines().filter(|line| line.starts_with("rules/")).map(str::to_owned).collect()
}

#[test]
fn an_unknown_class_is_shown_with_what_there_is() {
    let expected = "rules/x.toml:6:19: no class or lexicon is called part
  6 | pattern = '{month}{part}月'
    |                   ^^^^^^
  help: define [class.part] or lexicon/part.tsv; known: month";
    assert_eq!(error("{month}月", "{month}{part}月"), expected);
}

#[test]
fn a_broken_pattern_is_shown_where_it_breaks() {
    let expected = "rules/x.toml:6:19: this is never closed
  6 | pattern = '{month}(月'
    |                   ^^^
  help: close it with )";
    assert_eq!(error("{month}月", "{month}(月"), expected);
}

#[test]
fn a_missing_file_is_told() {
    let expected = "pack.toml:1:1: this file is missing
  1 | \n    | ^
  help: a pack has a file pack.toml with name = \"ja\" and version = \"0.1.0\"";
    assert_eq!(errors(&[]), expected);
}

#[test]
fn each_mistake_has_its_message() {
    let cases = [
        ("layer = 'x'\n", "", "1:1: this file names no layer"),
        ("id = 't.x.month'\n", "", "4:1: this rule has no id"),
        ("pattern = '{month}月'\n", "", "4:1: this rule has no pattern"),
        ("t.x.month", "t.y.month", "5:7: this id does not name its pack and layer"),
        ("'{month:02}'", "'{day:02}'", "7:10: the pattern captures nothing as day"),
        ("'{month:02}'", "'{month.code}'", "7:10: month has no column code"),
        ("'{month:02}'", "'{month'", "7:10: this is never closed"),
        ("'{month:02}'", "[]", "7:9: this must be a string"),
        ("⟦3月⟧", "3月", "8:22: an example marks one stretch with ⟦ and ⟧"),
        ("⟦3月⟧", "⟦⟧", "8:22: an example marks one stretch with ⟦ and ⟧"),
        ("'13月'", "'⟦13月⟧'", "9:13: an example to reject has no marks"),
        (", { text = '約⟦4月⟧' }", "", "5:7: this rule has 1 examples to accept and 2 to reject"),
        (", '月']", "]", "5:7: this rule has 2 examples to accept and 1 to reject"),
        ("'03' }", "'03', unit = 'm' }", "8:12: the rule has no output unit"),
        ("'{month}月'", "'{month}?月?'", "6:12: this pattern can match nothing"),
        ("'{month}月'", "''", "6:11: this pattern can match nothing"),
        ("'{month}月'", "'{month}~'", "6:12: a gap stands at the edge of this pattern"),
        ("'{month}月'", "'{month}月{month}'", "6:12: month is captured twice"),
        ("'{month}月'", "'<@month>{month}'", "6:12: month is captured twice"),
        ("'{month}月'", "'<n@month>{month}'", "6:12: numbers have no dictionary form"),
        (
            "[[rule]]",
            "[[rule]]\nafter = '[Person]'",
            "5:10: what stands in front is compared by characters",
        ),
        ("[[rule]]", "[[rule]]\nbefore = 'a~b'", "5:11: a context has no gaps"),
        ("[[rule]]", "[[rule]]\nbefore = 'a?'", "5:11: this context is always true"),
        ("[[rule]]", "[[rule]]\npriority = 'high'", "5:12: a priority is a whole number"),
        ("[[rule]]", "[[rule]]\nboundary = 'word'", "5:12: this is not a kind of boundary"),
        ("[1, 12]", "[12, 1]", "3:10: these are not the limits of a number"),
        ("[1, 12]", "true\na = 'b'", "4:1: a class of numbers has no phrases"),
        ("[[rule]]", "[rules]", "4:2: `rules` is unknown here"),
    ];
    for (from, to, expected) in cases {
        let said = heads(from, to);
        let expected = format!("rules/x.toml:{expected}");
        assert!(said.contains(&expected), "{expected}\nbut: {said:#?}");
    }
    assert!(
        heads("[class.month]", "[class.month")[0]
            .starts_with("rules/x.toml:2:13: this is not TOML")
    );
}

#[test]
fn phrases_of_a_class_are_unique() {
    let class = "[class.a]\n'x|y' = '1'\n'y' = '2'\n[class.b]\nwords = []\n[[rule]]";
    assert_eq!(
        heads("[[rule]]", class),
        [
            "rules/x.toml:4:8: the phrase y is listed twice",
            "rules/x.toml:7:8: a phrase is empty, or there is none"
        ]
    );
}

#[test]
fn names_and_ids_are_given_once() {
    let text = broken("", "");
    let [one, two] = ["rules/a.toml", "rules/b.toml"].map(|path| PackFile { path, text: &text });
    let month = PackFile { path: "lexicon/month.tsv", text: "forms\na\n" };
    let said = errors(&[HEAD, one, two]);
    assert!(said.contains("rules/b.toml:2:8: the name month is taken"), "{said}");
    assert!(said.contains("help: it is given in rules/a.toml:2: choose another"), "{said}");
    assert!(said.contains("rules/b.toml:5:7: the id t.x.month is taken"), "{said}");
    let said = errors(&[HEAD, one, month]);
    assert!(said.contains("help: it is given in lexicon/month.tsv"), "{said}");
}

#[test]
fn two_rules_for_the_same_words_need_a_precedence() {
    let second = "[[rule]]\nid = 't.x.third'\npattern = '(3|4)月'\naccepts = [{ text = '⟦3月⟧' }, { text = '⟦4月⟧' }]\nrejects = ['13日', '日']\n[[rule]]";
    let expected = "rules/x.toml:5:7: t.x.third and t.x.month both find 3月
  5 | id = 't.x.third'
    |       ^^^^^^^^^
  help: give one a higher priority, or make one of them narrower";
    let said = error("[[rule]]", second);
    assert!(
        said.contains("both find 3月") && said.ends_with(expected.lines().last().unwrap()),
        "{said}"
    );
    let higher = second.replacen("pattern", "priority = 1\npattern", 1);
    let text = broken("[[rule]]", &higher);
    assert!(PackSource::parse(&[HEAD, PackFile { path: "rules/x.toml", text: &text }]).is_ok());
}

#[test]
fn all_mistakes_are_told_at_once() {
    let lexicon = PackFile { path: "lexicon/a.tsv", text: "forms\tcode\nx\n" };
    let text = broken("{month}月", "{part}");
    let rules = PackFile { path: "rules/x.toml", text: &text };
    let error = PackSource::parse(&[HEAD, lexicon, rules]).unwrap_err();
    let messages: Vec<&str> = error.problems().iter().map(|problem| problem.message()).collect();
    assert_eq!(
        messages,
        [
            "1 columns instead of 2",
            "no class or lexicon is called part",
            "the pattern captures nothing as month"
        ]
    );
}
