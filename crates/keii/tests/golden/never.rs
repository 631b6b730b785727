//! What must not happen, whatever `reading.txt` says.

use serde_json::Value;

use crate::corpora;
use crate::entry::{Entry, Side};
use crate::outcome::{Line, Mark, outcome};
use crate::region::spans;

/// Quotation marks that are no speech and are taken for it today. This number goes down only.
const TRAPS_TAKEN: usize = 1;
/// Happenings told as held that the text gives as possible, planned or not to be. Down only.
const PLANS_TOLD_AS_FACTS: usize = 0;
/// Dates where the text gives none: there may never be one.
const INVENTED_DATES: usize = 0;

/// Statuses of what has not happened.
const NOT_HELD: [&str; 7] =
    ["possible", "proposed", "planned", "agreed", "postponed", "cancelled", "unlikely"];

/// Spans of which the text is not the slice of the article.
pub fn bad_spans(side: &Side, articles: &[(String, String)]) -> Vec<String> {
    let texts: Vec<Vec<char>> = articles.iter().map(|(_, text)| text.chars().collect()).collect();
    let mut bad = Vec::new();
    for entry in side.all() {
        spans(entry.record, &mut |span| {
            let ends = ["start", "end"]
                .map(|end| span[end].as_u64().and_then(|at| usize::try_from(at).ok()));
            let article = side.article(&span["document"]).map(|article| &texts[article]);
            let slice = match (article, ends) {
                (Some(text), [Some(start), Some(end)]) => text.get(start..end),
                _ => None,
            };
            let slice: Option<String> = slice.map(|slice| slice.iter().collect());
            if slice.is_none() || slice.as_deref() != span["text"].as_str() {
                bad.push(format!("{span} of {} {}", entry.word("/kind"), entry.word("/id")));
            }
        });
    }
    bad
}

/// Dates that were read where the text gives none, or in more digits than it gives.
pub fn invented_dates(lines: &[Line<'_>]) -> Vec<String> {
    let dates = ["/value", "/time/value", "/published/value"];
    let invented = |at: &&str, expected: Entry<'_>, read: Entry<'_>| {
        let dated =
            ["time", "event_mention", "document"].contains(&expected.word("/kind").as_str());
        let known = match expected.at(at) {
            Value::String(known) => !known.contains('X') || read.word(at).contains('X'),
            _ => false,
        };
        let date = read.at(at).is_string() && read.record["type"] != "duration";
        dated && date && !known
    };
    met(lines, |expected, read| dates.iter().any(|at| invented(at, expected, read)))
}

/// Happenings that were read as held although they were not.
pub fn plans_told_as_facts(lines: &[Line<'_>]) -> Vec<String> {
    met(lines, |expected, read| {
        let event = expected.record["kind"] == "event_mention";
        let status = expected.word("/status");
        event && NOT_HELD.contains(&status.as_str()) && read.record["status"] == "held"
    })
}

/// The lines of records that met and for which something is so.
fn met(lines: &[Line<'_>], so: impl Fn(Entry<'_>, Entry<'_>) -> bool) -> Vec<String> {
    let met = lines.iter().filter(|line| match (line.expected, line.read) {
        (Some(expected), Some(read)) => so(expected, read),
        _ => false,
    });
    met.map(|line| format!("{} {}", line.label, line.told())).collect()
}

/// The guards of one kind that are broken.
fn broken(lines: &[Line<'_>], guard: &str) -> Vec<String> {
    let broken = lines.iter().filter(|line| line.label == guard && line.mark != Mark::Right);
    broken.map(Line::told).collect()
}

/// What is found wrong in all stories.
fn in_all(wrong: impl Fn(&[Line<'_>]) -> Vec<String>) -> Vec<String> {
    corpora().iter().flat_map(|corpus| wrong(&outcome(&corpus.expected, &corpus.read))).collect()
}

fn no_more_than(most: usize, found: &[String]) {
    let count = found.len();
    assert!(count <= most, "{count}, where {most} are known of: {found:#?}");
}

#[test]
fn every_span_is_the_slice_it_names() {
    for corpus in corpora() {
        let sides = [(&corpus.expected, "expected.jsonl"), (&corpus.read, "what was read")];
        for (side, name) in sides {
            let bad = bad_spans(side, &corpus.articles);
            assert!(bad.is_empty(), "bad spans in {name} of {}: {bad:#?}", corpus.name());
        }
    }
}

#[test]
fn no_date_is_invented() {
    no_more_than(INVENTED_DATES, &in_all(invented_dates));
}

#[test]
fn no_plan_is_told_as_a_fact() {
    no_more_than(PLANS_TOLD_AS_FACTS, &in_all(plans_told_as_facts));
}

#[test]
fn no_quotation_marks_without_speech_are_quoted() {
    no_more_than(TRAPS_TAKEN, &in_all(|lines| broken(lines, "trap")));
}

#[test]
fn nobody_is_split_and_no_two_are_made_into_one() {
    let wrong = in_all(|lines| [broken(lines, "same_entity"), broken(lines, "distinct")].concat());
    assert!(wrong.is_empty(), "{wrong:#?}");
}
