//! What a document is recognised by: a few dozen traits, small enough to be kept beside it.
//!
//! A trait is a number, the digest of its name, so that two profiles are compared by walking along
//! both. Its weight depends on this document and on what sort of thing it is, never on how many
//! other documents have it: those that arrive later must not change what was found before.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use keii_model::{Id, Reading};
use sha2::{Digest, Sha256};

use super::clock;
use super::gather::{Gathered, gather};

/// What a document is recognised by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Which document.
    pub document: Id,
    /// The first and the last day on which it can have appeared, as far as is known, in days of
    /// the common era.
    pub days: Option<(i32, i32)>,
    /// By [`Trait::key`].
    pub(super) traits: Vec<Trait>,
}

/// One thing that two documents can have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Trait {
    /// The beginning of the SHA-256 of its sort and name.
    pub(super) key: u64,
    pub(super) sort: Sort,
    /// What it speaks for by itself, in hundredths.
    pub(super) worth: u16,
    /// The same, more where the document names it often.
    pub(super) weight: u16,
    /// How the document shows it: bits of [`CENTRAL`] and the others.
    pub(super) marks: u8,
}

/// Named in the beginning of the text, or more than once.
pub(super) const CENTRAL: u8 = 1;
/// Named more than once.
pub(super) const REPEATED: u8 = 2;
/// One of the two countries that the document names most, more than once each.
pub(super) const MAIN: u8 = 4;
/// One of the five countries that the document names most.
pub(super) const LEADING: u8 = 8;

/// So many countries lead.
const LEADING_COUNTRIES: usize = 5;
/// So many countries are the main ones.
const MAIN_COUNTRIES: usize = 2;

/// Sorts of traits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    Country,
    /// By what a person is called in short.
    Person,
    /// By the full name, in scripts whose short names many share.
    FullName,
    /// In the lexicon, so of some fame.
    KnownPlace,
    Place,
    /// In the lexicon.
    KnownOrganization,
    Organization,
    /// A day of the year.
    Day,
    /// An amount with its unit, or a long word for a happening: what a short report has in common with
    /// another of the same news.
    Detail,
    /// A long noun that the document comes back to: what the affair is about, where few countries are named.
    Term,
}

impl Sort {
    /// All of them, in the order of their numbers.
    pub(super) const ALL: [Self; 10] = [
        Self::Country,
        Self::Person,
        Self::FullName,
        Self::KnownPlace,
        Self::Place,
        Self::KnownOrganization,
        Self::Organization,
        Self::Day,
        Self::Detail,
        Self::Term,
    ];

    fn is_place(self) -> bool {
        matches!(self, Self::KnownPlace | Self::Place)
    }
}

impl Trait {
    /// Whether this can be what an affair is about. Countries are in too many affairs, and so are
    /// the organisations that everybody knows (ministries, media), unless the document comes back
    /// to one that is seldom in the news.
    pub(super) fn tells(&self) -> bool {
        match self.sort {
            Sort::Country | Sort::Day | Sort::Detail | Sort::Term => false,
            Sort::KnownOrganization => self.marks & REPEATED != 0 && self.worth >= SELDOM,
            _ => self.marks & CENTRAL != 0,
        }
    }

    /// Whether this is an organisation that the document is about and that hardly ever is in the news: no
    /// parliament, league or railway.
    pub(super) fn is_rare_body(&self) -> bool {
        let body = matches!(self.sort, Sort::KnownOrganization | Sort::Organization);
        body && self.marks & CENTRAL != 0 && self.worth >= RARE
    }
}

/// What a known organisation is worth, in hundredths, that few articles name.
const SELDOM: u16 = 80;
/// The same for one that hardly any names.
const RARE: u16 = 100;

impl Profile {
    /// The profile of a reading.
    #[must_use]
    pub fn of(reading: &Reading) -> Self {
        let mut countries: Vec<(u32, u64)> = Vec::new();
        let mut traits: BTreeMap<u64, Trait> = BTreeMap::new();
        let gathered = gather(reading);
        let listed = gathered.iter().filter(|((sort, _), one)| sort.is_place() && one.mentions < 2);
        let lists_places = listed.count() > PLACES;
        for ((sort, name), mut gathered) in gathered {
            if lists_places && sort.is_place() && gathered.mentions < 2 {
                gathered.first = u32::MAX;
            }
            let key = key(sort as u8, &name);
            if sort == Sort::Country {
                countries.push((gathered.mentions, key));
            }
            traits.insert(key, shown(key, sort, &gathered));
        }
        countries.sort_by_key(|&(mentions, key)| (Reverse(mentions), key));
        for (at, (mentions, key)) in countries.into_iter().take(LEADING_COUNTRIES).enumerate() {
            let main = if at < MAIN_COUNTRIES && mentions > 1 { MAIN } else { 0 };
            traits.entry(key).and_modify(|known| known.marks |= LEADING | main);
        }
        Self {
            document: reading.document.id.clone(),
            days: clock::days(reading),
            traits: traits.into_values().collect(),
        }
    }

    /// What documents are sought by that may be linked with this one: two that are linked have one
    /// of these numbers in common. In order, none twice.
    #[must_use]
    pub fn sought(&self) -> Vec<u64> {
        let telling = self.traits.iter().filter(|known| known.tells());
        let mut sought: Vec<u64> = telling.map(|known| known.key).collect();
        let leading: Vec<u64> = self
            .traits
            .iter()
            .filter(|known| known.marks & LEADING != 0)
            .map(|one| one.key)
            .collect();
        for (at, &a) in leading.iter().enumerate() {
            for (next, &b) in leading.iter().enumerate().skip(at + 1) {
                let threes = leading[next + 1..].iter().map(|&c| three(a, b, c));
                sought.extend(threes);
            }
        }
        sought.sort_unstable();
        sought.dedup();
        sought
    }
}

/// The key of three countries, given in order.
fn three(a: u64, b: u64, c: u64) -> u64 {
    key(u8::MAX, &format!("{a:x} {b:x} {c:x}"))
}

fn key(sort: u8, name: &str) -> u64 {
    let digest = Sha256::new().chain_update([sort]).chain_update(name).finalize();
    digest.iter().take(8).fold(0, |key, &byte| key << 8 | u64::from(byte))
}

/// 1 + ln n in hundredths for n mentions; those who are named ten times are what it is about.
const OFTEN: [u32; 11] = [0, 100, 169, 210, 239, 261, 279, 295, 308, 320, 330];

fn shown(key: u64, sort: Sort, gathered: &Gathered) -> Trait {
    let early = gathered.first <= BEGINNING;
    let often = OFTEN[(gathered.mentions as usize).min(OFTEN.len() - 1)];
    let once = gathered.mentions < 2;
    let worth = if once && !early { gathered.worth / IN_PASSING } else { gathered.worth };
    let central = if once && !early { 0 } else { CENTRAL };
    Trait {
        key,
        sort,
        worth: u16::try_from(worth).unwrap_or(u16::MAX),
        weight: u16::try_from(worth * often / 100).unwrap_or(u16::MAX),
        marks: central | if once { 0 } else { REPEATED },
    }
}

/// More places than this, each named once, are a list: of forecasts, of venues, of casualties. They
/// speak for no more than what is named in passing, wherever they stand.
const PLACES: usize = 4;
/// What an article is about is named in its first so many characters.
const BEGINNING: u32 = 400;
/// What is named once, further down, speaks for so many times less.
const IN_PASSING: u32 = 4;
