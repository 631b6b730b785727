//! Who talks to whom, at which level: the last contact and the next one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use keii_model::{Edtf, Entity, EntityType, EventLevel, EventType, Id, OfficeLevel, Status};

use super::{World, days};
use crate::happening::advance;
use crate::timeline::Entry;

/// The contacts of the same parties at one level.
#[derive(Clone, Debug, PartialEq)]
pub struct Channel<'a> {
    /// At which level; `None` where neither a word nor the offices of those who meet tell.
    pub level: Option<EventLevel>,
    /// The parties, the busiest first.
    pub parties: Vec<&'a Entity>,
    /// Whether it is between the two main parties alone.
    pub main: bool,
    /// The contacts, each in one of these places: first the last one, then what is ahead, then the
    /// others.
    pub contacts: Vec<(Place, Entry<'a>)>,
}

/// Where a contact stands, seen from the last day that the ledger tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// It took place, and no other of the channel did so on a later known day.
    Last,
    /// It goes on, by the last telling.
    Ongoing,
    /// It is ahead: agreed, planned, proposed or possible, and nothing told since speaks against it.
    Ahead,
    /// It was put off, called off, came to nothing, or is told to be unlikely.
    Undone,
    /// Nobody tells what became of it: its day has passed, or after it was told of another contact
    /// of the channel took place, or one of its kind came to nothing.
    Untold,
    /// It took place on a day that is not told.
    Undated,
    /// It took place before the last.
    Earlier,
}

/// A contact with what it is sorted by.
pub(super) struct Contact<'a> {
    pub(super) entry: Entry<'a>,
    parties: BTreeSet<&'a Id>,
    level: Option<EventLevel>,
    /// When it was told of last.
    told: Option<&'a Edtf>,
}

/// The contacts of at least two parties.
pub(super) fn contacts<'a>(world: &World<'a, '_>) -> Vec<Contact<'a>> {
    let events = world.events().into_iter().filter(|event| is_contact(event.event_type));
    events
        .map(|event| world.ledger.entry(event))
        .map(|entry| Contact {
            parties: parties(world, &entry),
            level: level(world, &entry),
            told: entry
                .event
                .history
                .iter()
                .filter_map(|step| world.published(&world.ledger.mention(&step.mention)?.document))
                .max_by_key(|told| days(told)),
            entry,
        })
        .filter(|contact| contact.parties.len() > 1)
        .collect()
}

fn is_contact(event: EventType) -> bool {
    use EventType::{Call, Mediate, Meet, Negotiate, Visit};
    matches!(event, Meet | Call | Visit | Negotiate | Mediate)
}

/// Those who take part; of a visit also whose place it is. Where only one of them is known, whoever of public office else takes
/// part is one by name: at home nobody says whose prime minister one is (首相).
fn parties<'a>(world: &World<'a, '_>, entry: &Entry<'a>) -> BTreeSet<&'a Id> {
    let who = entry.mentions.iter().flat_map(|mention| &mention.participants);
    let who: BTreeSet<&Id> = who.filter_map(|one| one.entity.as_ref()).collect();
    let mut parties: BTreeSet<&Id> = who.iter().filter_map(|id| world.parties.party(id)).collect();
    if parties.len() < 2 {
        parties.extend(who.into_iter().filter_map(|id| party(world, id)));
    }
    if entry.event.event_type == EventType::Visit {
        let places = entry.mentions.iter().filter_map(|one| one.place.as_ref()?.entity.as_ref());
        parties.extend(places.filter_map(|place| world.parties.party(place)));
    }
    parties
}

/// On whose behalf somebody takes part; whoever holds a public office of a country that no document names does so by name.
fn party<'a>(world: &World<'a, '_>, id: &'a Id) -> Option<&'a Id> {
    let by_name = || {
        let person = world.ledger.entity(id).filter(|it| it.entity_type == EntityType::Person)?;
        let stated = person.roles.iter().filter(|role| world.states(role));
        let office = stated.filter_map(|role| office_height(role.level?)).next();
        office.map(|_| &person.id)
    };
    world.parties.party(id).or_else(by_name)
}

/// The level at which the parties meet: what the word says of leaders and ministers, else the
/// highest that two of them are represented at, else what the word says. Of a visit the visitor's.
fn level(world: &World<'_, '_>, entry: &Entry<'_>) -> Option<EventLevel> {
    let words = entry.mentions.iter().filter_map(|mention| mention.level);
    let word = words.min_by_key(|level| (height(*level), *level));
    if matches!(word, Some(EventLevel::Leaders | EventLevel::Ministers)) {
        return word;
    }
    let mut sent: BTreeMap<&Id, u8> = BTreeMap::new();
    for one in entry.mentions.iter().flat_map(|mention| &mention.participants) {
        let Some(person) = one.entity.as_ref().and_then(|id| world.ledger.entity(id)) else {
            continue;
        };
        let stated = person.roles.iter().filter(|role| world.states(role));
        let rank = stated.filter_map(|role| office_height(role.level?)).min();
        if let (Some(party), Some(rank)) = (party(world, &person.id), rank) {
            let highest = sent.entry(party).or_insert(rank);
            *highest = rank.min(*highest);
        }
    }
    let mut ranks: Vec<u8> = sent.into_values().collect();
    ranks.sort_unstable();
    let alone = entry.event.event_type == EventType::Visit;
    let met = ranks.get(1).or(ranks.first().filter(|_| alone)).copied();
    met.and_then(|rank| LEVELS.get(usize::from(rank)).copied()).or(word)
}

/// From the highest down.
const LEVELS: [EventLevel; 4] =
    [EventLevel::Leaders, EventLevel::Ministers, EventLevel::Officials, EventLevel::Working];

fn height(level: EventLevel) -> usize {
    LEVELS.iter().position(|one| *one == level).unwrap_or(LEVELS.len())
}

fn office_height(office: OfficeLevel) -> Option<u8> {
    Some(match office {
        OfficeLevel::HeadOfState | OfficeLevel::HeadOfGovernment => 0,
        OfficeLevel::Minister => 1,
        OfficeLevel::Envoy
        | OfficeLevel::Official
        | OfficeLevel::Spokesperson
        | OfficeLevel::Military => 2,
        _ => return None,
    })
}

/// Of so many documents of a story one must tell of a contact of the main parties: two who meet
/// once in passing are not what a long story is about.
const TOLD_BY_ONE_OF: usize = 4;

/// The two with most contacts with each other; of equally many those that more tellings name. The
/// one with more contacts in all stands first. Nobody where few documents tell of their contacts.
pub(super) fn main_parties<'a>(world: &World<'a, '_>, contacts: &[Contact<'a>]) -> Vec<&'a Id> {
    type Met<'a> = (usize, usize, BTreeSet<&'a Id>);
    let mut pairs: BTreeMap<(&Id, &Id), Met<'a>> = BTreeMap::new();
    let mut busy: BTreeMap<&Id, usize> = BTreeMap::new();
    for contact in contacts {
        for &one in &contact.parties {
            *busy.entry(one).or_default() += 1;
            let after = (std::ops::Bound::Excluded(one), std::ops::Bound::Unbounded);
            for &other in contact.parties.range::<&Id, _>(after) {
                let (events, tellings, documents) = pairs.entry((one, other)).or_default();
                *events += 1;
                *tellings += contact.entry.mentions.len();
                documents.extend(&contact.entry.documents);
            }
        }
    }
    let told = pairs.into_iter();
    let told = told.filter(|(_, met)| met.2.len() * TOLD_BY_ONE_OF >= world.size());
    let most = told.max_by_key(|(pair, met)| ((met.0, met.1), Reverse(*pair)));
    let mut main: Vec<&Id> = most.map(|((a, b), _)| vec![a, b]).unwrap_or_default();
    main.sort_by_key(|id| (Reverse(busy[id]), *id));
    main
}

/// The contacts by parties and level.
pub(super) fn channels<'a>(
    world: &World<'a, '_>,
    contacts: Vec<Contact<'a>>,
    main: &[&'a Id],
) -> Vec<Channel<'a>> {
    let mut busy: BTreeMap<&Id, usize> = BTreeMap::new();
    for party in contacts.iter().flat_map(|contact| &contact.parties) {
        *busy.entry(party).or_default() += 1;
    }
    type Key<'a> = (BTreeSet<&'a Id>, Option<EventLevel>);
    let mut by_key: BTreeMap<Key<'a>, Vec<Contact<'a>>> = BTreeMap::new();
    for contact in contacts {
        by_key.entry((contact.parties.clone(), contact.level)).or_default().push(contact);
    }
    let succeeded: BTreeSet<&Id> =
        world.events().into_iter().filter_map(|event| event.succeeds.as_ref()).collect();
    let today = world.today();
    let mut channels: Vec<(Option<Date>, Channel<'_>)> = by_key
        .into_iter()
        .map(|((parties, level), contacts)| {
            let mut ids: Vec<&Id> = parties.into_iter().collect();
            ids.sort_by_key(|id| (!main.contains(id), Reverse(busy[id]), *id));
            let is_main = ids.len() == main.len() && ids.iter().all(|id| main.contains(id));
            let (last, contacts) = placed(contacts, &succeeded, today);
            let parties = ids.iter().filter_map(|id| world.ledger.entity(id)).collect();
            (last, Channel { level, parties, main: is_main, contacts })
        })
        .collect();
    channels.sort_by_cached_key(|(last, channel)| {
        let parties: Vec<Id> = channel.parties.iter().map(|one| one.id.clone()).collect();
        let ours = parties.iter().filter(|id| main.contains(id)).count();
        let level = channel.level.map_or(LEVELS.len(), height);
        (!channel.main, Reverse(ours), parties, level, Reverse(*last))
    });
    channels.into_iter().map(|(_, channel)| channel).collect()
}

/// The contacts of one channel in their places, and the day of the last.
fn placed<'a>(
    contacts: Vec<Contact<'a>>,
    succeeded: &BTreeSet<&Id>,
    today: Option<Date>,
) -> (Option<Date>, Vec<(Place, Entry<'a>)>) {
    let seen = Seen::of(&contacts, today);
    let mut placed: Vec<(Place, Contact<'_>)> = contacts
        .into_iter()
        .map(|contact| {
            let event = contact.entry.event;
            let place = match event.status {
                Status::Ongoing => Place::Ongoing,
                Status::Held => match contact.day() {
                    None => Place::Undated,
                    Some((_, to)) if Some(to) == seen.last => Place::Last,
                    Some(_) => Place::Earlier,
                },
                status if is_undone(status) || succeeded.contains(&event.id) => Place::Undone,
                _ if seen.passed(&contact) => Place::Untold,
                _ => Place::Ahead,
            };
            (place, contact)
        })
        .collect();
    placed.sort_by_cached_key(|&(place, ref contact)| {
        let time = contact.day();
        let order = match place {
            Place::Last | Place::Earlier => Reverse(time),
            _ => Reverse(None),
        };
        let next = (time.is_none(), time, Reverse(advance(contact.entry.event.status)));
        (place, order, next, contact.entry.event.id.clone())
    });
    (seen.last, placed.into_iter().map(|(place, contact)| (place, contact.entry)).collect())
}

impl Contact<'_> {
    fn day(&self) -> Option<(Date, Date)> {
        days(self.entry.time?.value.as_ref()?)
    }

    fn told(&self) -> Option<(Date, Date)> {
        self.told.and_then(days)
    }
}

/// What of a channel speaks against a plan being still ahead.
struct Seen {
    /// The day of the last contact that took place.
    last: Option<Date>,
    /// When a contact of each kind was last told to have come to nothing.
    undone: BTreeMap<EventType, Option<(Date, Date)>>,
    today: Option<Date>,
}

impl Seen {
    fn of(contacts: &[Contact<'_>], today: Option<Date>) -> Self {
        let held = contacts.iter().filter(|contact| contact.entry.event.status == Status::Held);
        let mut undone: BTreeMap<EventType, Option<(Date, Date)>> = BTreeMap::new();
        for contact in contacts.iter().filter(|one| is_undone(one.entry.event.status)) {
            let known = undone.entry(contact.entry.event.event_type).or_default();
            *known = (*known).max(contact.told());
        }
        Self { last: held.filter_map(|contact| Some(contact.day()?.1)).max(), undone, today }
    }

    /// Whether the day of a plan has passed, or it cannot be told from one that came to nothing or
    /// about.
    fn passed(&self, plan: &Contact<'_>) -> bool {
        if let Some((_, to)) = plan.day() {
            return self.today.is_some_and(|today| to < today);
        }
        let Some((_, told)) = plan.told() else {
            // Nobody knows whether it was told before or after all that is known.
            return self.today.is_some() || self.last.is_some();
        };
        let event = plan.entry.event;
        let settled = matches!(event.status, Status::Agreed | Status::Planned);
        let undone = self.undone.get(&event.event_type).copied().flatten();
        self.last.is_some_and(|last| told < last)
            || (settled && undone.is_some_and(|(_, undone)| told <= undone))
    }
}

fn is_undone(status: Status) -> bool {
    use Status::{Cancelled, Failed, Postponed, Unlikely};
    matches!(status, Postponed | Cancelled | Failed | Unlikely)
}
