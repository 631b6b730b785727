//! The columns of the tables.

use keii_ledger::{Entry, Person, Said};
use keii_model::{Comparison, Entity, Id, TextSpan};

use super::Column;
use crate::context::{Context, told, word};
use crate::passage::Passage;

/// Parts the items of a cell.
const LIST: &str = "; ";

type Event<'a> = Entry<'a>;

macro_rules! columns {
    ($($name:literal => $cell:expr),* $(,)?) => { [$(Column { name: $name, cell: $cell }),*] };
}

/// One row for each happening.
pub(super) fn events<'a>() -> [Column<Event<'a>>; 20] {
    columns! {
    "id" => |_, row| row.event.id.to_string(),
    "type" => |_, row| word(row.event.event_type),
    "status" => |_, row| word(row.event.status),
    "when" => |_, row| text(row.time.and_then(|time| time.value.as_ref())),
    "basis" => |_, row| row.time.map(|time| word(time.basis)).unwrap_or_default(),
    "duration" => |_, row| text(row.mentions.iter().find_map(|one| one.duration.as_ref())),
    "actors" => |context, row| list(context.facts(row).actors),
    "recipients" => |context, row| list(context.facts(row).recipients),
    "places" => |context, row| list(context.facts(row).places),
    "entities" => |_, row| list(entities(row)),
    "documents" => |_, row| list(row.documents.iter()),
    "sources" => |context, row| context.ledger.sources(row.documents.iter().copied()).to_string(),
    "tellings" => |_, row| row.mentions.len().to_string(),
    "first_told" => |_, row| text(told(row).0),
    "last_told" => |_, row| text(told(row).1),
    "part_of" => |_, row| text(row.event.part_of.as_ref()),
    "succeeds" => |_, row| text(row.event.succeeds.as_ref()),
    "quotation" => |context, row| words(context, &context.passages(row)),
    "spans" => |context, row| places(&context.passages(row)),
    "sha256" => |context, row| hashes(&context.passages(row)),
    }
}

/// One row for each statement.
pub(super) fn statements<'a>() -> [Column<Said<'a>>; 15] {
    columns! {
    "id" => |_, row| row.attribution.id.to_string(),
    "type" => |_, row| word(row.attribution.attribution_type),
    "speakers" => |context, row| match context.form.without_text {
        false => list(row.speakers.iter()),
        true => list(row.attribution.speaker.iter().filter_map(|one| {
            let entity = context.ledger.entity(one.entity.as_ref()?)?;
            Some(context.name(entity))
        })),
    },
    "entities" => |_, row| list(row.attribution.speaker.iter().filter_map(|one| one.entity.as_ref())),
    "via" => |_, row| list(row.attribution.via.iter().filter_map(|one| one.entity.as_ref())),
    "modality" => |_, row| row.attribution.modality.map(word).unwrap_or_default(),
    "factuality" => |_, row| row.attribution.factuality.map(word).unwrap_or_default(),
    "document" => |_, row| row.document.id.to_string(),
    "published" => |_, row| text(row.document.published.value.as_ref()),
    "publisher" => |context, row| {
        let publisher = row.document.publisher.as_ref();
        text(publisher.and_then(|publisher| context.words(&publisher.name)))
    },
    "url" => |_, row| text(crate::passage::address(row.document)),
    "quotation" => |context, row| words(context, &said(row)),
    "cue" => |context, row| text(row.attribution.cue.as_ref().and_then(|cue| context.words(&cue.text))),
    "spans" => |_, row| places(&said(row)),
    "sha256" => |_, row| hashes(&said(row)),
    }
}

/// One row for each person.
pub(super) fn people<'a>() -> [Column<Person<'a>>; 9] {
    columns! {
    "id" => |_, row| row.entity.id.to_string(),
    "name_ja" => |context, row| text(own(context, row.entity.name.ja.as_deref())),
    "name_en" => |context, row| text(own(context, row.entity.name.en.as_deref())),
    "aliases" => |context, row| list(row.entity.aliases.iter().filter_map(|one| context.words(one))),
    "roles" => |context, row| list(roles(context, row.entity)),
    "mentions" => |_, row| row.mentions.to_string(),
    "statements" => |_, row| row.statements.to_string(),
    "documents" => |_, row| list(row.documents.iter()),
    "spans" => |_, row| places(&named(row.entity)),
    }
}

/// One row for each comparison.
pub(super) fn comparisons<'a>() -> [Column<&'a Comparison>; 11] {
    columns! {
    "id" => |_, row| row.id.to_string(),
    "event" => |_, row| text(row.event.as_ref()),
    "other" => |_, row| text(row.other.as_ref()),
    "entity" => |_, row| text(row.entity.as_ref()),
    "attribute" => |_, row| word(row.attribute),
    "verdict" => |_, row| word(row.verdict),
    "independent" => |_, row| text(row.independent),
    "documents" => |_, row| list(row.values.iter().map(|value| &value.document)),
    "values" => |context, row| list(row.values.iter().filter_map(|value| {
        context.words(value.value.as_deref().unwrap_or(&value.span.text))
    })),
    "spans" => |_, row| places(&compared(row)),
    "sha256" => |_, row| hashes(&compared(row)),
    }
}

fn own<'w>(context: &Context<'_>, name: Option<&'w str>) -> Option<&'w str> {
    name.and_then(|name| context.words(name))
}

/// Whoever takes part, and the places, by id.
fn entities<'a>(row: &Event<'a>) -> Vec<&'a Id> {
    let mut ids: Vec<&Id> = Vec::new();
    for mention in &row.mentions {
        let parties = mention.participants.iter().filter_map(|one| one.entity.as_ref());
        let place = mention.place.iter().filter_map(|place| place.entity.as_ref());
        for id in parties.chain(place) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    ids
}

/// `ロシア 外相`
fn roles(context: &Context<'_>, person: &Entity) -> Vec<String> {
    let mut roles: Vec<String> = Vec::new();
    for role in &person.roles {
        let role = match &role.of {
            Some(of) => format!("{of} {}", role.title),
            None => role.title.clone(),
        };
        if context.words(&role).is_some() && !roles.contains(&role) {
            roles.push(role);
        }
    }
    roles
}

fn said<'a>(row: &Said<'a>) -> Vec<Passage<'a>> {
    row.attribution.content.iter().map(alone).collect()
}

fn named(person: &Entity) -> Vec<Passage<'_>> {
    person.evidence.iter().map(alone).collect()
}

fn compared(comparison: &Comparison) -> Vec<Passage<'_>> {
    comparison.values.iter().map(|value| alone(&value.span)).collect()
}

fn alone(span: &TextSpan) -> Passage<'_> {
    Passage { span, document: None }
}

fn words(context: &Context<'_>, passages: &[Passage<'_>]) -> String {
    list(passages.iter().filter_map(|one| context.words(&one.span.text)))
}

fn places(passages: &[Passage<'_>]) -> String {
    list(passages.iter().map(Passage::place))
}

fn hashes(passages: &[Passage<'_>]) -> String {
    list(passages.iter().map(Passage::hash))
}

fn text(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn list(items: impl IntoIterator<Item = impl ToString>) -> String {
    items.into_iter().map(|item| item.to_string()).collect::<Vec<_>>().join(LIST)
}
