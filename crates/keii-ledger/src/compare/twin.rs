//! Two happenings that may be one, told with two days.
//!
//! What is told of two days is never joined. But where the tellings agree in who met, where and in
//! what form, and every document could know of both days and tells of one, a reader wants to see it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use keii_model::{
    Attribute, ComparedValue, Comparison, EventMention, EventType, Id, Status, Verdict,
};

use super::happening::{Told, documents};
use super::{Sources, Subject};

/// Days between the two.
const APART: i32 = 1;
/// So many parties must be told in both.
const PARTIES: usize = 3;

/// The comparisons of pairs of events.
pub(super) fn compare(sources: &Sources<'_>, told: &[Told<'_>]) -> Vec<Comparison> {
    let mut held: Vec<(Date, &Told<'_>, &EventMention)> =
        told.iter().filter_map(|one| day(one).map(|(day, mention)| (day, one, mention))).collect();
    held.sort_by_key(|(day, one, _)| (*day, &one.event.id));
    let mut found = Vec::new();
    for (at, (day, one, mention)) in held.iter().enumerate() {
        let next =
            held[at + 1..].iter().take_while(|(other, ..)| (*other - *day).get_days() <= APART);
        for (other_day, other, telling) in next {
            if other_day == day || !may_be_one(sources, one, other, *other_day) {
                continue;
            }
            let values: Option<Vec<ComparedValue>> = [mention, telling]
                .into_iter()
                .map(|mention| {
                    let time = mention.time.as_ref()?;
                    Some(ComparedValue {
                        document: mention.document.clone(),
                        value: time.value.as_ref().map(ToString::to_string),
                        span: time.span.clone()?,
                    })
                })
                .collect();
            let subject = Subject::Events(&one.event.id, &other.event.id);
            found.extend(values.map(|values| {
                sources.comparison(subject, Attribute::Time, Verdict::Conflict, values)
            }));
        }
    }
    found
}

/// The single day on which a meeting was held, as a mention tells it.
fn day<'a>(told: &Told<'a>) -> Option<(Date, &'a EventMention)> {
    let meets =
        matches!(told.event.event_type, EventType::Meet | EventType::Call | EventType::Sign);
    let held = meets && told.event.status == Status::Held;
    let days = told.tellings.iter().filter_map(|mention| {
        let value = mention.time.as_ref()?.value.as_ref()?;
        Some((value.single_day()?, *mention))
    });
    held.then(|| days.min_by_key(|(_, mention)| &mention.id)).flatten()
}

fn may_be_one(sources: &Sources<'_>, one: &Told<'_>, other: &Told<'_>, later: Date) -> bool {
    let (a, b) = (documents(&one.tellings), documents(&other.tellings));
    let knew = |document: &&Id| {
        let number = sources.numbers.get(*document);
        let published =
            number.and_then(|&at| sources.readings[at].document.published.value.as_ref());
        published.and_then(keii_model::Edtf::first_day).is_some_and(|day| day > later)
    };
    one.event.event_type == other.event.event_type
        && a.is_disjoint(&b)
        && a.iter().chain(&b).all(knew)
        && parties(one).intersection(&parties(other)).count() >= PARTIES
        && share_place(one, other)
        && levels(one).is_none_or(|level| levels(other).is_none_or(|other| level.can_be(other)))
}

fn parties<'a>(told: &Told<'a>) -> BTreeSet<&'a Id> {
    let all = told.tellings.iter().flat_map(|mention| &mention.participants);
    all.filter_map(|party| party.entity.as_ref()).collect()
}

fn levels(told: &Told<'_>) -> Option<keii_model::EventLevel> {
    told.tellings.iter().find_map(|mention| mention.level)
}

/// The same place, or one whose words name the other.
fn share_place(one: &Told<'_>, other: &Told<'_>) -> bool {
    let places = |told: &Told<'_>| -> Vec<(Option<Id>, String)> {
        let all = told.tellings.iter().filter_map(|mention| mention.place.as_ref());
        all.map(|place| (place.entity.clone(), place.text.clone())).collect()
    };
    let theirs = places(other);
    places(one).iter().any(|(entity, text)| {
        theirs.iter().any(|(other, words)| {
            (entity.is_some() && entity == other)
                || words.contains(text.as_str())
                || text.contains(words.as_str())
        })
    })
}
