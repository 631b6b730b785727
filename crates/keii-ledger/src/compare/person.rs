//! How documents name one person, and which office they state.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{
    Attribute, ComparedValue, Comparison, Entity, EntityType, Id, OfficeLevel, TextSpan, Verdict,
};

use super::{Sources, Subject};
use crate::name::{comparable, fullness, is_letters};
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

/// Spellings of one name, where documents differ in it: of the full one, or of the family name in
/// letters. In Han script nothing tells a long name from an office.
fn names(sources: &Sources<'_>, entity: &Entity) -> Option<Comparison> {
    let mut fullest: BTreeMap<&Id, &TextSpan> = BTreeMap::new();
    let is_name = |span: &&TextSpan| {
        let (_, parts) = fullness(&span.text);
        (parts > 1 || is_letters(&span.text)) && entity.aliases.contains(&span.text)
    };
    for span in entity.evidence.iter().filter(is_name) {
        let known = fullest.entry(&span.document).or_insert(span);
        if fullness(&span.text).1 > fullness(&known.text).1 {
            *known = span;
        }
    }
    let spellings: BTreeSet<String> = fullest.values().map(|span| comparable(&span.text)).collect();
    let family = |name: &String| name.rsplit('・').next().unwrap_or_default().to_owned();
    let families: BTreeSet<String> = spellings.iter().map(family).collect();
    // A family name alone is not another spelling of the full one.
    let full = spellings.iter().filter(|name| name.contains('・')).count();
    if families.len() < 2 && full < 2 {
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
    let all = |may_be: &dyn Fn(&str, &str) -> bool| {
        titles.iter().all(|a| titles.iter().all(|b| may_be(a, b)))
    };
    let short = all(&|a, b| a == b || (is_shortened(a, b) && are_single(entity, a, b)));
    let compatible = all(&may_be_one_title) || entity.roles.iter().all(aide);
    if stated.len() < 2 || !(short || compatible) {
        return None;
    }
    let verdict = if short { Verdict::Agree } else { Verdict::Precision };
    let values = stated.into_values().map(|(title, span)| value(span, title)).collect();
    Some(sources.comparison(Subject::Entity(&entity.id), Attribute::Role, verdict, values))
}

/// Whether both are offices of which a state has one, of one rank.
fn are_single(entity: &Entity, a: &str, b: &str) -> bool {
    let level = |title: &str| {
        let of = entity.roles.iter().filter(|role| role.title == title);
        let mut levels: Vec<OfficeLevel> = of.filter_map(|role| role.level).collect();
        levels.dedup();
        if let [level] = levels.as_slice() { Some(*level) } else { None }
    };
    level(a).is_some_and(OfficeLevel::has_one_holder) && level(a) == level(b)
}

/// Whether two titles are one and the same, written shorter: they begin alike, over two thirds of
/// the shorter.
fn is_shortened(a: &str, b: &str) -> bool {
    let alike = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    3 * alike >= 2 * a.chars().count().min(b.chars().count())
}
