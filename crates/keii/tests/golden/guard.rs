//! Expectations of what must not be made of the text: quotation marks that are no speech, one
//! taken for two, two taken for one.

use serde_json::Value;

use crate::entry::{Entry, Side};
use crate::kind::KINDS;
use crate::outcome::{Line, Mark, Place, place};
use crate::region::{Region, iou, spans};

/// From here on the words of a trap and of a quotation are the same words.
const SAME_WORDS: f64 = 0.8;

/// A line for each such expectation, behind the records of its place.
pub fn lines<'a>(expected: &'a Side, read: &Side, met: &[Line<'a>]) -> Vec<Line<'a>> {
    let traps = expected.of("trap").into_iter().map(|trap| {
        let place = place(KINDS.len(), Some("/span"), trap);
        line(trap, place, trap.quote("/span"), quoted(trap, read))
    });
    let joined = expected.of("same_entity").into_iter().map(|same| {
        let place = place(KINDS.len(), Some("/evidence"), same);
        line(same, place, same.quote("/evidence"), split(same, read))
    });
    let apart = expected.of("distinct").into_iter().filter_map(|pair| {
        let two = ["/a", "/b"].map(|id| met_by(pair.at(id), met));
        let [Some(a), Some(b)] = two else { return None };
        Some(line(pair, a.place, pair.word("/label"), merged(a, b, read)))
    });
    traps.chain(joined).chain(apart).collect()
}

fn line<'a>(
    entry: Entry<'a>,
    place: Place,
    described: String,
    wrong: Option<&'static str>,
) -> Line<'a> {
    Line {
        place,
        mark: if wrong.is_none() { Mark::Right } else { Mark::Differs },
        label: entry.word("/kind"),
        described,
        differences: wrong.into_iter().map(str::to_owned).collect(),
        expected: Some(entry),
        read: None,
    }
}

/// Quotation marks that were taken for somebody's words.
fn quoted(trap: Entry<'_>, read: &Side) -> Option<&'static str> {
    let mut inside = trap.region("/span");
    inside.pop_first();
    inside.pop_last();
    let said = read.of("attribution").into_iter().flat_map(verbatim);
    said.into_iter().any(|words| iou(&words, &inside) >= SAME_WORDS).then_some("taken for speech")
}

/// The words that an attribution gives as said, each quotation by itself.
fn verbatim(attribution: Entry<'_>) -> Vec<Region> {
    let at = match attribution.word("/type").as_str() {
        "direct" => "/content",
        "mixed" => "/quoted",
        _ => return Vec::new(),
    };
    let mut quotations = Vec::new();
    spans(attribution.at(at), &mut |span| {
        quotations.push(Entry { side: attribution.side, record: span }.region(""));
    });
    quotations
}

/// Names of one that were read as names of several.
fn split(same: Entry<'_>, read: &Side) -> Option<&'static str> {
    let names = same.region("/evidence");
    let entities = read.of("entity").into_iter();
    let named = entities.filter(|one| !one.region("/evidence").is_disjoint(&names)).count();
    (named > 1).then_some("taken for several")
}

fn met_by<'b, 'a>(id: &Value, met: &'b [Line<'a>]) -> Option<&'b Line<'a>> {
    met.iter().find(|line| line.expected.is_some_and(|entry| entry.record["id"] == *id))
}

/// Two happenings that were read as one.
fn merged(a: &Line<'_>, b: &Line<'_>, read: &Side) -> Option<&'static str> {
    let ids: Option<Vec<&Value>> =
        [a, b].into_iter().map(|line| line.read.map(|entry| &entry.record["id"])).collect();
    let ids = ids?;
    let holds = |event: &Entry<'_>| {
        let mentions = event.at("/mentions").as_array();
        ids.iter().all(|id| mentions.is_some_and(|mentions| mentions.contains(id)))
    };
    read.of("event").iter().any(holds).then_some("taken for one")
}
