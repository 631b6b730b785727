//! Ids as people read and type them: `D93a0e469df3e.A3` is `93a0e.A3`.

use std::collections::BTreeSet;

use keii_ledger::Ledger;
use keii_model::{Id, Record};
use keii_store::{Error, Store};

/// A short id shows at least so many digits of a hash: fewer change too often as the ledger grows.
const LEAST: usize = 5;

/// Digits of the ids of a whole ledger.
const DIGEST: usize = 10;

/// Digits of the id of a story: those of a document's.
const STORY: usize = 12;

/// So many digits must be typed. Fewer would name another entry tomorrow, and in a small ledger a
/// single letter is all of an id.
const TYPED: usize = 4;

/// How many candidates an error names.
const NAMED: usize = 10;

/// The lengths that keep the short ids of a ledger apart. All documents are cut to one length, so
/// that listings line up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShortIds {
    documents: usize,
    joined: usize,
    shared: usize,
}

impl ShortIds {
    /// The lengths for these ids.
    pub fn of<'a>(ids: impl Iterator<Item = &'a Id>) -> Self {
        let mut documents = BTreeSet::new();
        let mut joined = BTreeSet::new();
        let mut shared = BTreeSet::new();
        for id in ids {
            match parts(id.as_str()) {
                Parts::Document { hash, .. } => documents.insert(hash),
                Parts::Joined { hash, .. } => joined.insert(hash),
                Parts::Shared { digits, .. } => {
                    // A short id of its neighbours must not be a beginning of this one.
                    joined.insert(&digits[..DIGEST]);
                    shared.insert(digits)
                }
                // Each shows as many digits as its document, of which no two share so many.
                Parts::Story { .. } | Parts::Other => false,
            };
        }
        Self { documents: apart(&documents), joined: apart(&joined), shared: apart(&shared) }
    }

    /// The lengths for the ids of a ledger.
    #[must_use]
    pub fn of_ledger(ledger: &Ledger) -> Self {
        Self::of(ledger.records().iter().map(Record::id))
    }

    /// The lengths for the ids of a whole ledger, of which none need be built; `None` where the file
    /// does not have them at hand.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn of_store(store: &Store) -> Result<Option<Self>, Error> {
        Ok(store.ids()?.map(|ids| Self::of(ids.iter())))
    }

    /// The id as listings print it.
    #[must_use]
    pub fn short(self, id: &Id) -> String {
        match parts(id.as_str()) {
            Parts::Document { hash, rest } => format!("{}{rest}", first(hash, self.documents)),
            Parts::Joined { letter, hash } => format!("{letter}.{}", first(hash, self.joined)),
            Parts::Story { hash } => format!("S.{}", first(hash, self.documents)),
            Parts::Shared { letter, digits } => format!("{letter}.{}", first(digits, self.shared)),
            Parts::Other => id.to_string(),
        }
    }
}

/// How an id is built.
enum Parts<'a> {
    /// `D`, twelve digits, and for what a document states `.A3`.
    Document { hash: &'a str, rest: &'a str },
    /// A story, named after one of its documents.
    Story { hash: &'a str },
    /// Of the whole ledger: a letter and a digest.
    Joined { letter: &'a str, hash: &'a str },
    /// The same, and behind a hyphen more digits, because two things share the first.
    Shared { letter: &'a str, digits: &'a str },
    /// Names of their own (`C.us`).
    Other,
}

fn parts(id: &str) -> Parts<'_> {
    let (head, tail) = id.split_once('.').unwrap_or((id, ""));
    match head.strip_prefix('D') {
        Some(hash) if is_hash(hash) => Parts::Document { hash, rest: &id[head.len()..] },
        None if head == "S" && tail.len() == STORY && is_hash(tail) => Parts::Story { hash: tail },
        None if tail.len() == DIGEST && is_hash(tail) => Parts::Joined { letter: head, hash: tail },
        None if is_shared(tail) => Parts::Shared { letter: head, digits: tail },
        _ => Parts::Other,
    }
}

fn is_hash(digits: &str) -> bool {
    digits.len() > LEAST && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}

fn is_shared(tail: &str) -> bool {
    let parts = tail.split_once('-');
    parts.is_some_and(|(first, more)| first.len() == DIGEST && is_hash(first) && is_hash(more))
}

fn first(hash: &str, digits: usize) -> &str {
    hash.get(..digits).unwrap_or(hash)
}

/// How many digits keep all of them apart: neighbours in sorted order share the most.
fn apart(hashes: &BTreeSet<&str>) -> usize {
    let shared =
        |(a, b): (&&str, &&str)| a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let most = hashes.iter().zip(hashes.iter().skip(1)).map(shared).max();
    most.map_or(LEAST, |most| LEAST.max(most + 1))
}

/// Why what was typed names no entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unmeant {
    /// Nothing is called so.
    #[error("no entry is called `{0}`")]
    Unknown(String),
    /// Several begin so, or too little was typed to tell.
    #[error("`{id}` may be {}: write more of it", fits.join(", "))]
    Several {
        /// What was typed.
        id: String,
        /// The first of the ids that begin so.
        fits: Vec<String>,
    },
}

/// The record that was meant: by its id, its short id, or any beginning that only it has, of four
/// digits at least. The beginning of a document's id means the document, not what it states.
///
/// # Errors
/// When nothing or more than one thing is meant, or too few digits were typed to tell.
pub fn find<'a>(ledger: &'a Ledger, typed: &str) -> Result<&'a Record, Unmeant> {
    let typed = typed.trim();
    if let Some(record) = ledger.get(&Id::from(typed)) {
        return Ok(record);
    }
    let (head, rest) = typed.split_once('.').unwrap_or((typed, ""));
    let hash = head.strip_prefix('D').unwrap_or(head);
    let fits = |record: &&Record| {
        let id = record.id().as_str();
        match parts(id) {
            Parts::Document { hash: whole, rest: known } => {
                !hash.is_empty()
                    && whole.starts_with(hash)
                    && known.strip_prefix('.').unwrap_or("") == rest
            }
            Parts::Story { .. } | Parts::Joined { .. } | Parts::Shared { .. } | Parts::Other => {
                !typed.is_empty() && id.starts_with(typed)
            }
        }
    };
    let found: Vec<&Record> = ledger.records().iter().filter(fits).collect();
    match found.as_slice() {
        [one] if is_enough(typed) => Ok(one),
        [] => Err(Unmeant::Unknown(typed.to_owned())),
        several => {
            let fits = several.iter().take(NAMED).map(|record| record.id().to_string()).collect();
            Err(Unmeant::Several { id: typed.to_owned(), fits })
        }
    }
}

/// Whether so many digits were typed that they mean one entry.
pub(crate) fn is_enough(typed: &str) -> bool {
    let (head, rest) = typed.split_once('.').unwrap_or((typed, ""));
    // Joined entries and stories have a letter before their digits, what a document states its
    // number behind them.
    let digits = match (head, head.strip_prefix('D')) {
        (_, Some(hash)) => hash,
        (letter, None) if letter.len() == 1 => rest,
        (hash, None) => hash,
    };
    digits.len() >= TYPED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_or_two_mean_nothing_in_particular() {
        for enough in ["93a0", "D93a0", "93a0.A3", "S.93a0", "E.0123", "P.811f32ffaa-8"] {
            assert!(is_enough(enough), "{enough}");
        }
        for little in ["9", "93a", "D9", "D", "S", "S.", "S.9", "E.012", "C.u", "93a.A3", ""] {
            assert!(!is_enough(little), "{little}");
        }
    }

    fn short(ids: &[&str]) -> Vec<String> {
        let ids: Vec<Id> = ids.iter().map(|id| Id::from(*id)).collect();
        let lengths = ShortIds::of(ids.iter());
        ids.iter().map(|id| lengths.short(id)).collect()
    }

    #[test]
    fn five_digits_unless_they_collide() {
        let apart = ["D93a0e469df3e", "S.93a0e469df3e", "D7243d21dd0d0.A3", "E.0123456789", "C.us"];
        assert_eq!(short(&apart), ["93a0e", "S.93a0e", "7243d.A3", "E.01234", "C.us"]);
        let shared = ["P.811f32ffaa-820983", "P.811f32ffaa-e8e8d0", "E.0123456789"];
        assert_eq!(short(&shared), ["P.811f32ffaa-8", "P.811f32ffaa-e", "E.01234"]);
        let close = ["D93a0e469df3e", "D93a0e1111111.A3"];
        assert_eq!(short(&close), ["93a0e4", "93a0e1.A3"]);
    }
}
