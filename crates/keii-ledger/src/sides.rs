//! On which side of a happening somebody stands: by name, or through the country or body that they
//! speak for.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{
    Entity, EntityType, EventMention, EventType, Id, ParticipantRole, Reading, TextSpan,
};

use crate::government::governments;

/// Who speaks for which country or body.
pub(crate) struct Bodies<'a> {
    /// By person or organisation: the countries and organisations that it serves or belongs to.
    behind: BTreeMap<&'a Id, BTreeSet<&'a Id>>,
    types: BTreeMap<&'a Id, EntityType>,
    /// The states of governments.
    states: BTreeMap<&'a Id, &'a Id>,
    /// By document: where somebody is named, in order.
    named: BTreeMap<&'a Id, Vec<(u32, &'a Id)>>,
}

impl<'a> Bodies<'a> {
    pub(crate) fn of(entities: &'a [Entity], readings: &'a [Reading]) -> Self {
        let mut named: BTreeMap<&str, BTreeSet<&Id>> = BTreeMap::new();
        let mut keyed: BTreeMap<&str, &Id> = BTreeMap::new();
        let body = |one: &&Entity| {
            matches!(one.entity_type, EntityType::Country | EntityType::Organization)
        };
        for one in entities.iter().filter(body) {
            let own = [one.name.ja.as_deref(), one.name.en.as_deref()].into_iter().flatten();
            for form in own.chain(one.aliases.iter().map(String::as_str)) {
                named.entry(form).or_default().insert(&one.id);
            }
            if let Some(key) = &one.key {
                keyed.insert(key, &one.id);
            }
        }
        let mut behind: BTreeMap<&Id, BTreeSet<&Id>> = BTreeMap::new();
        for one in entities {
            let known = behind.entry(&one.id).or_default();
            known.extend(one.country.as_deref().and_then(|key| keyed.get(key).copied()));
            for role in &one.roles {
                let bodies = role.of.as_deref().and_then(|of| named.get(of));
                // A name that two bodies bear tells neither.
                known.extend(bodies.filter(|all| all.len() == 1).into_iter().flatten());
            }
            known.remove(&one.id);
        }
        let mut places: BTreeMap<&Id, Vec<(u32, &Id)>> = BTreeMap::new();
        for one in entities.iter().filter(|one| one.entity_type != EntityType::Place) {
            for span in &one.evidence {
                places.entry(&span.document).or_default().push((span.start, &one.id));
            }
        }
        places.values_mut().for_each(|all| all.sort_unstable());
        let types = entities.iter().map(|one| (&one.id, one.entity_type)).collect();
        Self { behind, types, states: governments(entities, readings), named: places }
    }

    /// The parties of a telling. Groups without names may be anybody and are left out.
    pub(crate) fn sides(&self, mention: &'a EventMention) -> Sides<'a> {
        let mut sides = Sides::default();
        // Who comes into office or leaves it may be told as who does something (選出された, 当選した; 解任された, 辞めた): of
        // one alone nothing is turned.
        let chosen = matches!(mention.event_type, EventType::Appoint | EventType::Resign)
            && mention.participants.len() == 1;
        for one in &mention.participants {
            let Some(id) = one.entity.as_ref() else { continue };
            let id = self.states.get(id).copied().unwrap_or(id);
            match self.types.get(id) {
                Some(EntityType::Group) | None => sides.open = true,
                Some(_) => {
                    sides.parties.insert(id);
                    match one.role {
                        ParticipantRole::Actor if !chosen => _ = sides.actors.insert(id),
                        ParticipantRole::Recipient if !chosen => _ = sides.recipients.insert(id),
                        _ => {}
                    }
                }
            }
        }
        sides.around = self.nearby(mention);
        if sides.parties.is_empty() {
            sides.nearby.clone_from(&sides.around);
        }
        sides
    }

    /// The words for those who take part and have no name.
    pub(crate) fn nameless(&self, mention: &'a EventMention) -> impl Iterator<Item = &'a str> {
        let unknown = |id: &Id| matches!(self.types.get(id), Some(EntityType::Group) | None);
        let parties = mention.participants.iter();
        let groups = parties.filter(move |party| party.entity.as_ref().is_none_or(unknown));
        groups.filter_map(|party| party.text.as_deref())
    }

    /// Who is named in the phrases that tell of it.
    fn nearby(&self, mention: &EventMention) -> BTreeSet<&'a Id> {
        let Some(named) = self.named.get(&mention.document) else { return BTreeSet::new() };
        let within = |phrase: &TextSpan| {
            let from = named.partition_point(|(start, _)| *start < phrase.start);
            let to = named.partition_point(|(start, _)| *start < phrase.end);
            named[from..to].iter().map(|(_, id)| *id)
        };
        mention.evidence.iter().flat_map(within).collect()
    }

    /// Whom this one speaks for.
    pub(crate) fn behind(&self, id: &Id) -> impl Iterator<Item = &'a Id> {
        self.behind.get(id).into_iter().flatten().copied()
    }

    /// Whether one of the two is the other, or speaks for it.
    fn are_one_side(&self, a: &Id, b: &Id) -> bool {
        let serves =
            |one: &Id, body: &Id| self.behind.get(one).is_some_and(|bodies| bodies.contains(body));
        a == b || serves(a, b) || serves(b, a)
    }

    /// Whether nobody else can be meant by this one: a person or a country.
    fn is_definite(&self, id: &Id) -> bool {
        matches!(self.types.get(id), Some(EntityType::Person | EntityType::Country))
    }

    fn is_person(&self, id: &Id) -> bool {
        self.types.get(id) == Some(&EntityType::Person)
    }

    /// How the parties of two tellings stand to each other; `None` where somebody else takes part, or
    /// what one does to the other in one telling the other does to it in the second.
    pub(crate) fn compare(&self, a: &Sides<'a>, b: &Sides<'a>) -> Option<Shared> {
        let among = |id: &Id, others: &BTreeSet<&Id>| {
            others.iter().any(|other| self.are_one_side(id, other))
        };
        let turned = |one: &Sides<'_>, other: &Sides<'_>| {
            one.actors.iter().any(|id| among(id, &other.recipients) && !among(id, &other.actors))
        };
        let both_act = !a.actors.is_empty() && !b.actors.is_empty();
        let other_actor = both_act && !a.actors.iter().any(|id| among(id, &b.actors));
        let certain = |one: &Sides<'_>| one.actors.iter().any(|id| self.is_definite(id));
        let other_actor = other_actor && (certain(a) || certain(b));
        if turned(a, b) || turned(b, a) || other_actor {
            return None;
        }
        let named = a.parties.intersection(&b.parties).count();
        let rest = |one: &Sides<'_>, other: &Sides<'_>| -> Vec<Id> {
            let parties = one.parties.iter();
            parties.filter(|&&id| !among(id, &other.parties)).map(|&id| id.clone()).collect()
        };
        let (left, right) = (rest(a, b), rest(b, a));
        let sides = a.parties.len() - left.len();
        let either = |one: &Sides<'a>| -> BTreeSet<&Id> {
            one.parties.iter().chain(&one.nearby).copied().collect()
        };
        let shared = Shared {
            named,
            nearby: either(a).intersection(&either(b)).count(),
            sides: sides.min(b.parties.len() - right.len()),
            whole: left.is_empty() && right.is_empty() && !a.open && !b.open,
            within: left.is_empty() || right.is_empty(),
            known: !a.parties.is_empty() && !b.parties.is_empty(),
            directed: a.is_directed() && b.is_directed(),
            suffered: a.recipients.intersection(&b.recipients).any(|&id| self.is_person(id)),
            around: (left.is_empty() || right.is_empty())
                && left.iter().all(|id| among(id, &b.around))
                && right.iter().all(|id| among(id, &a.around)),
        };
        let definite = |ids: &[Id]| ids.iter().any(|id| self.is_definite(id));
        let strangers = definite(&left) && definite(&right) && named < MANY;
        (!shared.known || (shared.sides > 0 && !strangers)).then_some(shared)
    }
}

/// Lists of so many names in common may each have one more.
pub(crate) const MANY: usize = 3;

/// Who takes part by one telling.
#[derive(Default)]
pub(crate) struct Sides<'a> {
    pub(crate) parties: BTreeSet<&'a Id>,
    actors: BTreeSet<&'a Id>,
    recipients: BTreeSet<&'a Id>,
    /// Where nobody is told to take part: who is named in the phrase.
    pub(crate) nearby: BTreeSet<&'a Id>,
    /// Who is named in the phrase, in any part.
    around: BTreeSet<&'a Id>,
    /// Others take part, of whom nothing is known but a word.
    open: bool,
}

impl Sides<'_> {
    fn is_directed(&self) -> bool {
        !self.actors.is_empty() && !self.recipients.is_empty()
    }
}

/// What the parties of two tellings have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shared {
    /// Parties with one name in both.
    pub(crate) named: usize,
    /// Names in both, as parties or in the phrase of one that tells of no party.
    pub(crate) nearby: usize,
    /// Sides that both tell of, by name or through whom they speak for.
    pub(crate) sides: usize,
    /// Nobody is told of by one alone.
    pub(crate) whole: bool,
    /// Everybody of one telling is among those of the other.
    pub(crate) within: bool,
    /// Both tellings name somebody.
    pub(crate) known: bool,
    /// Everybody of one telling is among those of the other, and whom the shorter one leaves out it
    /// names in the phrase.
    pub(crate) around: bool,
    /// Both tell who does it to whom.
    pub(crate) directed: bool,
    /// It is done to the same person in both.
    pub(crate) suffered: bool,
}
