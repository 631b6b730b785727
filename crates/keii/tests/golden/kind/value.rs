//! Times and quantities.

use super::{Kind, differs, name_of_kind, plain};
use crate::entry::Entry;
use crate::region::iou;

pub const TIME: Kind = Kind {
    name: "time",
    stands: Some("/span"),
    label: name_of_kind,
    fit,
    differences: |expected, read| {
        with_span(expected, read, &[("type", "/type"), ("value", "/value")])
    },
    describe: |entry| format!("{} = {}", entry.quote("/span"), entry.word("/value")),
};

pub const QUANTITY: Kind = Kind {
    name: "quantity",
    stands: Some("/span"),
    label: name_of_kind,
    fit,
    differences: |expected, read| {
        let fields = [("value", "/value"), ("unit", "/unit"), ("approximate", "/approximate")];
        with_span(expected, read, &fields)
    },
    describe: |entry| {
        let (value, unit) = (entry.word("/value"), entry.word("/unit"));
        format!("{} = {value} {unit}", entry.quote("/span"))
    },
};

fn fit(expected: Entry<'_>, read: Entry<'_>) -> Option<f64> {
    let shared = iou(&expected.region("/span"), &read.region("/span"));
    (shared >= 0.5).then_some(shared)
}

fn with_span(expected: Entry<'_>, read: Entry<'_>, fields: &[(&str, &str)]) -> Vec<String> {
    let mut differences = plain(expected, read, fields);
    if expected.region("/span") != read.region("/span") {
        differences.push(differs("span", &read.quote("/span"), &expected.quote("/span")));
    }
    differences
}
