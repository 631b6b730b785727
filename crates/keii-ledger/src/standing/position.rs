//! What each party demands, refuses, offers and makes conditions of, and how others react.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use keii_model::{
    Attribution, Edtf, Entity, EventMention, EventType, Id, Modality, ParticipantRole, Record,
    Status, TextSpan,
};

use super::{World, alike, days};

/// What one party is told to want.
#[derive(Clone, Debug, PartialEq)]
pub struct PartyPositions<'a> {
    /// The party.
    pub party: &'a Entity,
    /// Whether it is one of the two main parties; what others say is a reaction.
    pub main: bool,
    /// By stance, then the newest first, those of unknown day last.
    pub positions: Vec<Position<'a>>,
}

/// How somebody stands to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Asks for it.
    Demands,
    /// Will not have it.
    Refuses,
    /// Would give or do it.
    Offers,
    /// Makes it depend on something.
    Conditions,
    /// Says what it will do to the other.
    Threatens,
    /// Blames somebody for it.
    Accuses,
    /// Speaks for it.
    Supports,
    /// Judges it.
    Assesses,
    /// Hopes for it.
    Hopes,
    /// Fears it.
    Fears,
}

impl Stance {
    /// The word for it in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Demands => "demands",
            Self::Refuses => "refuses",
            Self::Offers => "offers",
            Self::Conditions => "conditions",
            Self::Threatens => "threatens",
            Self::Accuses => "accuses",
            Self::Supports => "supports",
            Self::Assesses => "assesses",
            Self::Hopes => "hopes",
            Self::Fears => "fears",
        }
    }

    /// What somebody's words are, by what the speaker does in saying them.
    fn of_words(modality: Modality) -> Option<Self> {
        Some(match modality {
            Modality::Demand => Self::Demands,
            Modality::Reject => Self::Refuses,
            Modality::Propose | Modality::Promise | Modality::Invite => Self::Offers,
            Modality::Conditional => Self::Conditions,
            Modality::Evaluate => Self::Assesses,
            Modality::Hope => Self::Hopes,
            Modality::Fear => Self::Fears,
            _ => return None,
        })
    }

    fn of_act(event: EventType) -> Option<Self> {
        Some(match event {
            EventType::Demand => Self::Demands,
            EventType::Reject => Self::Refuses,
            EventType::Invite => Self::Offers,
            EventType::Threaten => Self::Threatens,
            EventType::Accuse => Self::Accuses,
            EventType::Praise => Self::Supports,
            _ => return None,
        })
    }

    /// Whether it tells what a party of the talks wants, rather than how it judges them.
    fn is_of_the_talks(self) -> bool {
        self <= Self::Accuses
    }
}

/// One position, as one or several documents tell it.
#[derive(Clone, Debug, PartialEq)]
pub struct Position<'a> {
    /// What sort.
    pub stance: Stance,
    /// The tellings, by the day they tell of, those of unknown day last.
    pub tellings: Vec<Telling<'a>>,
    /// Whether they rest on more than one source; `None` for one document.
    pub independent: Option<bool>,
}

/// One telling of a position.
#[derive(Clone, Debug, PartialEq)]
pub struct Telling<'a> {
    /// Somebody's words, or an act of theirs.
    pub source: Source<'a>,
    /// Who stated it, on behalf of the party.
    pub by: Option<&'a Entity>,
    /// The words.
    pub words: &'a TextSpan,
    /// When it was stated, where the text tells.
    pub stated: Option<Edtf>,
    /// When the document appeared.
    pub published: Option<&'a Edtf>,
    /// The happening that the act is, or that the words tell of as done.
    pub event: Option<&'a Id>,
}

/// What a position is read from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Source<'a> {
    /// Somebody's words.
    Said(&'a Attribution),
    /// Something they did.
    Done(&'a EventMention),
}

impl<'a> Telling<'a> {
    /// The record it is read from.
    #[must_use]
    pub fn id(&self) -> &'a Id {
        match self.source {
            Source::Said(attribution) => &attribution.id,
            Source::Done(mention) => &mention.id,
        }
    }

    /// The document that tells it.
    #[must_use]
    pub fn document(&self) -> &'a Id {
        match self.source {
            Source::Said(attribution) => &attribution.document,
            Source::Done(mention) => &mention.document,
        }
    }

    /// When it was stated, else by when.
    fn day(&self) -> Option<(Date, Date)> {
        self.stated.as_ref().and_then(days).or_else(|| self.published.and_then(days))
    }
}

/// A telling with the party whose position it is.
type Held<'a> = (&'a Id, Stance, Telling<'a>);

/// The positions of all parties, those of the main ones first. Of the main parties only what
/// they want is told; that they judge or hope is no reaction of theirs.
pub(super) fn positions<'a>(world: &World<'a, '_>, main: &[&'a Id]) -> Vec<PartyPositions<'a>> {
    let mut by_party: BTreeMap<&Id, Vec<Position<'_>>> = BTreeMap::new();
    for (party, position) in held(world) {
        if position.stance.is_of_the_talks() || !main.contains(&party) {
            by_party.entry(party).or_default().push(position);
        }
    }
    let with_entity = by_party.into_iter().filter_map(|(id, positions)| {
        let (party, main) = (world.ledger.entity(id)?, main.contains(&id));
        Some(PartyPositions { party, main, positions })
    });
    let mut all: Vec<PartyPositions<'_>> = with_entity.collect();
    all.sort_by_key(|one| {
        let place = main.iter().position(|id| **id == one.party.id).unwrap_or(main.len());
        (place, Reverse(one.positions.len()), &one.party.id)
    });
    all
}

/// Every position with its party, by party, stance, then the newest first.
pub(crate) fn held<'a>(world: &World<'a, '_>) -> Vec<(&'a Id, Position<'a>)> {
    let mut stances: BTreeMap<(&Id, Stance), Vec<Telling<'_>>> = BTreeMap::new();
    for (party, stance, telling) in tellings(world) {
        stances.entry((party, stance)).or_default().push(telling);
    }
    let mut all = Vec::new();
    for ((party, stance), told) in stances {
        let mut positions = grouped(world, stance, &told);
        positions.sort_by_cached_key(|one| {
            let first = &one.tellings[0];
            (Reverse(first.day()), first.id().clone())
        });
        all.extend(positions.into_iter().map(|position| (party, position)));
    }
    all
}

/// Equal positions told by several documents as one.
fn grouped<'a>(world: &World<'a, '_>, stance: Stance, told: &[Telling<'a>]) -> Vec<Position<'a>> {
    let phrases: Vec<&str> = told.iter().map(|one| one.words.text.as_str()).collect();
    let other = |a: usize, b: usize| told[a].document() != told[b].document();
    let events: Vec<Option<&Id>> = told.iter().map(|one| one.event).collect();
    let groups = alike::groups(&phrases, &events, other);
    groups
        .into_iter()
        .map(|group| {
            let mut tellings: Vec<Telling<'_>> =
                group.into_iter().map(|at| told[at].clone()).collect();
            tellings.sort_by_key(|one| (one.day().is_none(), one.day(), one.id()));
            let documents: BTreeSet<&Id> = tellings.iter().map(Telling::document).collect();
            Position { stance, independent: world.independent(&documents), tellings }
        })
        .collect()
}

/// All that anybody states or does which is a position, by document and place.
fn tellings<'a>(world: &World<'a, '_>) -> Vec<Held<'a>> {
    let acts = Acts::of(world);
    let mut held: Vec<Held<'_>> = Vec::new();
    let mut spoken: BTreeMap<(&Id, &Id), Vec<(u32, u32)>> = BTreeMap::new();
    for attribution in world.attributions() {
        let stance = attribution.modality.and_then(Stance::of_words);
        let speakers = attribution.speaker.iter().filter_map(|one| one.entity.as_ref());
        for (party, by) in sides(world, speakers) {
            // What is merely told to have been done is no position in these words.
            let content = attribution.content.iter().filter(|_| stance.is_some());
            let spans = content.chain(&attribution.cue);
            let place = (&attribution.document, party);
            spoken.entry(place).or_default().extend(spans.map(|span| (span.start, span.end)));
            let (Some(stance), Some(words)) = (stance, attribution.content.first()) else {
                continue;
            };
            let stated = attribution.time.as_ref().and_then(|id| time(world, id));
            let published = world.published(&attribution.document);
            let source = Source::Said(attribution);
            let event = acts.event(words, stance);
            held.push((party, stance, Telling { source, by, words, stated, published, event }));
        }
    }
    for (mention, stance, event) in acts.all {
        let acting = mention.participants.iter().filter(|one| one.role == ParticipantRole::Actor);
        for (party, by) in sides(world, acting.filter_map(|one| one.entity.as_ref())) {
            let at = mention.trigger.start;
            let words = spoken.get(&(&mention.document, party));
            // The words tell more of it than the bare act.
            if words.is_some_and(|all| all.iter().any(|(from, to)| (*from..*to).contains(&at))) {
                continue;
            }
            let telling = Telling {
                source: Source::Done(mention),
                by,
                words: mention.evidence.first().unwrap_or(&mention.trigger),
                stated: mention.time.as_ref().and_then(|time| time.value.clone()),
                published: world.published(&mention.document),
                event: Some(event),
            };
            held.push((party, stance, telling));
        }
    }
    held
}

/// So many more characters than the word for an act must tell what it is about.
const CONTENT: usize = 8;

/// Happenings that are positions, by document and place.
struct Acts<'a> {
    all: Vec<(&'a EventMention, Stance, &'a Id)>,
}

impl<'a> Acts<'a> {
    fn of(world: &World<'a, '_>) -> Self {
        let ledger = world.ledger;
        let told = world.events().into_iter().flat_map(|event| {
            let mentions = event.mentions.iter().filter_map(|id| ledger.mention(id));
            mentions.map(move |mention| (mention, &event.id))
        });
        let held = told.filter(|(mention, _)| mention.status == Status::Held && says_what(mention));
        let mut all: Vec<_> = held
            .filter_map(|(mention, event)| {
                Some((mention, Stance::of_act(mention.event_type)?, event))
            })
            .collect();
        all.sort_by_key(|(mention, ..)| (&mention.document, mention.trigger.start, &mention.id));
        Self { all }
    }

    /// The only act of this stance that the words tell of.
    fn event(&self, words: &TextSpan, stance: Stance) -> Option<&'a Id> {
        let place = |one: &EventMention| (one.document.clone(), one.trigger.start);
        let from = (words.document.clone(), words.start);
        let from = self.all.partition_point(|one| place(one.0) < from);
        let inside = self.all[from..]
            .iter()
            .take_while(|one| one.0.document == words.document && one.0.trigger.start < words.end);
        let mut fitting = inside.filter(|one| one.1 == stance).map(|one| one.2);
        fitting.next().filter(|_| fitting.next().is_none())
    }
}

/// Whether the telling says towards whom or about what; a mere word for an act does not.
fn says_what(mention: &EventMention) -> bool {
    let towards = mention.participants.iter().any(|one| one.role == ParticipantRole::Recipient);
    let letters = |span: &TextSpan| span.text.chars().count();
    let phrase = mention.evidence.first().map_or(0, letters);
    towards || phrase >= letters(&mention.trigger) + CONTENT
}

/// The parties of those who speak or act, each with the first who does so for it.
fn sides<'a>(
    world: &World<'a, '_>,
    ids: impl Iterator<Item = &'a Id>,
) -> BTreeMap<&'a Id, Option<&'a Entity>> {
    let mut sides = BTreeMap::new();
    for id in ids {
        if let Some(party) = world.parties.party(id) {
            let by = world.ledger.entity(id).filter(|by| by.id != *party);
            sides.entry(party).or_insert(by);
        }
    }
    sides
}

/// The date of a time record.
fn time(world: &World<'_, '_>, id: &Id) -> Option<Edtf> {
    match world.ledger.get(id)? {
        Record::Time(time) => time.value.as_ref()?.parse().ok(),
        _ => None,
    }
}
