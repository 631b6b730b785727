//! What a reading names, by sort and name, with what it is worth as evidence.

use std::collections::BTreeMap;

use keii_model::{
    Entity, EntityType, EventMention, Number, OfficeLevel, Quantity, Reading, TextSpan, Time,
    TimeType,
};

use super::familiar;
use super::profile::Sort;
use super::term::terms;
use crate::name::{PersonNames, comparable, is_han, is_han_letter};

/// How a document names something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Gathered {
    pub(super) mentions: u32,
    /// Code points before the first mention.
    pub(super) first: u32,
    /// In hundredths.
    pub(super) worth: u32,
}

type All = BTreeMap<(Sort, String), Gathered>;

/// Who and what is named outside the credits, the days, and the details.
pub(super) fn gather(reading: &Reading) -> All {
    let credits: Vec<(u32, u32)> = reading
        .document
        .references
        .iter()
        .flat_map(|reference| &reference.evidence)
        .map(|span| (span.start, span.end))
        .collect();
    // What is credited tells of the source, not of the affair.
    let told = |span: &&TextSpan| {
        !credits.iter().any(|&(start, end)| start <= span.start && span.start < end)
    };
    let mut all = All::new();
    for entity in &reading.entities {
        let mentions: Vec<u32> =
            entity.evidence.iter().filter(told).map(|span| span.start).collect();
        let Some(&first) = mentions.iter().min() else { continue };
        let mentions = u32::try_from(mentions.len()).unwrap_or(u32::MAX);
        for (sort, name, worth) in traits_of(entity) {
            note(&mut all, sort, name, Gathered { mentions, first, worth });
        }
    }
    for time in reading.times.iter().filter(|time| told(&&time.span)) {
        if let Some(name) = day_of_year(time) {
            let once = Gathered { mentions: 1, first: time.span.start, worth: DAY };
            note(&mut all, Sort::Day, name.to_owned(), once);
        }
    }
    let amounts = reading.quantities.iter().filter_map(|one| Some((&one.span, amount(one)?)));
    let words = reading.events.iter().filter_map(|one| Some((&one.trigger, word(one)?)));
    for (span, name) in amounts.chain(words).filter(|(span, _)| told(span)) {
        let once = Gathered { mentions: 1, first: span.start, worth: DETAIL };
        note(&mut all, Sort::Detail, name, once);
    }
    for (name, one) in terms(reading) {
        note(&mut all, Sort::Term, name, one);
    }
    all
}

/// An amount with its unit, unless anything is counted so.
fn amount(quantity: &Quantity) -> Option<String> {
    let unit = quantity.unit.as_deref().filter(|unit| *unit != ROUNDS)?;
    match quantity.value.as_ref()? {
        Number::Whole(n) if *n < SMALLEST => None,
        Number::Whole(n) => Some(format!("{n} {unit}")),
        Number::Fraction(n) => Some(format!("{n} {unit}")),
        Number::Range(words) => Some(format!("{words} {unit}")),
    }
}

/// The word for a happening, where it is long enough to say which.
fn word(mention: &EventMention) -> Option<String> {
    let word: String = mention.trigger.text.chars().take_while(|&one| is_han_letter(one)).collect();
    word.chars().nth(LONG_WORD - 1).is_some().then_some(word)
}

/// Smaller numbers are told of anything.
const SMALLEST: i64 = 11;
/// Rounds of talks are told of again and again.
const ROUNDS: &str = "time";
/// So many characters say what the happening is about (和平交渉).
const LONG_WORD: usize = 4;

fn note(all: &mut All, sort: Sort, name: String, one: Gathered) {
    let known = all.entry((sort, name)).or_insert(Gathered { mentions: 0, ..one });
    known.mentions = known.mentions.saturating_add(one.mentions);
    known.first = known.first.min(one.first);
    known.worth = known.worth.max(one.worth);
}

/// A head of state or government is in every affair of the country.
const LEADER: u32 = 100;
const PERSON: u32 = 200;
/// A family name in Han script is that of thousands.
const COMMON_NAME: u32 = 140;
/// On top of the family name.
const FULL_NAME: u32 = 100;
const PLACE: u32 = 160;
/// Of what a place of the same fame is worth, in hundredths: media and ministries are everywhere.
const KNOWN_ORGANIZATION: u32 = 80;
const ORGANIZATION: u32 = 140;
const DAY: u32 = 80;
const DETAIL: u32 = 40;
pub(super) const TERM: u32 = 40;

fn traits_of(entity: &Entity) -> Vec<(Sort, String, u32)> {
    let key = entity.key.as_deref();
    let name = || key.map_or_else(|| comparable(entity.name.any()), str::to_owned);
    let familiar = || key.map_or(PLACE, familiar::worth);
    let found = match (entity.entity_type, key.is_some()) {
        (EntityType::Person, _) => return person(entity),
        (EntityType::Group, _) => return Vec::new(),
        (EntityType::Country, _) => (Sort::Country, name(), familiar()),
        (EntityType::Place, true) => (Sort::KnownPlace, name(), familiar()),
        (EntityType::Place, false) => (Sort::Place, name(), PLACE),
        (EntityType::Organization, true) => {
            (Sort::KnownOrganization, name(), familiar() * KNOWN_ORGANIZATION / 100)
        }
        (EntityType::Organization, false) => (Sort::Organization, name(), ORGANIZATION),
    };
    vec![found]
}

fn person(entity: &Entity) -> Vec<(Sort, String, u32)> {
    let names = PersonNames::of(entity);
    let leads = |level: Option<OfficeLevel>| {
        matches!(level, Some(OfficeLevel::HeadOfState | OfficeLevel::HeadOfGovernment))
    };
    let leads = entity.roles.iter().any(|role| leads(role.level));
    let mut found = Vec::new();
    for short in names.family.into_iter().chain(names.short) {
        // Of what a family name can be in Han script, two characters are the most likely.
        let length = short.chars().count();
        if length < 2 || (is_han(&short) && length > 2) {
            continue;
        }
        let worth = match (leads, is_han(&short)) {
            (true, _) => LEADER,
            (false, true) => COMMON_NAME,
            (false, false) => PERSON,
        };
        found.push((Sort::Person, short, worth));
    }
    let full = names.full.into_iter().filter(|full| is_han(full));
    found.extend(full.map(|full| (Sort::FullName, full, FULL_NAME)));
    found
}

/// Month and day, whatever the year: without a day of publication nobody knows it.
fn day_of_year(time: &Time) -> Option<&str> {
    let value = time.value.as_deref().filter(|_| time.time_type == TimeType::Date)?;
    let (date, _) = value.split_once('T').unwrap_or((value, ""));
    let day = date.get(5..).filter(|day| day.len() == "08-15".len() && !day.contains('/'));
    day.filter(|_| date.as_bytes().get(4) == Some(&b'-'))
}
