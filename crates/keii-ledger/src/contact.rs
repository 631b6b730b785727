//! One person: by which name they are found, whom they met, and who states their offices when.

use std::collections::BTreeSet;

use keii_model::{DocumentRecord, Entity, EntityType, EventType, Id, Record, Role, TextSpan};

use crate::{Entry, Ledger, Timeline};

/// A happening that brings a person together with others.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact<'a> {
    /// The happening with its tellings.
    pub entry: Entry<'a>,
    /// Who else takes part, each once, in the order of the tellings.
    pub with: Vec<&'a Entity>,
}

/// An office with a place where it is stated.
#[derive(Clone, Debug, PartialEq)]
pub struct StatedRole<'a> {
    /// The office.
    pub role: &'a Role,
    /// Who states it.
    pub document: &'a DocumentRecord,
    /// In which words.
    pub span: &'a TextSpan,
}

impl Ledger {
    /// The persons of this name: those with a form that is exactly it, else those with a form
    /// that it is a part of. By name, then id.
    #[must_use]
    pub fn persons_called(&self, name: &str) -> Vec<&Entity> {
        let name = name.to_lowercase();
        let persons = || self.entities().filter(|one| one.entity_type == EntityType::Person);
        let called = |fits: &dyn Fn(&str) -> bool| {
            let mut found: Vec<&Entity> =
                persons().filter(|one| forms(one).any(|form| fits(&form.to_lowercase()))).collect();
            found.sort_by_key(|one| (one.name.any(), &one.id));
            found
        };
        let exactly = called(&|form| form == name);
        if exactly.is_empty() { called(&|form| form.contains(&name)) } else { exactly }
    }

    /// What brings a person together with others, in the order of the timeline.
    #[must_use]
    pub fn contacts(&self, person: &Id) -> Vec<Contact<'_>> {
        let Timeline { dated, undated } = self.timeline();
        let entries = dated.into_iter().chain(undated);
        let contacts = entries.filter(|entry| is_contact(entry.event.event_type));
        contacts.filter_map(|entry| self.contact(person, entry)).collect()
    }

    fn contact<'a>(&'a self, person: &Id, entry: Entry<'a>) -> Option<Contact<'a>> {
        let parties = entry.mentions.iter().flat_map(|mention| &mention.participants);
        let mut seen = BTreeSet::new();
        let ids: Vec<&Id> =
            parties.filter_map(|one| one.entity.as_ref()).filter(|id| seen.insert(*id)).collect();
        if !seen.contains(person) {
            return None;
        }
        let others = ids.into_iter().filter(|id| *id != person);
        Some(Contact { with: others.filter_map(|id| self.entity(id)).collect(), entry })
    }

    /// Where the offices of an entity are stated: by day of publication, days that are not known
    /// last, then by place.
    #[must_use]
    pub fn stated_roles(&self, entity: &Entity) -> Vec<StatedRole<'_>> {
        let Some(Record::Entity(entity)) = self.get(&entity.id) else { return Vec::new() };
        let spans =
            entity.roles.iter().flat_map(|role| role.evidence.iter().map(move |span| (role, span)));
        let mut stated: Vec<StatedRole<'_>> = spans
            .filter_map(|(role, span)| match self.get(&span.document) {
                Some(Record::Document(document)) => Some(StatedRole { role, document, span }),
                _ => None,
            })
            .collect();
        stated.sort_by_key(|one| {
            let day = one.document.published.value.as_ref();
            let day = day.and_then(|value| value.first_day().or(value.last_day()));
            (day.is_none(), day, &one.document.id, one.span.start)
        });
        stated
    }
}

fn forms(entity: &Entity) -> impl Iterator<Item = &str> {
    let names = [entity.name.ja.as_deref(), entity.name.en.as_deref()];
    names.into_iter().flatten().chain(entity.aliases.iter().map(String::as_str))
}

/// Whether those who take part in it speak with each other.
fn is_contact(event_type: EventType) -> bool {
    use EventType::{Call, Invite, Mediate, Meet, Negotiate, Sign, Visit};
    matches!(event_type, Meet | Call | Visit | Negotiate | Mediate | Invite | Sign)
}
