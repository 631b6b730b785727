//! Names without title or honorific that the document introduces elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{EntityType, Span};
use keii_syntax::Token;

use super::Naming;
use super::list::parts;
use super::listed::honours_one;
use super::shape::{Script, is_joint, is_whole_run, script};
use crate::draft::MentionForm;
use crate::language::Language;
use crate::page::{BlockKind, Page};

/// The longest name in kanji that is looked for, in characters.
const LONGEST_NATIVE: usize = 8;

/// Adds the bare occurrences of every person in `namings`; `runs` are the [`runs`] of each sentence.
pub(super) fn read(
    page: &Page<'_>,
    runs: &[Vec<Span>],
    language: &Language<'_>,
    namings: &mut Vec<Naming>,
) {
    split_fused(page, namings);
    let known = Known::of(namings);
    for (sentence, runs) in runs.iter().enumerate() {
        let finder = Finder { text: page.text(), sentence, known: &known, language };
        finder.foreign(runs, namings);
        finder.native(page, namings);
    }
}

/// A・B大統領 in a headline are two people when the document names both A and B alone.
fn split_fused(page: &Page<'_>, namings: &mut Vec<Naming>) {
    let text = page.text();
    let names = namings.iter().filter(|naming| naming.is_person_name());
    let mut singles: BTreeSet<&str> = BTreeSet::new();
    for naming in names {
        if naming.is_full() {
            let count = parts(naming.span, text).len();
            // The last part of a name whose first parts are no family names themselves.
            if count == 2 {
                continue;
            }
        }
        singles.insert(&naming.name);
    }
    let fused = |naming: &Naming| {
        // In running text one title is one person's.
        let kind = page.block_of(naming.sentence).kind;
        let heading = matches!(kind, BlockKind::Title | BlockKind::Heading);
        let single = |part: &Span| singles.contains(part.of(text));
        naming.is_person_name() && (heading || naming.titles.is_empty()) && {
            let parts = parts(naming.span, text);
            parts.len() == 2 && parts.iter().all(single)
        }
    };
    let split: Vec<Naming> = namings.iter().filter(|naming| fused(naming)).cloned().collect();
    let gone: BTreeSet<(u32, u32)> =
        split.iter().map(|naming| (naming.span.start, naming.span.end)).collect();
    namings.retain(|it| !it.is_person_name() || !gone.contains(&(it.span.start, it.span.end)));
    for naming in split {
        for part in parts(naming.span, text) {
            namings.push(Naming::person(part, text, naming.sentence, "mention.fused-names"));
        }
    }
}

/// Names and family names that the document introduces.
struct Known {
    foreign: BTreeSet<String>,
    /// The last parts of full names.
    families: BTreeSet<String>,
    /// By their first character, which rules out nearly every word of the page.
    native: BTreeMap<char, BTreeSet<String>>,
}

impl Known {
    fn of(namings: &[Naming]) -> Self {
        let mut known =
            Self { foreign: BTreeSet::new(), families: BTreeSet::new(), native: BTreeMap::new() };
        for naming in namings {
            if naming.is_person_name() {
                known.learn(naming);
            }
        }
        known
    }

    fn learn(&mut self, naming: &Naming) {
        let first = naming.name.chars().next();
        if let Some(first) = first.filter(|&first| script(first) == Script::Kanji) {
            // A family name of one character is a word as well.
            if naming.name.chars().count() >= 2 {
                self.native.entry(first).or_default().insert(naming.name.clone());
            }
        } else {
            self.foreign.insert(naming.name.clone());
            let family = family_name(&naming.name);
            if family.chars().count() >= 2 {
                self.foreign.insert(family.to_owned());
                if family.len() < naming.name.len() {
                    self.families.insert(family.to_owned());
                }
            }
        }
    }
}

/// The last part of a foreign name; the whole of one without parts.
pub(super) fn family_name(name: &str) -> &str {
    name.rsplit(|character: char| is_joint(character) || character == ' ').next().unwrap_or(name)
}

struct Finder<'a> {
    text: &'a str,
    sentence: usize,
    known: &'a Known,
    language: &'a Language<'a>,
}

impl Finder<'_> {
    /// Katakana and Latin runs: the whole with its joints, else its parts.
    fn foreign(&self, runs: &[Span], namings: &mut Vec<Naming>) {
        for &run in runs {
            let words = run.of(self.text);
            if self.known.foreign.contains(words) {
                namings.push(self.naming(run, "mention.known-name"));
                continue;
            }
            let parts = parts(run, self.text);
            // Another member of the family: neither is the other.
            if let [given, family] = parts.as_slice()
                && !self.known.foreign.contains(given.of(self.text))
                && !self.is_listed(given.of(self.text))
                && self.known.families.contains(family.of(self.text))
            {
                namings.push(self.naming(run, "mention.namesake"));
                continue;
            }
            for part in parts {
                if self.known.foreign.contains(part.of(self.text)) {
                    namings.push(self.naming(part, "mention.known-family-name"));
                }
            }
        }
    }

    fn is_listed(&self, words: &str) -> bool {
        let language = self.language;
        let lexicons = [language.country, language.place, language.organization, language.title];
        lexicons.iter().any(|lexicon| lexicon.get(words).is_some())
    }

    /// Names in kanji, which begin with a token.
    fn native(&self, page: &Page<'_>, namings: &mut Vec<Naming>) {
        if self.known.native.is_empty() {
            return;
        }
        let end = page.sentences[self.sentence].span.end;
        let tokens = &page.syntax[self.sentence].tokens;
        for (at, token) in tokens.iter().enumerate() {
            let rest = Span::new(token.span.start, end).of(self.text);
            let names = rest.chars().next().and_then(|first| self.known.native.get(&first));
            let Some(names) = names else { continue };
            // In order, so that the longest of those that the words begin with comes last.
            let mut begun = names.iter().filter(|name| rest.starts_with(name.as_str()));
            let longest = begun.rfind(|name| name.chars().count() <= LONGEST_NATIVE);
            let family = longest.is_none().then(|| self.family(&tokens[at..], names)).flatten();
            let Some(length) = longest.map(String::len).or(family) else { continue };
            let stop = token.span.start + u32::try_from(length).expect("within the text");
            // A name is not the beginning of a longer word: 石川 in 石川県.
            let whole = tokens.binary_search_by_key(&stop, |token| token.span.end).is_ok();
            let run = || is_whole_run(self.text, token.span.start, stop);
            if whole && (family.is_some() || run()) {
                let span = Span::new(token.span.start, stop);
                let phrase = Span::new(span.start, self.honoured_up_to(stop).unwrap_or(stop));
                namings.push(Naming { phrase, ..self.naming(span, "mention.known-name") });
            }
        }
    }

    /// 若葉被告 behind 若葉真司: the beginning of a full name, before an honorific. 三船社長 behind 三船敏郎: of two words of the
    /// dictionary, before a title as well.
    fn family(&self, tokens: &[Token], names: &BTreeSet<String>) -> Option<usize> {
        const SHORTEST: usize = 6;
        let [token, rest @ ..] = tokens else { return None };
        let begins = |words: &str| {
            let longer = |name: &String| name.len() > words.len() && name.starts_with(words);
            words.len() >= SHORTEST && names.iter().any(longer)
        };
        let words = token.span.of(self.text);
        if begins(words) && self.honoured_up_to(token.span.end).is_some() {
            return Some(words.len());
        }
        let span = token.span.join(rest.first()?.span);
        let words = span.of(self.text);
        let title = || self.language.title.longest_at(self.text, span.end).is_some();
        (begins(words) && title()).then_some(words.len())
    }

    /// Where the honorific of one person ends that begins there.
    fn honoured_up_to(&self, start: u32) -> Option<u32> {
        let (end, entry) = self.language.honorific.longest_at(self.text, start)?;
        honours_one(entry).then_some(end)
    }

    fn naming(&self, span: Span, step: &str) -> Naming {
        Naming::person(span, self.text, self.sentence, step)
    }
}

/// Maximal runs of katakana or of Latin letters, with the joints between them.
pub(super) fn runs(text: &str, span: Span) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    let mut open: Option<(u32, u32, Script)> = None;
    for (at, character) in span.of(text).char_indices() {
        let kind = script(character);
        // Most characters stand in no such run, and behind none.
        if open.is_none() && !matches!(kind, Script::Katakana | Script::Latin) {
            continue;
        }
        let start = span.start + u32::try_from(at).expect("within the text");
        let end = start + u32::try_from(character.len_utf8()).expect("at most four");
        open = match open {
            Some((from, _, run)) if kind == run => Some((from, end, run)),
            Some((from, stop, run)) if is_joint(character) => Some((from, stop, run)),
            before => {
                runs.extend(before.map(|(from, stop, _)| Span::new(from, stop)));
                matches!(kind, Script::Katakana | Script::Latin).then_some((start, end, kind))
            }
        };
    }
    runs.extend(open.map(|(from, stop, _)| Span::new(from, stop)));
    runs
}

impl Naming {
    /// A person by name.
    pub(super) fn person(span: Span, text: &str, sentence: usize, step: &str) -> Self {
        Self::named(EntityType::Person, span, text, sentence, step)
    }

    /// Somebody or something by these words.
    pub(super) fn named(
        kind: EntityType,
        span: Span,
        text: &str,
        sentence: usize,
        step: &str,
    ) -> Self {
        Self {
            span,
            phrase: span,
            form: MentionForm::Name,
            kind,
            sentence,
            name: span.of(text).to_owned(),
            alias: None,
            english: None,
            key: None,
            titles: Vec::new(),
            vague: false,
            quoted: None,
            steps: vec![(step.to_owned(), Some(span))],
        }
    }
}
