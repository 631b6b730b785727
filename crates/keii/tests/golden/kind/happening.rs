//! What happened or may happen.

use super::{Kind, differs, name_of_kind, names, parties, plain};
use crate::entry::Entry;
use crate::region::{Region, iou, overlap};

/// Types that careful readers tell apart differently.
const NEAR: [(&str, &str); 3] = [("meet", "negotiate"), ("attack", "war"), ("agree", "sign")];
/// The part of the shorter evidence that two tellings of one happening share.
const EVIDENCE: f64 = 0.3;

pub const EVENT_MENTION: Kind = Kind {
    name: "event_mention",
    stands: Some("/trigger"),
    label: name_of_kind,
    fit,
    differences,
    describe,
};

fn fit(expected: Entry<'_>, read: Entry<'_>) -> Option<f64> {
    let (a, b) = (expected.word("/type"), read.word("/type"));
    let near = NEAR.iter().any(|&(one, two)| [(one, two), (two, one)].contains(&(&*a, &*b)));
    let triggered = !expected.region("/trigger").is_disjoint(&read.region("/trigger"));
    let (ours, theirs) = (evidence(expected), evidence(read));
    let met = (a == b || near) && (triggered || overlap(&ours, &theirs) >= EVIDENCE);
    // The same word tells of the same happening before any longer evidence does.
    met.then(|| iou(&ours, &theirs) + if triggered { 1.0 } else { 0.0 })
}

fn evidence(entry: Entry<'_>) -> Region {
    &entry.region("/trigger") | &entry.region("/evidence")
}

fn differences(expected: Entry<'_>, read: Entry<'_>) -> Vec<String> {
    let mut differences = plain(expected, read, &[("type", "/type"), ("status", "/status")]);
    differences.extend(parties("participants", "/participants", expected, read));
    if !parties("place", "/place", expected, read).is_empty() {
        let shown = |entry| Some(names(entry, "/place")).filter(|place| !place.is_empty());
        let or_none = |place: Option<String>| place.unwrap_or_else(|| crate::entry::NONE.into());
        differences.push(differs("place", &or_none(shown(read)), &or_none(shown(expected))));
    }
    let measured = [("time", "/time/value"), ("duration", "/duration")];
    differences.extend(plain(expected, read, &measured));
    differences
}

fn describe(entry: Entry<'_>) -> String {
    let mut described = format!("{} {}", entry.word("/type"), entry.quote("/trigger"));
    let parts = [("", "/participants"), ("at ", "/place")];
    for (before, at) in parts.map(|(before, at)| (before, names(entry, at))) {
        if !at.is_empty() {
            described.push_str(&format!(", {before}{at}"));
        }
    }
    if let Some(time) = entry.at("/time/value").as_str() {
        described.push_str(&format!(", {time}"));
    }
    format!("{described}, {}", entry.word("/status"))
}
