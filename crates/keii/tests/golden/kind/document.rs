//! Where an article comes from.

use super::{Kind, name_of_kind, plain};
use crate::entry::Entry;

pub const DOCUMENT: Kind = Kind {
    name: "document",
    stands: None,
    label: name_of_kind,
    fit: |expected, read| (expected.document() == read.document()).then_some(1.0),
    differences: |expected, read| {
        let published = [("published", "/published/value"), ("basis", "/published/basis")];
        let by = [("publisher", "/publisher/name"), ("author", "/author/name")];
        plain(expected, read, &[published, by].concat())
    },
    describe,
};

fn describe(entry: Entry<'_>) -> String {
    let word = |at| entry.word(at);
    format!(
        "published {} ({}), publisher {}, author {}",
        word("/published/value"),
        word("/published/basis"),
        word("/publisher/name"),
        word("/author/name")
    )
}
