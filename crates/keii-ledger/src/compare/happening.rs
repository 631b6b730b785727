//! When, where, for how long and with whom: the tellings of one event.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use keii_model::{
    Attribute, ComparedValue, Comparison, EntityType, Event, EventLevel, EventMention, EventType,
    Id, Status, TextSpan, Time, TimeType, Verdict,
};

use super::{Sources, Subject, when};
use crate::length::minutes;

/// Two lengths of which one is approximate are compatible up to this share of the longer.
const ABOUT: f64 = 0.2;

/// An event with its tellings.
pub(super) struct Told<'a> {
    pub(super) event: &'a Event,
    pub(super) tellings: Vec<&'a EventMention>,
}

/// The events with their tellings.
pub(super) fn told<'a>(sources: &Sources<'a>, events: &[&'a Event]) -> Vec<Told<'a>> {
    let mentions: BTreeMap<&Id, &EventMention> = sources
        .readings
        .iter()
        .flat_map(|reading| &reading.events)
        .map(|one| (&one.id, one))
        .collect();
    let told = events.iter().map(|&event| Told {
        event,
        tellings: event.mentions.iter().filter_map(|id| mentions.get(id).copied()).collect(),
    });
    told.collect()
}

/// The documents that tell of something that others tell as well: only they can be alone with
/// something.
pub(super) fn linked<'a>(told: &[Told<'a>]) -> BTreeSet<&'a Id> {
    let all = told.iter().map(|told| documents(&told.tellings));
    all.filter(|documents| documents.len() > 1).flatten().collect()
}

/// The comparisons of all events.
pub(super) fn compare(
    sources: &Sources<'_>,
    told: &[Told<'_>],
    linked: &BTreeSet<&Id>,
) -> Vec<Comparison> {
    let mut found = Vec::new();
    for Told { event, tellings } in told {
        let subject = Subject::Event(&event.id);
        if documents(tellings).len() > 1 {
            let by_document = by_document(tellings);
            let compared = [
                when::times(&by_document),
                places(sources, &by_document),
                participants(sources, &by_document),
                durations(sources, &by_document),
                levels(&by_document),
                statuses(&by_document),
            ];
            let compared = compared.into_iter().flatten();
            found.extend(compared.map(|Compared { attribute, verdict, values }| {
                sources.comparison(subject, attribute, verdict, values)
            }));
        } else if let Some(mention) = tellings.iter().max_by_key(|one| detail(one))
            && linked.contains(&mention.document)
            && event.event_type != EventType::Speak
        {
            let (attribute, verdict) = (Attribute::Status, Verdict::SingleSource);
            let values = vec![status(event, mention)];
            found.push(sources.comparison(subject, attribute, verdict, values));
        }
    }
    found
}

/// How much a telling holds; of two that hold as much, the first has more.
fn detail(mention: &EventMention) -> (usize, Reverse<u32>) {
    let told = [
        mention.place.is_some(),
        mention.time.as_ref().is_some_and(|time| time.value.is_some()),
        mention.duration.is_some(),
    ];
    let told = told.into_iter().filter(|told| *told).count();
    (told + mention.participants.len(), Reverse(mention.trigger.start))
}

/// The status as the interchange format writes it.
pub(super) fn status_word(status: Status) -> Option<String> {
    Some(serde_json::to_value(status).ok()?.as_str()?.to_owned())
}

fn status(event: &Event, mention: &EventMention) -> ComparedValue {
    ComparedValue {
        document: mention.document.clone(),
        value: status_word(event.status),
        span: mention.evidence.first().unwrap_or(&mention.trigger).clone(),
    }
}

pub(super) fn documents<'a>(mentions: &[&'a EventMention]) -> BTreeSet<&'a Id> {
    mentions.iter().map(|mention| &mention.document).collect()
}

fn by_document<'a>(mentions: &[&'a EventMention]) -> BTreeMap<&'a Id, Vec<&'a EventMention>> {
    let mut all: BTreeMap<&Id, Vec<&EventMention>> = BTreeMap::new();
    for &mention in mentions {
        all.entry(&mention.document).or_default().push(mention);
    }
    all
}

/// The tellings of an event by document.
pub(super) type Tellings<'a> = BTreeMap<&'a Id, Vec<&'a EventMention>>;

/// What some documents tell of an attribute, and how that stands to each other.
pub(super) struct Compared {
    attribute: Attribute,
    pub(super) verdict: Verdict,
    pub(super) values: Vec<ComparedValue>,
}

/// Takes from each document the first mention that tells something, and compares all with all.
fn compared<T>(
    tellings: &Tellings<'_>,
    attribute: Attribute,
    tell: impl Fn(&EventMention) -> Option<(T, ComparedValue)>,
    verdict: impl Fn(&T, &T) -> Verdict,
) -> Vec<Compared> {
    let told: Vec<(T, ComparedValue)> = tellings
        .values()
        .filter_map(|mentions| mentions.iter().find_map(|mention| tell(mention)))
        .collect();
    side_by_side(attribute, &told, tellings.len(), |a, b| Some(verdict(a, b)))
}

/// What documents tell, each once, compared all with all: a record for each verdict, with the
/// documents among which it holds; nothing is told of two that cannot be compared. What one of
/// several documents tells alone is told as such.
pub(super) fn side_by_side<T>(
    attribute: Attribute,
    told: &[(T, ComparedValue)],
    documents: usize,
    verdict: impl Fn(&T, &T) -> Option<Verdict>,
) -> Vec<Compared> {
    let mut found: Vec<(Verdict, BTreeSet<usize>)> = Vec::new();
    for wanted in [Verdict::Conflict, Verdict::Precision] {
        let has_one = |&at: &usize| {
            let mut others = told.iter().enumerate().filter(|(other, _)| *other != at);
            others.any(|(_, (value, _))| verdict(&told[at].0, value) == Some(wanted))
        };
        found.push((wanted, (0..told.len()).filter(has_one).collect()));
    }
    let mut equals: Vec<BTreeSet<usize>> = Vec::new();
    for (at, (value, _)) in told.iter().enumerate() {
        let fits = |all: &&mut BTreeSet<usize>| {
            all.iter().all(|&other| verdict(&told[other].0, value) == Some(Verdict::Agree))
        };
        match equals.iter_mut().find(fits) {
            Some(all) => _ = all.insert(at),
            None => equals.push(BTreeSet::from([at])),
        }
    }
    found.extend(equals.into_iter().map(|all| (Verdict::Agree, all)));
    found.retain(|(_, all)| all.len() > 1);
    if told.len() == 1 && documents > 1 {
        found.push((Verdict::SingleSource, BTreeSet::from([0])));
    }
    let values = |all: &BTreeSet<usize>| all.iter().map(|&at| told[at].1.clone()).collect();
    let records = found.iter().map(|(verdict, all)| Compared {
        attribute,
        verdict: *verdict,
        values: values(all),
    });
    records.collect()
}

/// Tellings are joined only where their places can be one, so the finer is never a conflict.
fn places(sources: &Sources<'_>, tellings: &Tellings<'_>) -> Vec<Compared> {
    let tell = |mention: &EventMention| {
        let place = mention.place.as_ref()?;
        let entity = place.entity.as_ref().and_then(|id| sources.entities.get(id));
        let name = entity.map_or(place.text.as_str(), |entity| entity.name.any());
        let value = ComparedValue {
            document: mention.document.clone(),
            value: Some(name.to_owned()),
            span: place.span.clone()?,
        };
        Some((name.to_owned(), value))
    };
    let verdict = |a: &String, b: &String| if a == b { Verdict::Agree } else { Verdict::Precision };
    compared(tellings, Attribute::Place, tell, verdict)
}

/// Nobody says that a list is complete, so one more name is not a conflict.
fn participants(sources: &Sources<'_>, tellings: &Tellings<'_>) -> Vec<Compared> {
    let tell = |mention: &EventMention| {
        let parties: BTreeSet<&Id> =
            mention.participants.iter().filter_map(|one| one.entity.as_ref()).collect();
        if parties.is_empty() {
            return None;
        }
        let names = parties.iter().filter_map(|id| sources.entities.get(*id));
        let names: Vec<&str> = names.map(|entity| entity.name.any()).collect();
        let value = ComparedValue {
            document: mention.document.clone(),
            value: Some(names.join(", ")),
            span: span_of_parties(mention)?,
        };
        // Groups are no entity of several documents: the words tell which.
        let group = |id: &Id| {
            let group = sources.entities.get(id)?;
            (group.entity_type == EntityType::Group).then(|| group.name.any())
        };
        let party = |id: &&Id| group(id).unwrap_or(id.as_str()).to_owned();
        let parties: BTreeSet<String> = parties.iter().map(party).collect();
        Some((parties, value))
    };
    let verdict = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
        if a == b { Verdict::Agree } else { Verdict::Precision }
    };
    let mut found = compared(tellings, Attribute::Participants, tell, verdict);
    // Happenings are joined by who takes part: where one telling names nobody, that says little.
    found.retain(|one| one.verdict != Verdict::SingleSource);
    found
}

/// The words from the first to the last party, as far as one phrase holds them.
fn span_of_parties(mention: &EventMention) -> Option<TextSpan> {
    let spans: BTreeSet<&TextSpan> =
        mention.participants.iter().filter_map(|one| one.span.as_ref()).collect();
    let first = *spans.first()?;
    let phrase = mention
        .evidence
        .iter()
        .find(|phrase| phrase.start <= first.start && first.end <= phrase.end);
    let Some(phrase) = phrase else { return Some(first.clone()) };
    let end = spans.iter().map(|span| span.end).filter(|&end| end <= phrase.end).max()?;
    let skipped = usize::try_from(first.start - phrase.start).ok()?;
    let length = usize::try_from(end - first.start).ok()?;
    let text: String = phrase.text.chars().skip(skipped).take(length).collect();
    Some(TextSpan { document: first.document.clone(), start: first.start, end, text })
}

/// Who met, by the word for the meeting: leaders in one telling are not ministers in another.
fn levels(tellings: &Tellings<'_>) -> Vec<Compared> {
    let tell = |mention: &EventMention| {
        let value = ComparedValue {
            document: mention.document.clone(),
            value: Some(mention.trigger.text.clone()),
            span: mention.trigger.clone(),
        };
        Some((mention.level?, value))
    };
    let mut found = compared(tellings, Attribute::Type, tell, |a: &EventLevel, b: &EventLevel| {
        if a.can_be(*b) { Verdict::Agree } else { Verdict::Conflict }
    });
    // That both say 首脳会談 is nothing to be told.
    found.retain(|one| one.verdict == Verdict::Conflict);
    found
}

/// How far it has come, as each document tells. What one still has ahead another tells as held: the later
/// tells more. What was called off beside what was held is left to the history, which knows the order.
fn statuses(tellings: &Tellings<'_>) -> Vec<Compared> {
    let tell = |mention: &EventMention| {
        let value = ComparedValue {
            document: mention.document.clone(),
            value: status_word(mention.status),
            span: mention.evidence.first().unwrap_or(&mention.trigger).clone(),
        };
        (!came_to_nothing(mention.status)).then_some((mention.status, value))
    };
    // A war that one tells as going on and another in passing as one that there was is told alike.
    let verdict = |a: &Status, b: &Status| {
        if lies_ahead(*a) == lies_ahead(*b) { Verdict::Agree } else { Verdict::Precision }
    };
    let mut found = compared(tellings, Attribute::Status, tell, verdict);
    // That both tell it as held is nothing to be told.
    found.retain(|one| one.verdict == Verdict::Precision);
    found
}

fn lies_ahead(status: Status) -> bool {
    use Status::{Agreed, Planned, Possible, Proposed};
    matches!(status, Agreed | Planned | Possible | Proposed)
}

fn came_to_nothing(status: Status) -> bool {
    matches!(status, Status::Cancelled | Status::Postponed | Status::Failed | Status::Unlikely)
}

fn durations(sources: &Sources<'_>, tellings: &Tellings<'_>) -> Vec<Compared> {
    let tell = |mention: &EventMention| {
        let duration = mention.duration.as_deref()?;
        let length = minutes(duration)?;
        let number = *sources.numbers.get(&mention.document)?;
        let time = words_for(&sources.readings[number].times, mention, length)?;
        let value = ComparedValue {
            document: mention.document.clone(),
            value: Some(duration.to_owned()),
            span: time.span.clone(),
        };
        Some(((length, time.approximate), value))
    };
    compared(tellings, Attribute::Duration, tell, |&(a, about_a): &(i64, bool), &(b, about_b)| {
        #[expect(clippy::cast_precision_loss, reason = "lengths in minutes are small")]
        let close = (a - b).abs() as f64 <= ABOUT * a.max(b) as f64;
        match (a == b, about_a == about_b) {
            (true, true) => Verdict::Agree,
            // 約4時間 and 4時間.
            (true, false) => Verdict::Precision,
            _ if close && (about_a || about_b) => Verdict::Precision,
            _ => Verdict::Conflict,
        }
    })
}

/// The expression that tells a mention's length: that of equal length nearest to its trigger.
fn words_for<'a>(times: &'a [Time], mention: &EventMention, length: i64) -> Option<&'a Time> {
    let tells = times.iter().filter(|time| {
        time.time_type == TimeType::Duration
            && time.value.as_deref().and_then(minutes) == Some(length)
    });
    tells.min_by_key(|time| time.span.start.abs_diff(mention.trigger.start))
}
