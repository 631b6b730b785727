//! Names of people as the ledger compares them: what is a full name, what a family name alone.
//!
//! Nothing here knows a word of any language; scripts differ in where the family name stands and
//! whether a mark sets it off, and that is all that is used.

use std::collections::BTreeSet;

use keii_model::{Entity, Role};

/// Family names of Han script rarely run to four characters.
const LONGEST_HAN_FAMILY_NAME: usize = 3;

/// From this many Han characters on, a name without a mark is taken for a full one (林太郎).
const SHORTEST_HAN_FULL_NAME: usize = 3;

/// The names of one document's person, in comparable form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PersonNames {
    /// Full names: of several parts, or long enough in Han script.
    pub(crate) full: BTreeSet<String>,
    /// What the full names are called by in short, as far as their form tells.
    pub(crate) family: BTreeSet<String>,
    /// The other parts of full names, by which some peoples call each other and some officials.
    pub(crate) given: BTreeSet<String>,
    /// The short forms of one who has no full name in this document.
    pub(crate) short: BTreeSet<String>,
}

impl PersonNames {
    /// Whether nobody is named: an office stands for its holder.
    pub(crate) fn is_empty(&self) -> bool {
        self.full.is_empty() && self.short.is_empty()
    }

    pub(crate) fn of(entity: &Entity) -> Self {
        let mut names = Self::default();
        if is_named_by_office(entity) {
            return names;
        }
        let own = [entity.name.ja.as_deref(), entity.name.en.as_deref()];
        for name in own.into_iter().flatten() {
            let parts = parts(name);
            let full = parts.join("・");
            if parts.len() > 1 {
                names.family.extend(parts.last().cloned());
                names.given.extend(parts[..parts.len() - 1].iter().cloned());
                names.full.insert(full);
            } else if is_han(&full) && full.chars().count() >= SHORTEST_HAN_FULL_NAME {
                names.family.extend(han_family_names(&full));
                names.full.insert(full);
            } else if !full.is_empty() {
                names.short.insert(full);
            }
        }
        for alias in &entity.aliases {
            let parts = parts(alias);
            if parts.len() > 1 {
                names.full.insert(parts.join("・"));
            } else if is_letters(alias) {
                // What one is called in short. Other scripts may hold a title as well.
                names.family.insert(parts.concat());
                names.short.insert(parts.concat());
            }
        }
        if names.full.is_empty() {
            names.family.clear();
        } else {
            names.short.clear();
        }
        names
    }
}

/// Whether the entity has no name of its own but stands for the holder of an office.
fn is_named_by_office(entity: &Entity) -> bool {
    let name = entity.name.any();
    // Whoever is named has that name among the forms; an office with its country stands there not.
    let called = entity.aliases.iter().any(|alias| alias == name);
    name.is_empty() || entity.roles.iter().any(|role| is_office(name, role, called))
}

fn is_office(name: &str, role: &Role, called: bool) -> bool {
    let rest = name.strip_suffix(role.title.as_str());
    let of = role.of.as_deref().unwrap_or_default();
    let owner = |rest: &str| !called || (!of.is_empty() && rest.starts_with(of));
    rest.is_some_and(|rest| rest.is_empty() || owner(rest))
}

/// How full a form of a name is: full names before short ones, more parts before fewer.
pub(crate) fn fullness(name: &str) -> (bool, usize) {
    let parts = parts(name);
    let long = parts
        .first()
        .is_some_and(|part| is_han(part) && part.chars().count() >= SHORTEST_HAN_FULL_NAME);
    (parts.len() > 1 || long, parts.len())
}

/// The parts of a name between middle dots, spaces and the like, in lower case. A name written
/// wholly in Han characters is one part: a space in it is layout, not a sign.
fn parts(name: &str) -> Vec<String> {
    let parts: Vec<String> = name
        .split(|c: char| c.is_whitespace() || "・･·•=゠＝".contains(c))
        .filter(|part| !part.is_empty())
        .map(str::to_lowercase)
        .collect();
    if parts.iter().all(|part| is_han(part)) { vec![parts.concat()] } else { parts }
}

/// One form of a name in comparable form.
pub(crate) fn comparable(name: &str) -> String {
    parts(name).join("・")
}

/// Whether all of it is katakana or Latin, in which no office is written.
pub(crate) fn is_letters(name: &str) -> bool {
    let katakana = |c: char| matches!(c, '\u{30A1}'..='\u{30FA}' | '\u{30FC}');
    !name.is_empty() && name.chars().all(|c| katakana(c) || (c.is_alphabetic() && c < '\u{250}'))
}

/// Whether all of it is Han script, with its marks of repetition.
pub(crate) fn is_han(name: &str) -> bool {
    !name.is_empty() && name.chars().all(is_han_letter)
}

/// Whether it is a letter of Han script, or one of its marks of repetition.
pub(crate) fn is_han_letter(letter: char) -> bool {
    matches!(letter, '々' | '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// What the family name of a full name in Han script can be: its first one to three characters.
fn han_family_names(full: &str) -> impl Iterator<Item = String> + '_ {
    let ends = full.char_indices().map(|(at, _)| at).skip(1);
    ends.take(LONGEST_HAN_FAMILY_NAME).map(|end| full[..end].to_owned())
}

/// Whether a short form says little by itself, so that more than the bare name must agree.
/// 森 begins 森田 and 森本 as well; 佐藤 is a hundred people.
pub(crate) fn needs_agreement(short: &str) -> bool {
    is_han(short)
}

/// Whether the beginning of a full name in Han script, of this length, is its family name more
/// often than not: two characters are, one or three are not.
pub(crate) fn is_usual_family_length(short: &str) -> bool {
    !is_han(short) || short.chars().count() == 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use keii_model::{EntityName, EntityType, Id};

    fn named(name: &str, aliases: &[&str], roles: &[(&str, Option<&str>)]) -> PersonNames {
        let role = |(title, of): &(&str, Option<&str>)| Role {
            title: (*title).into(),
            of: of.map(Into::into),
            level: None,
            evidence: vec![],
        };
        PersonNames::of(&Entity {
            id: Id::from("D1.E1"),
            entity_type: EntityType::Person,
            name: EntityName { ja: Some(name.into()), en: None },
            aliases: aliases.iter().map(|&alias| alias.into()).collect(),
            roles: roles.iter().map(role).collect(),
            evidence: vec![],
            key: None,
            place: None,
            country: None,
        })
    }

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|&name| name.into()).collect()
    }

    #[test]
    fn the_last_part_of_a_western_name_is_the_family_name() {
        let names = named("アンナ・ベルク", &["ベルク", "ベルク外相"], &[]);
        assert_eq!(names.full, set(&["アンナ・ベルク"]));
        assert_eq!(names.family, set(&["ベルク"]));
        assert!(names.short.is_empty());
        assert_eq!(named("Anna Berg", &[], &[]).family, set(&["berg"]));
    }

    #[test]
    fn short_forms_in_letters_are_names_too() {
        let names = named("Berg", &["ベルク", "ベルク外相"], &[]);
        assert_eq!(names.short, set(&["berg", "ベルク"]));
        assert!(names.family.is_empty());
        let names = named("アンナ・ベルク", &["Berg", "ベルク外相"], &[]);
        assert_eq!(names.family, set(&["berg", "ベルク"]));
    }

    #[test]
    fn marks_between_parts_are_one() {
        assert_eq!(comparable("アンナ･ベルク"), comparable("アンナ＝ベルク"));
        assert_eq!(comparable("山本 一郎"), comparable("山本一郎"));
    }

    #[test]
    fn a_japanese_name_may_begin_with_several_family_names() {
        let names = named("山本一郎", &[], &[]);
        assert_eq!(names.full, set(&["山本一郎"]));
        assert_eq!(names.family, set(&["山", "山本", "山本一"]));
        assert_eq!(named("山本", &[], &[]).short, set(&["山本"]));
    }

    #[test]
    fn the_holder_of_an_office_has_no_name() {
        assert_eq!(named("ドイツ外相", &[], &[("外相", Some("ドイツ"))]), PersonNames::default());
        assert_eq!(named("外相", &[], &[("外相", None)]), PersonNames::default());
        assert_eq!(named("ベルク", &[], &[("外相", None)]).short, set(&["ベルク"]));
    }
}
