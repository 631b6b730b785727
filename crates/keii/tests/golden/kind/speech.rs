//! Who says what.

use super::{Kind, name_of_kind, names, parties, plain};
use crate::entry::Entry;
use crate::region::iou;

pub const ATTRIBUTION: Kind = Kind {
    name: "attribution",
    stands: Some("/content"),
    label: name_of_kind,
    fit,
    differences: |expected, read| {
        let fields = [("type", "/type"), ("modality", "/modality"), ("factuality", "/factuality")];
        let mut differences = plain(expected, read, &fields);
        differences.extend(parties("speaker", "/speaker", expected, read));
        differences
    },
    describe: |entry| {
        let (kind, speaker) = (entry.word("/type"), names(entry, "/speaker"));
        let by = if speaker.is_empty() { kind } else { format!("{kind} {speaker}") };
        format!("{by}: {}", entry.quote("/content"))
    },
};

fn fit(expected: Entry<'_>, read: Entry<'_>) -> Option<f64> {
    let shared = iou(&expected.region("/content"), &read.region("/content"));
    let same_type = expected.at("/type") == read.at("/type");
    // Of two with the same words, the one of the same type.
    (shared >= 0.5).then_some(shared + if same_type { 0.01 } else { 0.0 })
}
