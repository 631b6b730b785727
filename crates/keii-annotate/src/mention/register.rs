//! The bodies of a document by every form under which it names them: within one document one name is
//! one thing, whatever stands around each occurrence.
//!
//! A name is learnt where something tells that it is a body's: its last noun, the model of names, a
//! short form in brackets, a noun for its kind before it, what it is said to own or to do. It is found
//! wherever it stands.

mod declared;
mod evidence;
mod short;

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{EntityType, Span};
use keii_rules::{Characters, Entry};
use keii_syntax::{Pos, Token};

use super::listed::honours_one;
use super::shape::{Script, is_joint, is_whole_run, script};
use super::{Bodies, Naming};
use crate::language::Language;
use crate::page::Page;

/// The longest form that is looked for, in characters.
const LONGEST: usize = 24;

/// The fewest characters of a company's name without its form of law.
const LEAST_BARE: usize = 3;

/// How a form was learnt, the weakest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    /// By its last noun, or declared.
    Named,
    /// By what it does, or by the model.
    Shown,
    /// A part of a longer form.
    Derived,
}

/// What a form names.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Body {
    /// The fullest form.
    name: String,
    /// Key of the lexicon's entry, where it has one, with its name in English.
    key: Option<String>,
    english: Option<String>,
    origin: Origin,
}

impl Body {
    /// Of an entry of the lexicon.
    fn listed(entry: &Entry) -> Self {
        Self {
            name: entry.form().to_owned(),
            key: entry.field("key").map(str::to_owned),
            english: entry.field("en").map(str::to_owned),
            origin: Origin::Named,
        }
    }
}

/// A fullest form, where it stands.
#[derive(Clone, Copy, Debug)]
struct Found {
    sentence: usize,
    span: Span,
    origin: Origin,
}

/// The bodies of a document by form.
#[derive(Clone, Debug, Default)]
pub(super) struct Register {
    forms: BTreeMap<char, BTreeMap<String, Body>>,
    /// Letters that are short for a common noun: 株式公開買い付け(TOB).
    common: BTreeSet<String>,
}

impl Register {
    /// Of a page, whose compound nouns, bodies, and runs of katakana or Latin letters are given by sentence.
    pub(super) fn of(
        page: &Page<'_>,
        (compounds, runs): (&[Vec<&[Token]>], &[Vec<Span>]),
        bodies: &[Bodies],
        language: &Language<'_>,
    ) -> Self {
        let text = page.text();
        let mut found = Vec::new();
        for (sentence, bodies) in bodies.iter().enumerate() {
            let at = |origin| move |span| Found { sentence, span, origin };
            found.extend(bodies.named.iter().copied().map(at(Origin::Named)));
            // What nothing but its company in one sentence tells is no body elsewhere.
            let suffixes = &language.names.organization_suffixes;
            let guessed = bodies.guessed.iter().copied();
            let guessed = guessed.filter(|span| suffixes.end_behind_more(span.of(text)));
            found.extend(guessed.map(at(Origin::Shown)));
            found.extend(evidence::in_marks(page, sentence, language).map(at(Origin::Named)));
        }
        let mut register = Self::default();
        for found in &found {
            register.learn_whole(found.span.of(text), found.origin, language);
        }
        register.learn_listed_companies(page, compounds, language, &mut found);
        register.declare(page, compounds, language);
        let shown = evidence::names(page, runs, language, &register.common);
        for &(sentence, span) in &shown {
            found.push(Found { sentence, span, origin: Origin::Shown });
            register.learn(span.of(text), None, Origin::Shown);
        }
        register.declare(page, compounds, language);
        register.shorten(page, &found, language);
        register.shorten_listed(text, language);
        register.forget_people(page, language);
        register
    }

    /// Whether letters name nobody, for they are short for a common noun: by this document, or in general
    /// unless a lexicon has them for a name.
    pub(super) fn is_common(&self, naming: &Naming, text: &str, language: &Language<'_>) -> bool {
        let words = naming.span.of(text);
        self.common.contains(words)
            || naming.key.is_none() && language.names.bodies.is_common(words)
    }

    /// The bodies that a sentence names, in order.
    pub(super) fn spans(
        &self,
        page: &Page<'_>,
        sentence: usize,
        language: &Language<'_>,
    ) -> Vec<Span> {
        let bounds = page.sentences[sentence].span;
        let finder = Finder { text: page.text(), tokens: &page.syntax[sentence].tokens, language };
        let mut spans: Vec<Span> = Vec::new();
        for start in finder.starts(bounds, self.firsts()) {
            if spans.last().is_some_and(|last| start < last.end) {
                continue;
            }
            spans.extend(self.longest_at(&finder, Span::new(start, bounds.end)));
        }
        spans
    }

    /// Whether a body is named by these words and more: 沢野 of 沢野製作所.
    pub(super) fn is_head(&self, words: &str) -> bool {
        let forms = words.chars().next().and_then(|first| self.forms.get(&first));
        let mut longer = forms.into_iter().flat_map(|forms| forms.range(words.to_owned()..));
        longer.next().is_some_and(|(form, _)| form.starts_with(words))
    }

    /// What forms begin with, for a first look.
    fn firsts(&self) -> Characters {
        self.forms.keys().copied().collect()
    }

    /// The longest form that begins where `rest` does.
    fn longest_at(&self, finder: &Finder<'_>, rest: Span) -> Option<Span> {
        let spans = self.begun(rest.of(finder.text)).map(|(form, body)| {
            let length = u32::try_from(form.len()).expect("within the text");
            (Span::new(rest.start, rest.start + length), body)
        });
        spans.filter(|(span, body)| finder.stands(*span, body)).map(|(span, _)| span).last()
    }

    /// The forms that `words` begins with, the shorter first.
    fn begun<'r>(&'r self, words: &'r str) -> impl Iterator<Item = (&'r str, &'r Body)> {
        let first = words.chars().next().and_then(|first| self.forms.get(&first));
        let forms = first.into_iter().flatten().map(|(form, body)| (form.as_str(), body));
        forms.filter(|(form, _)| words.starts_with(form) && form.chars().count() <= LONGEST)
    }

    /// The naming of a form that stands at `span`.
    pub(super) fn naming(&self, span: Span, text: &str, sentence: usize, step: &str) -> Naming {
        let words = span.of(text);
        let naming = Naming::named(EntityType::Organization, span, text, sentence, step);
        let Some(body) = self.body(words) else { return naming };
        Naming {
            name: body.name.clone(),
            alias: (body.name != words).then(|| words.to_owned()),
            english: body.english.clone(),
            key: body.key.clone(),
            ..naming
        }
    }

    fn body(&self, words: &str) -> Option<&Body> {
        self.forms.get(&words.chars().next()?)?.get(words)
    }

    /// Adds a form, of a longer one unless it is the fullest; the surer of two ways to learn it stays.
    fn learn(&mut self, form: &str, full: Option<&Body>, origin: Origin) {
        let Some(first) = form.chars().next() else { return };
        let (name, key, english) = match full {
            Some(full) => (full.name.clone(), full.key.clone(), full.english.clone()),
            None => (form.to_owned(), None, None),
        };
        let body = Body { name, key, english, origin };
        let forms = self.forms.entry(first).or_default();
        let known = forms
            .get(form)
            .is_some_and(|known| known.origin < origin || known.origin == origin && full.is_none());
        if !known && form.chars().count() >= 2 {
            forms.insert(form.to_owned(), body);
        }
    }

    /// Adds a fullest form. What says in what form of law a company or club is one (株式会社) is no part of
    /// its name.
    fn learn_whole(&mut self, form: &str, origin: Origin, language: &Language<'_>) {
        let legal = &language.names.organization_prefixes;
        let bare =
            |it: &String| form.strip_prefix(it.as_str()).or_else(|| form.strip_suffix(it.as_str()));
        let bare = legal.iter().filter_map(bare).min_by_key(|it| it.len());
        let Some(bare) = bare.filter(|it| it.chars().count() >= LEAST_BARE) else {
            return self.learn(form, None, origin);
        };
        let listed = language.organization.get(bare).map(Body::listed);
        self.learn(bare, listed.as_ref(), origin);
        if let Some(body) = self.body(bare).cloned() {
            self.learn(form, Some(&body), origin);
        }
    }

    /// Learns the companies that a lexicon lists and that a noun of theirs ends (ホールディングス): those that
    /// have short forms.
    fn learn_listed_companies(
        &mut self,
        page: &Page<'_>,
        compounds: &[Vec<&[Token]>],
        language: &Language<'_>,
        found: &mut Vec<Found>,
    ) {
        let (text, bodies) = (page.text(), &language.names.bodies);
        for (sentence, compounds) in compounds.iter().enumerate() {
            for run in compounds {
                let end = run[run.len() - 1].span.end;
                let words = Span::new(run[0].span.start, end).of(text);
                let suffixes = &language.names.organization_suffixes;
                let clips = || bodies.clipped.keys().any(|kind| words.ends_with(kind.as_str()));
                if !(bodies.ends.end(words) || suffixes.end(words) && clips()) {
                    continue;
                }
                let tokens = &page.syntax[sentence].tokens;
                let first = declared::compound_before(tokens, end);
                let starts = tokens[first..].iter().map(|token| token.span.start);
                let spans = starts.take_while(|&start| start < end).map(|it| Span::new(it, end));
                let listed = |span: Span| Some((span, language.organization.get(span.of(text))?));
                if let Some((span, entry)) = spans.into_iter().find_map(listed) {
                    self.learn(span.of(text), Some(&Body::listed(entry)), Origin::Named);
                    found.push(Found { sentence, span, origin: Origin::Named });
                }
            }
        }
    }

    /// Learns the short forms that nobody declares.
    fn shorten(&mut self, page: &Page<'_>, found: &[Found], language: &Language<'_>) {
        let mut shorts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for it in found {
            let tokens = &page.syntax[it.sentence].tokens;
            let from = tokens.partition_point(|token| token.span.end <= it.span.start);
            let to = tokens.partition_point(|token| token.span.start < it.span.end);
            let full = it.span.of(page.text());
            for short in short::of(page.text(), &tokens[from..to], language) {
                shorts.entry(short).or_default().insert(full.to_owned());
            }
        }
        for (short, fulls) in shorts {
            // Of several that could be meant none is.
            let [full] = fulls.iter().collect::<Vec<_>>()[..] else { continue };
            // A form that was learnt for itself as well is no other body.
            let alone = self.body(&short).is_some_and(|it| it.origin == Origin::Shown);
            let origin = if alone { Origin::Shown } else { Origin::Derived };
            if let Some(body) = self.body(full).cloned() {
                self.learn(&short, Some(&body), origin);
            }
        }
    }

    /// Learns the ambiguous short forms of the bodies that the page names in full.
    fn shorten_listed(&mut self, text: &str, language: &Language<'_>) {
        for entry in language.organization_short.entries() {
            let full = entry.field("full").filter(|full| text.contains(full));
            let listed = full.and_then(|full| language.organization.get(full));
            let Some(body) = listed.map(Body::listed) else { continue };
            for form in entry.forms() {
                self.learn(form, Some(&body), Origin::Derived);
            }
        }
    }

    /// Forgets what an honorific shows to be a person's name somewhere.
    fn forget_people(&mut self, page: &Page<'_>, language: &Language<'_>) {
        let text = page.text();
        let (firsts, mut people) = (self.firsts(), BTreeSet::new());
        for (sentence, bounds) in page.sentences.iter().enumerate() {
            let tokens = &page.syntax[sentence].tokens;
            let finder = Finder { text, tokens, language };
            for start in finder.starts(bounds.span, firsts) {
                let words = Span::new(start, bounds.span.end).of(text);
                let weak = self.begun(words).filter(|(_, body)| body.origin != Origin::Named);
                for (form, _) in weak {
                    let end = start + u32::try_from(form.len()).expect("within the text");
                    if is_honoured(text, end, language) || is_titled(text, end, language) {
                        people.insert(form.to_owned());
                    }
                }
            }
        }
        for forms in self.forms.values_mut() {
            forms.retain(|form, body| !people.contains(form) && !people.contains(&body.name));
        }
    }
}

/// Whether an honorific of one person begins at `at`.
fn is_honoured(text: &str, at: u32, language: &Language<'_>) -> bool {
    language.honorific.longest_at(text, at).is_some_and(|(_, entry)| honours_one(entry))
}

/// Whether a title that bodies do not have begins at `at`: Ｘ大統領, X選手.
fn is_titled(text: &str, at: u32, language: &Language<'_>) -> bool {
    language.title.longest_at(text, at).is_some_and(|(_, entry)| {
        matches!(
            entry.field("level"),
            Some("head-of-state" | "head-of-government" | "minister" | "legislator" | "sport")
                | Some("academic" | "religious" | "envoy" | "judiciary" | "military")
        )
    })
}

/// Finds forms in a sentence.
struct Finder<'a> {
    text: &'a str,
    tokens: &'a [Token],
    language: &'a Language<'a>,
}

impl Finder<'_> {
    /// Where a name can begin with one of these characters: at a word, and where another script begins.
    fn starts(&self, bounds: Span, firsts: Characters) -> impl Iterator<Item = u32> {
        let mut before = None;
        bounds.of(self.text).char_indices().filter_map(move |(at, it)| {
            let last = before.replace(it);
            if !firsts.may_hold(it) {
                return None;
            }
            let at = bounds.start + u32::try_from(at).expect("within the text");
            let own = script(it);
            let begins = own != last.map_or(Script::Other, script)
                || self.tokens.binary_search_by_key(&at, |token| token.span.start).is_ok();
            (begins && own != Script::Other).then_some(at)
        })
    }

    /// Whether a form is a name of its own where it stands.
    fn stands(&self, span: Span, body: &Body) -> bool {
        let (text, language) = (self.text, self.language);
        let words = span.of(text);
        let kanji = |it: Option<char>| it.is_some_and(|it| script(it) == Script::Kanji);
        let before = text[..span.start as usize].chars().next_back();
        let behind = text[span.end as usize..].chars().next();
        let derived = body.origin == Origin::Derived;
        let joined = before.is_some_and(is_joint) || behind.is_some_and(is_joint);
        let glued = kanji(words.chars().next()) && kanji(before) && !self.may_precede(span.start);
        let goes_on = kanji(words.chars().next_back())
            && kanji(behind)
            && (derived || !self.ends_word(span.end))
            && language.title.longest_at(text, span.end).is_none();
        let person = body.origin != Origin::Named
            && (is_honoured(text, span.end, language) || is_titled(text, span.end, language));
        let cut = derived && joined || glued || goes_on || person;
        !cut && is_whole_run(text, span.start, span.end)
    }

    /// Whether the word before can stand before a name without being a part of it.
    fn may_precede(&self, at: u32) -> bool {
        let next = self.tokens.partition_point(|token| token.span.end <= at);
        let before = next.checked_sub(1).map(|before| &self.tokens[before]);
        before.is_some_and(|token| {
            let words = token.span.of(self.text);
            matches!(token.pos, Pos::Prefix | Pos::Number | Pos::Counter | Pos::AdverbialNoun)
                || token.pos == Pos::VerbalNoun
                || self.language.country_short.get(words).is_some()
        })
    }

    fn ends_word(&self, at: u32) -> bool {
        self.tokens.binary_search_by_key(&at, |token| token.span.end).is_ok()
    }
}
