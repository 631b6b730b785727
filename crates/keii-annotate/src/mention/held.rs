//! Who holds which office, as a document states it.

use std::collections::{BTreeMap, BTreeSet};

use super::TitlePhrase;
use crate::language::Language;

/// The most longer titles that a short one is compared with.
const LONGER_TITLES: usize = 16;

/// The offices stated with names in a document.
pub(super) struct Offices<'l, 'p> {
    language: &'l Language<'p>,
    /// By the title's words and the key of what it is of; `None` holds those of every owner.
    statements: BTreeMap<(String, Option<String>), Statements>,
    /// The titles' words, written backwards: titles that end alike stand side by side.
    endings: BTreeMap<String, String>,
    /// Where somebody was first named with a title.
    first: BTreeMap<(String, String), u32>,
    /// Holders and titles that are stated with a country or body.
    owned: BTreeSet<(String, String)>,
    /// The officials of a country: the one, or `None` where there are several.
    officials: BTreeMap<String, Option<String>>,
}

/// The holders of one office in order of their statements.
#[derive(Default)]
struct Statements {
    entries: Vec<Statement>,
    /// Whether all name the same holder.
    several: bool,
}

struct Statement {
    start: u32,
    holder: String,
    /// The last statement before this one with another holder.
    other: Option<usize>,
}

impl Statements {
    fn state(&mut self, holder: &str, start: u32) {
        let other = self.entries.last().and_then(|last| {
            if last.holder == holder { last.other } else { Some(self.entries.len() - 1) }
        });
        self.several |= other.is_some();
        self.entries.push(Statement { start, holder: holder.to_owned(), other });
    }

    /// The holder stated last before `start` who is not `speaker`.
    fn before(&self, start: u32, speaker: Option<&str>) -> Option<&str> {
        let at = self.entries.partition_point(|entry| entry.start < start).checked_sub(1)?;
        let last = &self.entries[at];
        if Some(last.holder.as_str()) != speaker {
            return Some(&last.holder);
        }
        last.other.map(|other| self.entries[other].holder.as_str())
    }

    /// The first of them all, if he is not `speaker`.
    fn first(&self, speaker: Option<&str>) -> Option<&str> {
        let holder = self.entries.first().map(|entry| entry.holder.as_str());
        holder.filter(|holder| Some(*holder) != speaker)
    }
}

impl<'l, 'p> Offices<'l, 'p> {
    pub(super) fn new(language: &'l Language<'p>) -> Self {
        Self {
            language,
            statements: BTreeMap::new(),
            endings: BTreeMap::new(),
            first: BTreeMap::new(),
            owned: BTreeSet::new(),
            officials: BTreeMap::new(),
        }
    }

    /// Notes that somebody is named with a title; in order of `start`.
    pub(super) fn state(&mut self, title: &TitlePhrase, holder: &str, start: u32) {
        let mut note = |of: Option<String>| {
            self.statements.entry((title.core.clone(), of)).or_default().state(holder, start);
        };
        note(None);
        if title.of_key.is_some() {
            note(title.of_key.clone());
            self.owned.insert((holder.to_owned(), title.core.clone()));
        }
        self.endings.insert(title.core.chars().rev().collect(), title.core.clone());
        self.first.entry((holder.to_owned(), title.core.clone())).or_insert(start);
        let level = title.level.as_deref();
        if let Some(key) = &title.of_key
            && matches!(level, Some("minister" | "official" | "envoy" | "spokesperson"))
        {
            let sole = self.officials.entry(key.clone()).or_insert_with(|| Some(holder.to_owned()));
            if sole.as_deref() != Some(holder) {
                *sole = None;
            }
        }
    }

    /// Whether somebody was named with this title before `start`.
    pub(super) fn was_held(&self, holder: &str, title: &TitlePhrase, start: u32) -> bool {
        let key = (holder.to_owned(), title.core.clone());
        self.first.get(&key).is_some_and(|first| *first < start)
    }

    /// Who holds an office: of holders of several countries the one whose country goes without
    /// saying, else the one named with it last before `start`, else the only one after. With a
    /// country, only who holds it there.
    pub(super) fn holder(
        &self,
        title: &TitlePhrase,
        start: u32,
        speaker: Option<&str>,
    ) -> Option<String> {
        let exact = [title.core.as_str()];
        let longer: Vec<&str> = if self.statements.contains_key(&(title.core.clone(), None)) {
            exact.to_vec()
        } else {
            self.longer(&title.core)
        };
        longer.into_iter().find_map(|core| {
            let stated = self.statements.get(&(core.to_owned(), title.of_key.clone()))?;
            let home = title.of_key.is_none().then(|| self.at_home(core, stated)).flatten();
            if let Some(home) = home.filter(|home| Some(*home) != speaker) {
                return Some(home.to_owned());
            }
            let sole = || {
                let only = title.of_key.is_some() || !stated.several;
                stated.first(speaker).filter(|_| only)
            };
            stated.before(start, speaker).or_else(sole).map(str::to_owned)
        })
    }

    /// Of several holders the only one whose country is never told, as a country's own press has it.
    fn at_home<'s>(&self, core: &str, stated: &'s Statements) -> Option<&'s str> {
        if !stated.several {
            return None;
        }
        let holders = stated.entries.iter().map(|entry| entry.holder.as_str());
        let owned = |holder: &&str| self.owned.contains(&((*holder).to_owned(), core.to_owned()));
        let mut home = holders.filter(|holder| !owned(holder));
        let first = home.next()?;
        home.all(|other| other == first).then_some(first)
    }

    /// The longer titles that a shorter one can mean: 補佐官 大統領補佐官, but not 大統領 副大統領.
    fn longer(&self, short: &str) -> Vec<&str> {
        let ending: String = short.chars().rev().collect();
        let alike = self.endings.range(ending.clone()..);
        let alike = alike.take_while(|(reversed, _)| reversed.starts_with(&ending));
        let means = |long: &&str| {
            long.strip_suffix(short).is_some_and(|rest| {
                let mut ends = rest.char_indices().map(|(at, _)| at);
                let prefixes = self.language.title_prefix;
                !rest.is_empty() && !ends.any(|at| prefixes.get(&rest[at..]).is_some())
            })
        };
        alike.take(LONGER_TITLES).map(|(_, core)| core.as_str()).filter(means).collect()
    }

    /// The one official of a country that the document names, whom its 高官 may mean.
    pub(super) fn sole_official(&self, title: &TitlePhrase) -> Option<String> {
        let key = title.of_key.as_ref().filter(|_| title.level.as_deref() == Some("official"))?;
        let sole = self.officials.get(key)?.clone();
        let country = || self.language.country.entries().any(|it| it.field("key") == Some(key));
        sole.filter(|_| country())
    }
}
