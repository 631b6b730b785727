//! Short forms in brackets: 東方港湾連合会(東港連), 未知機構(以下、XYZ), and letters for a common noun: 株式公開買い付け(TOB).

use keii_model::Span;
use keii_rules::Entry;
use keii_syntax::{Pos, Token};

use super::{Body, Origin, Register};
use crate::language::Language;
use crate::mention::shape::{Script, script};
use crate::page::Page;

/// The longest short form, in characters.
const SHORT_FORM: usize = 10;

impl Register {
    /// Learns what brackets declare.
    pub(super) fn declare(
        &mut self,
        page: &Page<'_>,
        compounds: &[Vec<&[Token]>],
        language: &Language<'_>,
    ) {
        for (sentence, compounds) in compounds.iter().enumerate() {
            let end = page.sentences[sentence].span.end;
            let tokens = &page.syntax[sentence].tokens;
            for run in compounds {
                let bounds = run[0].span.join(run[run.len() - 1].span);
                if let Some(inside) = brackets(page.text(), Span::new(bounds.end, end)) {
                    self.declare_one(page.text(), tokens, bounds.end, inside, language);
                }
            }
        }
    }

    /// Learns that what stands in the brackets is short for the body that ends at `at`, or for the common
    /// nouns that do.
    fn declare_one(
        &mut self,
        text: &str,
        tokens: &[Token],
        at: u32,
        inside: Span,
        language: &Language<'_>,
    ) {
        let words = inside.of(text);
        let labels = &language.names.bodies.labels;
        let label =
            labels.iter().filter(|it| words.starts_with(it.as_str())).max_by_key(|it| it.len());
        let short = label.map_or(words, |label| &words[label.len()..]);
        let short = short.trim_matches(|it| "「」『』 ".contains(it));
        let length = short.chars().count();
        let latin = is_letters(short);
        if !(2..=SHORT_FORM).contains(&length) || short.contains(|it| script(it) == Script::Other) {
            return;
        }
        let compound = compound_before(tokens, at);
        let full = (compound..tokens.len())
            .take_while(|&first| tokens[first].span.start < at)
            .find_map(|first| self.full(text, Span::new(tokens[first].span.start, at), language));
        let listed = language.organization.get(short);
        match full {
            Some(full) => {
                let abbreviates = abbreviates(short, &full.name);
                let same = listed.is_some_and(|it| it.field("key") == full.key.as_deref());
                if latin || abbreviates || same || label.is_some() {
                    let full = self.keyed(full, listed.filter(|_| latin));
                    self.learn(short, Some(&full), Origin::Named);
                    self.common.remove(short);
                }
            }
            // 東方港湾連合会(東港連): with its short form a compound that ends like a body's name is one.
            None if is_declared(
                Span::new(tokens[compound].span.start, at).of(text),
                short,
                latin || label.is_some(),
                language,
            ) =>
            {
                let first = tokens[compound].span.start;
                let full = Span::new(first, at).of(text);
                self.learn(full, None, Origin::Named);
                if let Some(body) = self.body(full).cloned() {
                    self.learn(short, Some(&body), Origin::Named);
                }
            }
            None if latin && is_common(text, &tokens[compound..], at, language) => {
                self.common.insert(short.to_owned());
            }
            None => {}
        }
    }

    /// The body with exactly these words.
    fn full(&self, text: &str, span: Span, language: &Language<'_>) -> Option<Body> {
        let words = span.of(text);
        let listed = language.organization.get(words).filter(|it| it.field("generic").is_none());
        listed.map(Body::listed).or_else(|| self.body(words).cloned())
    }

    /// A body that no lexicon lists but whose letters one does is the one that they name.
    fn keyed(&mut self, full: Body, listed: Option<&Entry>) -> Body {
        let Some(entry) = listed.filter(|_| full.key.is_none()) else { return full };
        let key = entry.field("key").map(str::to_owned);
        let keyed = Body { key, english: entry.field("en").map(str::to_owned), ..full };
        let first = keyed.name.chars().next();
        if let Some(forms) = first.and_then(|first| self.forms.get_mut(&first)) {
            forms.insert(keyed.name.clone(), keyed.clone());
        }
        keyed
    }
}

/// What stands in brackets at the beginning of `rest`, without them.
fn brackets(text: &str, rest: Span) -> Option<Span> {
    let words = rest.of(text);
    let open = words.chars().next().filter(|it| matches!(it, '(' | '（'))?;
    let close = words.find([')', '）'])?;
    let start = rest.start as usize + open.len_utf8();
    Some(Span::from_range(start..rest.start as usize + close))
}

/// Whether it is written in letters, most of them capital.
fn is_letters(words: &str) -> bool {
    let letter = |it: char| matches!(script(it), Script::Latin | Script::Digit) || it == '-';
    words.chars().all(letter)
        && words.chars().filter(|it| it.is_uppercase()).count() >= 2
        && words.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a compound with a short form in brackets ends like the name of a body.
fn is_declared(long: &str, short: &str, told: bool, language: &Language<'_>) -> bool {
    let ends = language.names.organization_suffixes.end_behind_more(long);
    ends && (told || abbreviates(short, long))
}

/// Whether the characters of a short form stand in the long one, in this order.
fn abbreviates(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short != long && short.chars().all(|wanted| rest.any(|it| it == wanted))
}

/// The first of the words that form one compound up to `at`.
pub(super) fn compound_before(tokens: &[Token], at: u32) -> usize {
    let mut first = tokens.partition_point(|token| token.span.end <= at);
    let part =
        |token: &Token| token.pos.is_nominal() || matches!(token.pos, Pos::Prefix | Pos::Symbol);
    let mut joint = at;
    while let Some(before) = first.checked_sub(1).map(|before| &tokens[before])
        && before.span.end == joint
        && part(before)
    {
        first -= 1;
        joint = before.span.start;
    }
    first
}

/// Whether the words from the first token up to `at` are known common nouns, and none for a body.
fn is_common(text: &str, tokens: &[Token], at: u32, language: &Language<'_>) -> bool {
    let inside = || tokens.iter().take_while(|token| token.span.start < at);
    let words = Span::new(tokens.first().map_or(at, |token| token.span.start), at).of(text);
    if language.names.organization_suffixes.end(words) {
        return false;
    }
    let length: usize = inside().map(|token| token.span.of(text).chars().count()).sum();
    length >= 3 && inside().all(|token| token.known && !matches!(token.pos, Pos::Name(_)))
}
