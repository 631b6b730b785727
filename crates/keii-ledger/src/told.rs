//! What one document tells of a happening, in a form that can be compared with another telling.

mod twins;

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;
use keii_model::{
    DocumentRecord, Entity, EntityType, EventMention, EventTime, EventType, Id, ParticipantRole,
    Reading, Status,
};

use crate::government::governments;
use crate::length::minutes;
use crate::story::stated_days;

use twins::{Twin, twins};

/// A longer time than a month says too little to join by, in days.
pub(crate) const LONGEST_TIME: i32 = 31;

/// How two tellings stand to each other in one respect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// Both cannot be of one happening.
    Conflict,
    /// One of them does not tell, or neither speaks against the other.
    Open,
    /// Equal, or one is the finer.
    Match,
}

/// How the parties of two tellings stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Parties {
    /// Somebody else takes part.
    Other,
    /// The same countries; one of the tellings names only them.
    Represented,
    /// All of one, at least two, are among the other's.
    Part,
    /// The same, and the same one acts.
    Equal,
}

/// A telling.
pub(crate) struct Told<'a> {
    pub(crate) mention: &'a EventMention,
    /// Number of its document.
    pub(crate) document: usize,
    pub(crate) parties: BTreeSet<&'a Id>,
    actors: BTreeSet<&'a Id>,
    countries: BTreeSet<&'a Id>,
    /// Whether only countries are named.
    only_countries: bool,
    place: Option<Place<'a>>,
    pub(crate) days: Option<(Date, Date)>,
    /// Month and days of the month, of a time whose year is not known.
    part: Option<Part>,
    /// The day before or after, where the document tells of the moment by both: that of the place
    /// and that of home.
    other_day: Option<Part>,
    pub(crate) minutes: Option<i64>,
    /// When its document appeared, by itself or by what it credits: the first and last day it can
    /// have been.
    pub(crate) published: Option<(Date, Date)>,
}

/// A month, where it is told, and the first and last day of it.
type Part = (Option<u8>, (u8, u8));

struct Place<'a> {
    entity: Option<&'a Entity>,
    text: &'a str,
}

/// What tellings are read with: the ledger's entities, and the documents.
pub(crate) struct World<'a> {
    entities: BTreeMap<&'a Id, &'a Entity>,
    /// The country that a person serves, where only one is told.
    serves: BTreeMap<&'a Id, &'a Id>,
    /// The states of governments.
    states: BTreeMap<&'a Id, &'a Id>,
    documents: &'a [&'a DocumentRecord],
    /// By document: days that it tells of as one moment.
    twins: Vec<Vec<Twin>>,
}

impl<'a> World<'a> {
    pub(crate) fn new(
        entities: &'a [Entity],
        documents: &'a [&'a DocumentRecord],
        readings: &'a [Reading],
    ) -> Self {
        let states = governments(entities, readings);
        let mut named: BTreeMap<&str, &Id> = BTreeMap::new();
        for country in entities.iter().filter(|one| one.entity_type == EntityType::Country) {
            let own = [country.name.ja.as_deref(), country.name.en.as_deref()];
            let forms = own.into_iter().flatten();
            for form in forms.chain(country.aliases.iter().map(String::as_str)) {
                named.insert(form, &country.id);
            }
        }
        let mut serves = BTreeMap::new();
        for person in entities.iter().filter(|one| one.entity_type == EntityType::Person) {
            let of = person.roles.iter().filter(|role| {
                role.level.is_some_and(keii_model::OfficeLevel::is_public) || role.level.is_none()
            });
            let of: BTreeSet<&Id> =
                of.filter_map(|role| named.get(role.of.as_deref()?).copied()).collect();
            if let (Some(&country), 1) = (of.first(), of.len()) {
                serves.insert(&person.id, country);
            }
        }
        let entities = entities.iter().map(|entity| (&entity.id, entity)).collect();
        let twins = readings.iter().map(|reading| twins(&reading.times)).collect();
        Self { entities, serves, states, documents, twins }
    }

    /// `placed` is when the document must have appeared, where it does not say so itself.
    pub(crate) fn told(
        &self,
        mention: &'a EventMention,
        document: usize,
        placed: Option<(Date, Date)>,
    ) -> Told<'a> {
        let participants = mention.participants.iter();
        let is_war = mention.event_type == EventType::War;
        // Whoever is told to wage a war does so as his state.
        let state = |id: &'a Id| {
            let behind = || is_war.then(|| self.serves.get(id).copied()).flatten();
            self.states.get(id).copied().or_else(behind).unwrap_or(id)
        };
        let known = participants.filter_map(|one| Some((state(one.entity.as_ref()?), one.role)));
        let parties: BTreeSet<&Id> = known.clone().map(|(id, _)| id).collect();
        let acts = |&(_, role): &(&Id, ParticipantRole)| role == ParticipantRole::Actor;
        let actors: BTreeSet<&Id> = known.filter(acts).map(|(id, _)| id).collect();
        let is_country = |id: &Id| {
            self.entities.get(id).is_some_and(|one| one.entity_type == EntityType::Country)
        };
        let countries = parties
            .iter()
            .filter_map(|&id| if is_country(id) { Some(id) } else { self.serves.get(id).copied() });
        let value = mention.time.as_ref().and_then(|time| time.value.as_ref());
        let place = mention.place.as_ref().map(|place| Place {
            entity: place.entity.as_ref().and_then(|id| self.entities.get(id).copied()),
            text: &place.text,
        });
        let part = mention.time.as_ref().and_then(part);
        let days = value.and_then(|value| Some((value.first_day()?, value.last_day()?)));
        let ahead = !matches!(mention.status, Status::Held | Status::Ongoing);
        let days = days.or_else(|| calendar_days(part?, placed?, ahead));
        Told {
            mention,
            document,
            only_countries: parties.iter().all(|id| is_country(id)),
            countries: countries.collect(),
            parties,
            actors,
            place,
            other_day: mention.time.as_ref().and_then(|time| {
                let own = part.or_else(|| days.and_then(part_of_days))?;
                let twin = self.twins[document].iter().find(|twin| twin.is_of(time, own))?;
                Some(twin.other)
            }),
            days,
            part,
            minutes: mention.duration.as_deref().and_then(minutes),
            published: stated_days(self.documents[document]).or(placed),
        }
    }
}

impl Told<'_> {
    /// Happenings of one class may be told of by either word: talks are meetings, what is agreed
    /// is signed.
    pub(crate) fn class(&self) -> EventType {
        match self.mention.event_type {
            EventType::Negotiate => EventType::Meet,
            EventType::Sign => EventType::Agree,
            other => other,
        }
    }

    /// Whether it has not come about, as far as this document knows.
    pub(crate) fn is_plan(&self) -> bool {
        !matches!(self.mention.status, Status::Held | Status::Ongoing)
    }

    /// The single day on which it takes place.
    pub(crate) fn day(&self) -> Option<Date> {
        self.days.filter(|(first, last)| first == last).map(|(first, _)| first)
    }

    pub(crate) fn place_name(&self) -> Option<String> {
        let place = self.place.as_ref()?;
        let entity = place.entity.map(|entity| entity.id.to_string());
        Some(entity.unwrap_or_else(|| place.text.to_owned()))
    }

    /// The days overlap, and neither is longer than a month. A moment that is told of by two days is
    /// of either.
    pub(crate) fn fit_time(&self, other: &Self) -> Fit {
        let own = self.fit_own_time(other);
        let by_other = |a: &Self, b: &Self| {
            a.other_day.zip(b.part_of_month()).is_some_and(|(a, b)| may_be_one(a, b))
        };
        let conflict = own == Fit::Conflict;
        if conflict && (by_other(self, other) || by_other(other, self)) { Fit::Match } else { own }
    }

    /// Whether the document tells of the moment by two days.
    pub(crate) fn tells_two_days(&self) -> bool {
        self.other_day.is_some()
    }

    fn part_of_month(&self) -> Option<Part> {
        self.part.or_else(|| self.days.and_then(part_of_days))
    }

    fn fit_own_time(&self, other: &Self) -> Fit {
        let (Some(a), Some(b)) = (self.days, other.days) else { return self.fit_parts(other) };
        let close = |(first, last): (Date, Date)| (last - first).get_days() < LONGEST_TIME;
        if a.1 < b.0 || b.1 < a.0 {
            Fit::Conflict
        } else if close(a) && close(b) {
            Fit::Match
        } else {
            Fit::Open
        }
    }

    /// 12日 of no known month, and another 12日, or one that is on the calendar.
    fn fit_parts(&self, other: &Self) -> Fit {
        match (self.part_of_month(), other.part_of_month()) {
            (Some(one), Some(other)) if may_be_one(one, other) => Fit::Match,
            (Some(_), Some(_)) => Fit::Conflict,
            _ => Fit::Open,
        }
    }

    /// Whether both tell of one day, and these follow one another.
    pub(crate) fn is_a_day_from(&self, other: &Self) -> bool {
        if let (Some(a), Some(b)) = (self.day(), other.day()) {
            return (a - b).get_days().abs() == 1;
        }
        let parts = self.part_of_month().zip(other.part_of_month());
        parts.is_some_and(|(one, other)| are_neighbours(one, other))
    }

    /// Whether no day is told at all, not even one of an unknown month.
    pub(crate) fn is_undated(&self) -> bool {
        self.days.is_none() && self.part.is_none()
    }

    /// Whether a day of the month is told, but not which month of which year.
    pub(crate) fn is_partly_dated(&self) -> bool {
        self.days.is_none() && self.part.is_some()
    }

    /// The same place, one whose words name the other, or one that lies in the other. Two places of
    /// which nothing else is known are two; a country and a town may be one within the other.
    pub(crate) fn fit_place(&self, other: &Self) -> Fit {
        let (Some(a), Some(b)) = (&self.place, &other.place) else { return Fit::Open };
        if a.names(b) || b.names(a) || a.lies_in(b) || b.lies_in(a) {
            return Fit::Match;
        }
        // A country, and words that no entity stands for, may be around or within the other.
        let kind = |place: &Place<'_>| {
            place.entity.map(|entity| entity.entity_type == EntityType::Country)
        };
        if a.are_apart(b) {
            return Fit::Conflict;
        }
        // A town and an airport may be one; but a plan for another place is another plan, unless one
        // names the town and the other the building.
        let building = |place: &Place<'_>| place.level() == Some(BUILDING);
        let plans = self.is_plan() || other.is_plan();
        let levels = a.level() != b.level() && (!plans || building(a) != building(b));
        if kind(a) == kind(b) && !levels { Fit::Conflict } else { Fit::Open }
    }

    pub(crate) fn fit_duration(&self, other: &Self) -> Fit {
        match (self.minutes, other.minutes) {
            (Some(a), Some(b)) if a == b => Fit::Match,
            (Some(_), Some(_)) => Fit::Conflict,
            _ => Fit::Open,
        }
    }

    /// A meeting of ministers is not one of leaders, unless it has the same people in both tellings:
    /// then one of them has the wrong word.
    pub(crate) fn fit_level(&self, other: &Self) -> Fit {
        match (self.mention.level, other.mention.level) {
            (Some(a), Some(b)) if !a.can_be(b) && self.parties != other.parties => Fit::Conflict,
            _ => Fit::Open,
        }
    }

    pub(crate) fn fit_parties(&self, other: &Self) -> Parties {
        let directed = !self.actors.is_empty() && !other.actors.is_empty();
        if self.parties == other.parties && (!directed || self.actors == other.actors) {
            return Parties::Equal;
        }
        let shared = self.parties.intersection(&other.parties).count();
        let fewer = self.parties.len().min(other.parties.len());
        if shared == fewer && shared >= 2 && !directed {
            Parties::Part
        } else if (self.only_countries || other.only_countries) && self.are_within(other) {
            Parties::Represented
        } else {
            Parties::Other
        }
    }

    /// Whether the countries of one, where it names nobody else, are among the other's: a host or
    /// guests may be told of by the other alone.
    fn are_within(&self, other: &Self) -> bool {
        let within = |one: &Self, all: &Self| {
            one.only_countries
                && one.countries.len() >= 2
                && one.countries.is_subset(&all.countries)
        };
        within(self, other) || within(other, self)
    }

    /// How many countries both tell of, by name or through whom they speak for.
    pub(crate) fn shared_countries(&self, other: &Self) -> usize {
        self.countries.intersection(&other.countries).count()
    }

    /// Whether its place is more than words.
    pub(crate) fn has_known_place(&self) -> bool {
        self.place.as_ref().is_some_and(|place| place.entity.is_some())
    }

    /// What a telling is looked up by: pairs of parties, or the only one, and pairs of countries.
    pub(crate) fn sides(&self) -> BTreeSet<(&Id, &Id)> {
        let mut sides = BTreeSet::new();
        for side in [&self.parties, &self.countries] {
            let side: Vec<&Id> = side.iter().take(MOST_PARTIES).copied().collect();
            for (at, &a) in side.iter().enumerate() {
                sides.extend(side[at + 1..].iter().map(|&b| (a, b)));
            }
        }
        if let (Some(&only), 1) = (self.parties.first(), self.parties.len()) {
            sides.insert((only, only));
        }
        sides
    }

    /// Of a war: each country by itself, for tellings often name only the one it is fought in, and the
    /// place of the fighting.
    pub(crate) fn war_sides(&self) -> BTreeSet<(&Id, &Id)> {
        let place = self.ground().map(|ground| &ground.id);
        self.parties.iter().copied().chain(place).map(|id| (id, id)).collect()
    }

    /// The place within a country that is known by name.
    fn ground(&self) -> Option<&Entity> {
        let entity = self.place.as_ref()?.entity?;
        (entity.entity_type == EntityType::Place).then_some(entity)
    }

    /// Whether both are fought at one place within a country.
    pub(crate) fn is_on_the_ground_of(&self, other: &Self) -> bool {
        let ground = self.ground().map(|one| &one.id);
        ground.is_some() && ground == other.ground().map(|one| &one.id)
    }

    /// Whether all parties of one are among the other's.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        !self.parties.is_empty() && self.parties.is_subset(&other.parties)
    }
}

/// Whether days of a month overlap, as far as the months are told.
fn may_be_one((month, days): Part, (other_month, other_days): Part) -> bool {
    let months = month.is_none() || other_month.is_none() || month == other_month;
    months && days.0 <= other_days.1 && other_days.0 <= days.1
}

/// Whether two single days follow one another.
fn are_neighbours((month, a): Part, (other_month, b): Part) -> bool {
    let months = month.is_none() || other_month.is_none() || month == other_month;
    months && a.0 == a.1 && b.0 == b.1 && a.0.abs_diff(b.0) == 1
}

/// The part of a time that lacks the month or the year: XXXX-07-24, XXXX-XX-10/XXXX-XX-11.
fn part(time: &EventTime) -> Option<Part> {
    let value = time.value.as_ref()?.as_str();
    let (first, last) = value.split_once('/').unwrap_or((value, value));
    let (month, first) = month_and_day(first)?;
    let (last_month, last) = month_and_day(last)?;
    (month == last_month && first <= last).then_some((month, (first, last)))
}

/// The month, where it is told, and the day of it: `XXXX-07-24`, `2025-XX-24`, `XXXX-XX-24T10:00`.
pub(crate) fn month_and_day(date: &str) -> Option<(Option<u8>, u8)> {
    let mut parts = date.splitn(3, '-');
    let (_, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Some((month.parse().ok(), day.get(..2)?.parse().ok()?))
}

/// The days of the calendar that days of a month are, in a document that appeared then: the last
/// ones before it, or the next ones where they lie ahead.
fn calendar_days(
    (month, (first, last)): Part,
    published: (Date, Date),
    ahead: bool,
) -> Option<(Date, Date)> {
    let day = |at: Date, day: u8| at.with().day(i8::try_from(day).ok()?).build().ok();
    let fits = |at: Date| month.is_none_or(|month| i8::try_from(month) == Ok(at.month()));
    let fits_time = |at: Date| if ahead { at >= published.0 } else { at <= published.1 };
    let start = if ahead { published.0 } else { published.1 };
    let months = (0..MONTHS).filter_map(|months| {
        let months = if ahead { months.months() } else { -months.months() };
        start.first_of_month().checked_add(months).ok()
    });
    months
        .filter(|&at| fits(at))
        .filter_map(|at| Some((day(at, first)?, day(at, last)?)))
        .find(|&(first, _)| fits_time(first))
}

/// A day of a month is told of within so many months.
const MONTHS: i32 = 12;

/// Days of one month on the calendar.
fn part_of_days((first, last): (Date, Date)) -> Option<Part> {
    let one_month = first.year() == last.year() && first.month() == last.month();
    let day = |date: Date| u8::try_from(date.day()).ok();
    let month = u8::try_from(first.month()).ok();
    let whole = first.day() == 1 && last == last.last_of_month();
    (one_month && !whole).then_some((month, (day(first)?, day(last)?)))
}

/// A place that stands in another, by the lexicon's word.
const BUILDING: &str = "building";

/// So many parties of a large meeting are looked up by.
pub(crate) const MOST_PARTIES: usize = 6;

impl Place<'_> {
    /// Whether its words name the other: アラスカ州アンカレッジ names アラスカ.
    fn names(&self, other: &Place<'_>) -> bool {
        if let (Some(one), Some(two)) = (self.entity, other.entity)
            && one.id == two.id
        {
            return true;
        }
        let forms = other.entity.into_iter().flat_map(|entity| &entity.aliases);
        let mut forms = forms.map(String::as_str).chain([other.text]);
        forms.any(|form| form.chars().nth(1).is_some() && self.text.contains(form))
    }

    fn key(&self) -> Option<&str> {
        self.entity.and_then(|entity| entity.key.as_deref())
    }

    /// The country that it is, or lies in.
    fn country(&self) -> Option<&str> {
        let entity = self.entity?;
        match entity.entity_type {
            EntityType::Country => entity.key.as_deref(),
            _ => entity.place.as_ref()?.country.as_deref(),
        }
    }

    /// Whether the other is the country that it lies in.
    fn lies_in(&self, other: &Self) -> bool {
        let is_country =
            other.entity.is_some_and(|entity| entity.entity_type == EntityType::Country);
        is_country && other.key().is_some() && self.country() == other.key()
    }

    /// What sort of place the lexicon says that it is.
    fn level(&self) -> Option<&str> {
        Some(self.entity?.place.as_ref()?.kind.as_str())
    }

    fn are_apart(&self, other: &Self) -> bool {
        if let (Some(a), Some(b)) = (self.country(), other.country())
            && a != b
        {
            return true;
        }
        self.level().is_some() && self.level() == other.level() && self.key() != other.key()
    }
}
