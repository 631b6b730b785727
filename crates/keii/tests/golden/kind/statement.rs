//! What the text marks as uncertain, leaves open, or reports as agreed.

use super::{Kind, name_of_kind, names, parties, plain};
use crate::entry::Entry;
use crate::region::overlap;

pub const HEDGE: Kind = Kind {
    name: "hedge",
    stands: Some("/span"),
    label: name_of_kind,
    fit: |expected, read| fit("/span", expected, read),
    differences: |expected, read| plain(expected, read, &[("level", "/level")]),
    describe: |entry| format!("{} ({})", entry.quote("/span"), entry.word("/level")),
};

pub const QUESTION: Kind = Kind {
    name: "question",
    stands: Some("/span"),
    label: name_of_kind,
    fit: |expected, read| fit("/span", expected, read),
    differences: |_, _| Vec::new(),
    describe: |entry| entry.quote("/span"),
};

pub const COMMITMENT: Kind = Kind {
    name: "commitment",
    stands: Some("/content"),
    label: name_of_kind,
    fit: |expected, read| fit("/content", expected, read),
    differences: |expected, read| {
        let mut differences = plain(expected, read, &[("status", "/status")]);
        differences.extend(parties("parties", "/parties", expected, read));
        differences
    },
    describe: |entry| {
        let (parties, status) = (names(entry, "/parties"), entry.word("/status"));
        format!("{parties}: {}, {status}", entry.quote("/content"))
    },
};

/// Where such a span ends is a matter of taste: half of the shorter one has to be shared.
fn fit(at: &str, expected: Entry<'_>, read: Entry<'_>) -> Option<f64> {
    let shared = overlap(&expected.region(at), &read.region(at));
    (shared >= 0.5).then_some(shared)
}
