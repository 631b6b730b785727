//! How documents name one person, and which office they state.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{
    Attribute, ComparedValue, Comparison, Entity, EntityType, Id, OfficeLevel, TextSpan, Verdict,
};

use super::{Sources, Subject};
use crate::name::{comparable, fullness, is_letters};
use crate::office::{TURNS, are_words_for_one, may_be_one_title};
use crate::sound::{near, sound};

/// The comparisons of all persons.
pub(super) fn compare(sources: &Sources<'_>) -> Vec<Comparison> {
    let persons =
        sources.entities.values().filter(|entity| entity.entity_type == EntityType::Person);
    let mut found = Vec::new();
    for entity in persons {
        found.extend(names(sources, entity));
        found.extend(offices(sources, entity));
        found.extend(respelt(sources, entity));
    }
    found
}

/// The documents that themselves spell a family name in two ways that sound alike (アラクチ, アラグチ).
fn respelt(sources: &Sources<'_>, entity: &Entity) -> Vec<Comparison> {
    let mut by_document: BTreeMap<&Id, BTreeMap<String, &TextSpan>> = BTreeMap::new();
    for span in entity.evidence.iter().filter(|span| entity.aliases.contains(&span.text)) {
        let name = comparable(&span.text);
        let family = name.rsplit('・').next().unwrap_or_default().to_owned();
        by_document.entry(&span.document).or_default().entry(family).or_insert(span);
    }
    let twice = by_document.into_values().filter_map(|forms| {
        let heard: Vec<(Vec<String>, &TextSpan)> =
            forms.into_iter().filter_map(|(family, span)| Some((sound(&family)?, span))).collect();
        let alike = |at: usize| {
            let others = heard.iter().enumerate().filter(|(other, _)| *other != at);
            others.into_iter().any(|(_, (other, _))| near(other, &heard[at].0))
        };
        let values: Vec<ComparedValue> = (0..heard.len())
            .filter(|&at| alike(at))
            .map(|at| value(heard[at].1, &heard[at].1.text))
            .collect();
        (values.len() > 1).then_some(values)
    });
    let subject = Subject::Entity(&entity.id);
    let verdict = Verdict::WithinDocument;
    twice.map(|values| sources.comparison(subject, Attribute::Name, verdict, values)).collect()
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

/// The fullest title that each document states. Titles that cannot be one are not compared with each
/// other: an office may have changed, or one person may hold two.
fn offices(sources: &Sources<'_>, entity: &Entity) -> Vec<Comparison> {
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
    let one = |a: &str, b: &str| {
        let single = || level_of_both(entity, a, b).filter(|level| level.has_one_holder());
        let words = |level| is_shortened(a, b) || are_words_for_one(level, a, b);
        a == b || single().is_some_and(words)
    };
    let aides = entity.roles.iter().all(aide);
    // 前代表取締役 is none of 取締役.
    let turned = |title: &str| title.starts_with(TURNS);
    let may_be_one =
        |a: &str, b: &str| aides || one(a, b) || (turned(a) == turned(b) && may_be_one_title(a, b));
    let compared = alike(&titles, may_be_one).into_iter().filter_map(|titles| {
        let stated = stated.values().filter(|(title, _)| titles.contains(title));
        let values: Vec<ComparedValue> = stated.map(|&(title, span)| value(span, title)).collect();
        let equal = titles.iter().all(|a| titles.iter().all(|b| one(a, b)));
        let verdict = if equal { Verdict::Agree } else { Verdict::Precision };
        (values.len() > 1).then(|| {
            sources.comparison(Subject::Entity(&entity.id), Attribute::Role, verdict, values)
        })
    });
    compared.collect()
}

/// The titles in groups within which each may be the same as any other.
fn alike<'t>(
    titles: &BTreeSet<&'t str>,
    may_be_one: impl Fn(&str, &str) -> bool,
) -> Vec<Vec<&'t str>> {
    let mut groups: Vec<Vec<&str>> = Vec::new();
    for title in titles {
        match groups.iter_mut().find(|all| all.iter().all(|other| may_be_one(title, other))) {
            Some(group) => group.push(title),
            None => groups.push(vec![title]),
        }
    }
    groups
}

/// The level of two offices, where they have the same.
fn level_of_both(entity: &Entity, a: &str, b: &str) -> Option<OfficeLevel> {
    let level = |title: &str| {
        let of = entity.roles.iter().filter(|role| role.title == title);
        let mut levels: Vec<OfficeLevel> = of.filter_map(|role| role.level).collect();
        levels.dedup();
        if let [level] = levels.as_slice() { Some(*level) } else { None }
    };
    level(a).filter(|_| level(a) == level(b))
}

/// Whether two titles are one and the same, written shorter: they begin alike, over two thirds of
/// the shorter.
fn is_shortened(a: &str, b: &str) -> bool {
    let alike = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    3 * alike >= 2 * a.chars().count().min(b.chars().count())
}
