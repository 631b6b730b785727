//! The comparison itself: that it finds what is wrong, and nothing in what is right.

use serde_json::{Value, json};

use crate::corpora;
use crate::entry::Side;
use crate::figures::figures;
use crate::never;
use crate::outcome::{Mark, outcome};

const HASH: &str = "0";

fn side(records: Vec<Value>) -> Side {
    let document = json!({"kind": "document", "id": "D", "sha256": HASH});
    Side::new([vec![document], records].concat(), &[HASH.to_owned()])
}

fn span(start: u64, end: u64) -> Value {
    json!({"document": "D", "start": start, "end": end, "text": "あ".repeat((end - start) as usize)})
}

fn meeting(status: &str, time: Value, start: u64) -> Value {
    json!({"kind": "event_mention", "id": "E", "document": "D", "type": "meet", "status": status,
        "trigger": span(start, start + 2), "participants": [], "time": {"value": time},
        "evidence": [span(start, start + 9)]})
}

/// The lines of one expected and one read record, without the line of the article.
fn lines(expected: Value, read: Value) -> Vec<(Mark, String)> {
    let (expected, read) = (side(vec![expected]), side(vec![read]));
    let lines = outcome(&expected, &read);
    lines[1..].iter().map(|line| (line.mark, line.differences.join("; "))).collect()
}

#[test]
fn a_perfect_reading_is_right_in_every_line() {
    for corpus in corpora() {
        let lines = outcome(&corpus.expected, &corpus.expected);
        let wrong = lines.iter().filter(|line| line.mark != Mark::Right);
        let wrong: Vec<_> =
            wrong.map(|line| (&line.label, &line.described, &line.differences)).collect();
        assert!(wrong.is_empty(), "{}: {wrong:#?}", corpus.name());
        assert!(lines.len() > 100 && figures(&lines).len() > 10);
    }
}

#[test]
fn an_empty_reading_misses_every_record() {
    let nothing = Side::default();
    for corpus in corpora() {
        let lines = outcome(&corpus.expected, &nothing);
        let found = figures(&lines).into_iter().filter(|(_, figures)| figures.found > 0);
        let guards = ["distinct", "same_entity", "trap"];
        let found: Vec<&str> = found.map(|(label, _)| label).collect();
        assert!(found.iter().all(|label| guards.contains(label)), "{found:?}");
    }
}

#[test]
fn a_line_says_what_differs() {
    let (planned, held) = (meeting("planned", Value::Null, 5), meeting("held", json!("2025"), 5));
    let differs = "status held, expected planned; time 2025, expected none".to_owned();
    assert_eq!(lines(planned.clone(), held.clone()), [(Mark::Differs, differs)]);
    assert_eq!(lines(planned.clone(), planned.clone()), [(Mark::Right, String::new())]);
    let elsewhere = meeting("planned", Value::Null, 50);
    let apart = [(Mark::Missed, String::new()), (Mark::More, String::new())];
    assert_eq!(lines(planned, elsewhere), apart);
}

#[test]
fn an_invented_date_and_a_plan_told_as_a_fact_are_seen() {
    let expected = side(vec![meeting("planned", Value::Null, 5)]);
    let read = side(vec![meeting("held", json!("2025"), 5)]);
    let lines = outcome(&expected, &read);
    assert_eq!(never::invented_dates(&lines).len(), 1);
    assert_eq!(never::plans_told_as_facts(&lines).len(), 1);
    let lines = outcome(&expected, &expected);
    assert_eq!(never::invented_dates(&lines).len(), 0);
    assert_eq!(never::plans_told_as_facts(&lines).len(), 0);
}

#[test]
fn a_span_with_other_words_is_seen() {
    let read = side(vec![json!({"kind": "hedge", "document": "D", "span": span(1, 3)})]);
    assert_eq!(never::bad_spans(&read, &[("a.txt".to_owned(), "いああい".to_owned())]).len(), 0);
    for text in ["あああう", "ああ", "ああうあ"] {
        let bad = never::bad_spans(&read, &[("a.txt".to_owned(), text.to_owned())]);
        assert_eq!(bad.len(), usize::from(text != "あああう"), "{text}");
    }
}

#[test]
fn a_quotation_that_is_none_is_seen() {
    let trap = json!({"kind": "trap", "document": "D", "span": span(10, 17)});
    let said = |kind: &str, content: Value, quoted: Value| {
        json!({"kind": "attribution", "document": "D", "type": kind, "content": [content],
            "quoted": quoted, "speaker": []})
    };
    let taken = |read: Value| {
        let (expected, read) = (side(vec![trap.clone()]), side(vec![read]));
        let taken = outcome(&expected, &read).into_iter();
        taken.filter(|line| line.label == "trap" && line.mark == Mark::Differs).count()
    };
    assert_eq!(taken(said("direct", span(11, 16), json!([]))), 1);
    assert_eq!(taken(said("mixed", span(5, 30), json!([span(11, 16)]))), 1);
    assert_eq!(taken(said("indirect", span(11, 16), json!([]))), 0);
    assert_eq!(taken(said("direct", span(5, 30), json!([]))), 0);
}

#[test]
fn an_edited_article_is_seen() {
    let document = json!({"kind": "document", "id": "D", "sha256": "1"});
    let read = |hash: &str| Side::new(vec![document.clone()], &[hash.to_owned()]);
    assert!(read("1").holds(0) && !read("0").holds(0));
}
