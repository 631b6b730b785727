//! Who acts, as event data codes it: a country or a body of states, and the sector.

use std::collections::{BTreeMap, BTreeSet};

use keii_ledger::standing::party::Parties;
use keii_ledger::{Entry, Ledger};
use keii_model::{Entity, EntityType, EventMention, EventType, Id, OfficeLevel, ParticipantRole};

/// Codes by the key of a lexicon entry.
const CODES: &str = include_str!("../data/actor.tsv");

/// Who is known by which code.
pub(crate) struct Actors<'a> {
    ledger: &'a Ledger,
    parties: Parties<'a>,
    codes: BTreeMap<&'static str, &'static str>,
}

/// One who acts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Actor<'a> {
    /// `USA`, `IGOUNO`; empty where neither the text nor the lexicon tells it.
    pub code: &'static str,
    /// `GOV`, `MIL` and the like; empty where the text states no such office.
    pub sector: &'static str,
    /// The entity, where it is known.
    pub entity: Option<&'a Entity>,
    /// The document's words, where no entity is known.
    pub text: Option<&'a str>,
}

impl Actor<'_> {
    /// Country and sector as one code of CAMEO; empty where nothing is known.
    pub(crate) fn joined(&self) -> String {
        format!("{}{}", self.code, self.sector)
    }
}

/// The two sides of a happening.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sides<'a> {
    pub source: Vec<Actor<'a>>,
    pub target: Vec<Actor<'a>>,
}

impl<'a> Actors<'a> {
    pub(crate) fn of(ledger: &'a Ledger) -> Self {
        let rows = CODES.lines().filter(|line| !line.starts_with('#')).skip(1);
        let codes = rows.filter_map(|line| line.split_once('\t')).collect();
        Self { ledger, parties: Parties::of(ledger), codes }
    }

    /// The code of a country or body by its key; empty where there is none.
    pub(crate) fn code(&self, key: &str) -> &'static str {
        self.codes.get(key).copied().unwrap_or_default()
    }

    /// Who acts towards whom: actors, and those to whom it is done. Of equals the first and all
    /// of the same code stand on one side, the others on the other. Who goes to a country visits
    /// it.
    pub(crate) fn sides(&self, entry: &Entry<'a>) -> Sides<'a> {
        let mut sides = self.told(&entry.mentions);
        let place = self.place(entry);
        let home = sides.source.iter().any(|actor| actor.code == place);
        let visits = entry.event.event_type == EventType::Visit && sides.target.is_empty();
        if visits && !home && !place.is_empty() && !sides.source.is_empty() {
            sides.target.push(Actor { code: place, sector: "", entity: None, text: None });
        }
        sides
    }

    fn told(&self, mentions: &[&'a EventMention]) -> Sides<'a> {
        let mut sides = Sides::default();
        let mut equals: Vec<Actor<'a>> = Vec::new();
        let mut seen = BTreeSet::new();
        for one in mentions.iter().flat_map(|mention| &mention.participants) {
            let actor = self.actor(one.entity.as_ref(), one.text.as_deref());
            if !seen.insert((actor.entity.map(|entity| &entity.id), actor.text)) {
                continue;
            }
            match one.role {
                ParticipantRole::Actor => sides.source.push(actor),
                ParticipantRole::Recipient => sides.target.push(actor),
                ParticipantRole::Participant => equals.push(actor),
            }
        }
        let first = equals.first().map(|actor| actor.code);
        for actor in equals {
            // Two of whom nothing is known are no side.
            let alike = !actor.code.is_empty() && Some(actor.code) == first;
            let begins = sides.source.is_empty();
            let to = if begins || alike { &mut sides.source } else { &mut sides.target };
            to.push(actor);
        }
        sides
    }

    /// The code of the country in which it takes place; empty where that is not known.
    pub(crate) fn place(&self, entry: &Entry<'_>) -> &'static str {
        let places = entry.mentions.iter().filter_map(|mention| mention.place.as_ref());
        let known = places.filter_map(|place| self.ledger.entity(place.entity.as_ref()?));
        let codes = known.map(|place| match place.entity_type {
            EntityType::Country => place.key.as_deref().map(|key| self.code(key)),
            _ => place.country.as_deref().map(|key| self.code(key)),
        });
        codes.flatten().find(|code| !code.is_empty()).unwrap_or_default()
    }

    fn actor(&self, entity: Option<&Id>, text: Option<&'a str>) -> Actor<'a> {
        let Some(entity) = entity.and_then(|id| self.ledger.entity(id)) else {
            return Actor { code: "", sector: "", entity: None, text };
        };
        let code = self.known(entity);
        // Sectors are those of a country; a body of states has none.
        let sector = if code.starts_with("IGO") { "" } else { sector(entity) };
        Actor { code, sector, entity: Some(entity), text: None }
    }

    /// The code of whoever this is, else of the party that they act for.
    fn known(&self, entity: &Entity) -> &'static str {
        let own = entity.key.as_deref().map(|key| self.code(key)).unwrap_or_default();
        if !own.is_empty() {
            return own;
        }
        if let Some(country) = &entity.country {
            return self.code(country);
        }
        let party = self.parties.party(&entity.id).and_then(|id| self.ledger.entity(id));
        let key = party.and_then(|party| party.key.as_deref().or(party.country.as_deref()));
        key.map(|key| self.code(key)).unwrap_or_default()
    }
}

/// The sector of the office that most places state; empty for those who hold none, and where two
/// sectors are stated equally often.
fn sector(entity: &Entity) -> &'static str {
    if entity.entity_type != EntityType::Person {
        return "";
    }
    let mut stated: BTreeMap<&'static str, usize> = BTreeMap::new();
    for role in &entity.roles {
        if let Some(code) = role.level.and_then(of_level) {
            *stated.entry(code).or_default() += role.evidence.len().max(1);
        }
    }
    let most = stated.values().copied().max().unwrap_or_default();
    let mut first = stated.into_iter().filter(|&(_, count)| count == most);
    match (first.next(), first.next()) {
        (Some((code, _)), None) => code,
        _ => "",
    }
}

fn of_level(level: OfficeLevel) -> Option<&'static str> {
    use OfficeLevel::{
        Academic, Business, Envoy, HeadOfGovernment, HeadOfState, Judiciary, Legislator, Media,
        Military, Minister, Official, Other, Religious, Spokesperson, Sport,
    };
    match level {
        HeadOfState | HeadOfGovernment | Minister | Envoy | Official | Spokesperson => Some("GOV"),
        Military => Some("MIL"),
        Legislator => Some("LEG"),
        Judiciary => Some("JUD"),
        Business => Some("BUS"),
        Academic => Some("EDU"),
        Media => Some("MED"),
        Religious => Some("REL"),
        Sport | Other => None,
    }
}
