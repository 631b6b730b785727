//! How documents name one person, and which office they state.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{
    Attribute, ComparedValue, Comparison, Entity, EntityType, Id, OfficeLevel, TextSpan, Verdict,
};

use super::{Sources, Subject};
use crate::name::{comparable, fullness};
use crate::office::may_be_one_title;

/// The comparisons of all persons.
pub(super) fn compare(sources: &Sources<'_>) -> Vec<Comparison> {
    let persons =
        sources.entities.values().filter(|entity| entity.entity_type == EntityType::Person);
    persons
        .flat_map(|entity| [names(sources, entity), offices(sources, entity)])
        .flatten()
        .collect()
}

/// Spellings of one full name, where documents differ in it. Only names of several parts are
/// looked at, for Han script does not tell a long name from an office.
fn names(sources: &Sources<'_>, entity: &Entity) -> Option<Comparison> {
    let mut fullest: BTreeMap<&Id, &TextSpan> = BTreeMap::new();
    let is_name =
        |span: &&TextSpan| fullness(&span.text).1 > 1 && entity.aliases.contains(&span.text);
    for span in entity.evidence.iter().filter(is_name) {
        fullest.entry(&span.document).or_insert(span);
    }
    let spellings: BTreeSet<String> = fullest.values().map(|span| comparable(&span.text)).collect();
    if spellings.len() < 2 {
        return None;
    }
    let values = fullest.into_values().map(|span| value(span, &span.text)).collect();
    let subject = Subject::Entity(&entity.id);
    Some(sources.comparison(subject, Attribute::Name, Verdict::Agree, values))
}

fn value(span: &TextSpan, words: &str) -> ComparedValue {
    ComparedValue {
        document: span.document.clone(),
        value: Some(words.to_owned()),
        span: span.clone(),
    }
}

/// The fullest title that each document states. Titles that cannot be one are not compared: an
/// office may have changed, or one person may hold two.
fn offices(sources: &Sources<'_>, entity: &Entity) -> Option<Comparison> {
    let mut stated: BTreeMap<&Id, (&str, &TextSpan)> = BTreeMap::new();
    for role in &entity.roles {
        for span in &role.evidence {
            let known = stated.entry(&span.document).or_insert((&role.title, span));
            if role.title.chars().count() > known.0.chars().count() {
                *known = (&role.title, span);
            }
        }
    }
    let titles: BTreeSet<&str> = stated.values().map(|&(title, _)| title).collect();
    // Aides and advisers hold several titles at a time, and each document picks one.
    let aide = |role: &keii_model::Role| {
        !titles.contains(role.title.as_str())
            || role.level.is_some_and(|level| {
                matches!(
                    level,
                    OfficeLevel::Official | OfficeLevel::Envoy | OfficeLevel::Spokesperson
                )
            })
    };
    let compatible = titles.iter().all(|a| titles.iter().all(|b| may_be_one_title(a, b)))
        || entity.roles.iter().all(aide);
    if stated.len() < 2 || !compatible {
        return None;
    }
    let verdict = if titles.len() == 1 { Verdict::Agree } else { Verdict::Precision };
    let values = stated.into_values().map(|(title, span)| value(span, title)).collect();
    Some(sources.comparison(Subject::Entity(&entity.id), Attribute::Role, verdict, values))
}
