//! Classes and lexicons of a pack, ready to be looked up, and the names they go by.

use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;

use crate::characters::Characters;
use crate::lexicon::Lexicon;
use crate::number::{self, Number};
use crate::numbers::Figures;
use crate::phrases::{Phrases, Prefixes};
use crate::source::{ClassKind, PackSource};

/// A class or lexicon, by its place in the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    Class(usize),
    Lexicon(usize),
}

/// What names mean, per layer.
pub(crate) struct Names<'a> {
    classes: BTreeMap<(Option<&'a str>, &'a str), usize>,
    lexicons: BTreeMap<&'a str, usize>,
}

impl<'a> Names<'a> {
    pub fn new(source: &'a PackSource) -> Self {
        let classes = source.classes.iter().enumerate();
        let lexicons = source.lexicons.iter().enumerate();
        Self {
            classes: classes
                .map(|(place, class)| ((class.layer.as_deref(), class.name.as_str()), place))
                .collect(),
            lexicons: lexicons.map(|(place, lexicon)| (lexicon.name.as_str(), place)).collect(),
        }
    }

    /// A class of the layer, else of the whole pack, else a lexicon.
    pub fn resolve(&self, layer: &str, name: &str) -> Option<Named> {
        let class =
            self.classes.get(&(Some(layer), name)).or_else(|| self.classes.get(&(None, name)));
        let lexicon = || self.lexicons.get(name).copied().map(Named::Lexicon);
        class.copied().map(Named::Class).or_else(lexicon)
    }

    /// Every name that a layer can use, in order.
    pub fn known(&self, layer: &str) -> Vec<&'a str> {
        let usable = |owner: &Option<&str>| owner.is_none_or(|owner| owner == layer);
        let classes = self.classes.keys().filter(|(owner, _)| usable(owner)).map(|(_, name)| *name);
        let names: BTreeSet<&str> = classes.chain(self.lexicons.keys().copied()).collect();
        names.into_iter().collect()
    }
}

#[derive(Clone, Debug)]
pub(crate) enum Class {
    Phrases { phrases: Phrases, values: Vec<CompactString> },
    Number { least: Number, most: Number, decimals: bool },
}

impl Class {
    pub fn new(kind: &ClassKind) -> Self {
        match kind {
            ClassKind::Phrases(entries) => Self::phrases(entries),
            ClassKind::Number { least, most, decimals } => Self::Number {
                least: Number::from_integer(*least),
                most: Number::from_integer(*most),
                decimals: *decimals,
            },
        }
    }

    /// Phrases, each with its value.
    pub fn phrases(entries: &[(CompactString, CompactString)]) -> Self {
        let numbered = (0..).zip(entries).map(|(number, (phrase, _))| (phrase.clone(), number));
        let values = entries.iter().map(|(_, value)| value.clone()).collect();
        Self::Phrases { phrases: Phrases::new(numbered.collect()), values }
    }
}

/// How far something was found, and what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    pub end: usize,
    pub found: Found,
}

/// All that was found of one sort at one place, shorter first.
pub(crate) enum Hits<'v> {
    Phrases { named: Named, at: usize, prefixes: Prefixes<'v> },
    One(Option<Hit>),
    Several(std::vec::IntoIter<Hit>),
}

impl Iterator for Hits<'_> {
    type Item = Hit;

    #[inline]
    fn next(&mut self) -> Option<Hit> {
        match self {
            Self::Phrases { named, at, prefixes } => {
                let (length, number) = prefixes.next()?;
                Some(Hit { end: *at + length, found: Found::Entry(*named, number) })
            }
            Self::One(hit) => hit.take(),
            Self::Several(hits) => hits.next(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// An entry of a class or lexicon.
    Entry(Named, u32),
    Number(Number),
    /// The words themselves.
    Words,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    pub classes: Vec<Class>,
    pub lexicons: Vec<Lexicon>,
}

impl Vocabulary {
    pub fn new(source: &PackSource) -> Self {
        Self {
            classes: source.classes.iter().map(|class| Class::new(&class.kind)).collect(),
            lexicons: source.lexicons.iter().map(Lexicon::new).collect(),
        }
    }

    /// The phrases of a class or lexicon; `None` for numbers.
    #[inline]
    pub fn phrases(&self, named: Named) -> Option<&Phrases> {
        match named {
            Named::Lexicon(place) => Some(self.lexicons[place].phrases()),
            Named::Class(place) => match &self.classes[place] {
                Class::Phrases { phrases, .. } => Some(phrases),
                Class::Number { .. } => None,
            },
        }
    }

    /// What of the class begins at byte `at` of the text and ends not after `limit`, shorter first.
    #[inline]
    pub fn hits<'v>(
        &'v self,
        named: Named,
        (text, at, limit): (&'v str, usize, usize),
        figures: &Figures<'_>,
    ) -> Hits<'v> {
        if let Some(phrases) = self.phrases(named) {
            return Hits::Phrases { named, at, prefixes: phrases.prefixes(&text[at..limit]) };
        }
        let Named::Class(place) = named else { return Hits::One(None) };
        let Class::Number { least, most, decimals } = &self.classes[place] else {
            return Hits::One(None);
        };
        let number = figures.at(at).and_then(|number| number.as_read(*decimals));
        let number = number.filter(|(end, it)| *end <= limit && (*least..=*most).contains(it));
        Hits::One(number.map(|(end, number)| Hit { end, found: Found::Number(number) }))
    }

    /// The normalised value of what was found in `words`.
    pub fn value(&self, found: Found, words: &str) -> CompactString {
        match found {
            Found::Words => words.into(),
            Found::Number(number) => number.to_figures(),
            Found::Entry(Named::Lexicon(place), entry) => {
                self.lexicons[place].entry(entry).value().into()
            }
            Found::Entry(Named::Class(place), entry) => match &self.classes[place] {
                Class::Phrases { values, .. } => values[entry as usize].clone(),
                Class::Number { .. } => words.into(),
            },
        }
    }

    /// A column of the entry that was found.
    pub fn field(&self, found: Found, column: &str) -> Option<&str> {
        match found {
            Found::Entry(Named::Lexicon(place), entry) => {
                self.lexicons[place].entry(entry).field(column)
            }
            _ => None,
        }
    }

    /// What a class can begin with, for a first look.
    pub fn beginnings(&self, named: Named) -> Characters {
        match self.phrases(named) {
            Some(phrases) => phrases.opening().0,
            None => number::first_characters().collect(),
        }
    }

    /// What a class can begin with.
    pub fn first_characters(&self, named: Named) -> BTreeSet<char> {
        match self.phrases(named) {
            Some(phrases) => phrases.first_characters(),
            None => number::first_characters().collect(),
        }
    }

    /// Characters of the longest member.
    pub fn longest_characters(&self, named: Named) -> usize {
        self.phrases(named).map_or(number::LONGEST, Phrases::longest_characters)
    }
}
