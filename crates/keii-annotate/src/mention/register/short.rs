//! The short forms under which a body goes on to be named without a word on it: サンベル for サンベル製作所.

use keii_syntax::{NameKind, Pos, Token};

use crate::language::Language;
use crate::mention::shape::{Script, is_and, is_joint, script};

/// The fewest characters of a short form in katakana or Latin letters.
const LEAST_KANA: usize = 3;

/// The fewest characters of one in kanji.
const LEAST_KANJI: usize = 2;

/// The fewest characters of one in kanji and katakana.
const LEAST_MIXED: usize = 4;

/// The short forms of the body that the tokens name.
pub(super) fn of(text: &str, tokens: &[Token], language: &Language<'_>) -> Vec<String> {
    let mut forms = Vec::new();
    if tokens.len() > 1 {
        forms.extend(without_kind(text, tokens, language));
        forms.extend(behind_place(text, tokens, language));
        forms.extend(clipped(text, tokens, language));
    }
    let whole = tokens.first().zip(tokens.last()).map(|(one, last)| one.span.join(last.span));
    for (base, letters) in whole.into_iter().flat_map(|it| lettered(it.of(text), language)) {
        forms.extend(letters.iter().map(|it| format!("{base}{it}")));
        // モリダインホールディングス: one word that no dictionary knows.
        let kana = base.chars().all(|it| script(it) == Script::Katakana);
        let alone = tokens.len() == 1 && kana && base.chars().count() >= LEAST_KANA;
        forms.extend(alone.then(|| base.to_owned()));
    }
    forms.retain(|form| !is_listed(form, language));
    forms
}

/// サンベル|ホールディングス with the letters that are short for its noun (HD).
fn lettered<'l>(
    whole: &'l str,
    language: &'l Language<'_>,
) -> impl Iterator<Item = (&'l str, &'l [String])> {
    language.names.bodies.lettered.iter().filter_map(|(noun, letters)| {
        let base = whole.strip_suffix(noun.as_str())?.trim_end_matches(is_joint);
        (base.chars().count() >= LEAST_KANJI).then_some((base, letters.as_slice()))
    })
}

/// サンベル|製作所, ネクスト・|ホールディングス: without the noun that ends it.
fn without_kind(text: &str, tokens: &[Token], language: &Language<'_>) -> Option<String> {
    let whole = tokens[0].span.join(tokens[tokens.len() - 1].span);
    let suffixes = &language.names.organization_suffixes;
    let rest = |first: usize| tokens[first].span.join(tokens[tokens.len() - 1].span).of(text);
    let bears = |first: &usize| {
        let kind = rest(*first);
        suffixes.hold(kind) && !language.names.bodies.named_after.hold(kind)
    };
    let first = (1..tokens.len()).find(bears)?;
    let base = &text[whole.start as usize..tokens[first].span.start as usize];
    let base = base.trim_end_matches(is_joint);
    let head: Vec<&Token> = tokens[..first].iter().filter(|it| it.pos != Pos::Symbol).collect();
    let written = |wanted| base.chars().all(|it| script(it) == wanted || is_and(it));
    let length = base.chars().count();
    let foreign = (written(Script::Katakana) || written(Script::Latin)) && length >= LEAST_KANA;
    let native = written(Script::Kanji) && length >= LEAST_KANJI && head.len() == 1;
    let coined = || head.iter().all(|it| is_coined(it)) || base.contains(is_and);
    // 東浜|フーズ|ホールディングス: of a noun that companies alone bear, less must be coined.
    let company = || {
        let kind = rest(first);
        language.names.bodies.ends.hold(kind) || language.names.bodies.clipped.contains_key(kind)
    };
    let letters = |it: char| matches!(script(it), Script::Kanji | Script::Katakana);
    let mixed = length >= LEAST_MIXED && base.chars().all(letters) && company();
    let named = || head.iter().any(|it| !it.known || matches!(it.pos, Pos::Name(_)));
    let short = (foreign || native) && coined() || mixed && named();
    short.then(|| base.to_owned())
}

/// 東浜|建設 as 東浜建: newspapers clip the noun that ends it to its first character.
fn clipped(text: &str, tokens: &[Token], language: &Language<'_>) -> Option<String> {
    let whole = tokens[0].span.join(tokens[tokens.len() - 1].span).of(text);
    let clipped = &language.names.bodies.clipped;
    let (base, clip) = clipped.iter().find_map(|(kind, clip)| {
        let base = whole.strip_suffix(kind.as_str())?;
        (!clip.is_empty()).then_some((base, clip))
    })?;
    let native = base.chars().all(|it| script(it) == Script::Kanji);
    (native && base.chars().count() >= LEAST_KANJI).then(|| format!("{base}{clip}"))
}

/// 港北|スターズ: a team without its town.
fn behind_place(text: &str, tokens: &[Token], language: &Language<'_>) -> Option<String> {
    let kana =
        |token: &&Token| token.span.of(text).chars().all(|it| script(it) == Script::Katakana);
    let tail = tokens.iter().rev().take_while(kana).count();
    let first = tokens.len() - tail;
    let head = tokens[..first].iter().map(|token| token.span.of(text));
    let kanji = head.flat_map(str::chars).all(|it| script(it) == Script::Kanji);
    let from = tokens.get(first)?.span.start;
    let words = &text[from as usize..tokens[tokens.len() - 1].span.end as usize];
    let kind = language.names.organization_suffixes.end(words);
    (first > 0
        && kanji
        && words.chars().count() >= LEAST_KANA
        && !kind
        && tokens[first..].iter().all(is_coined))
    .then(|| words.to_owned())
}

/// Whether the dictionary does not know a word, or only as the name of a body.
fn is_coined(token: &Token) -> bool {
    let name = matches!(token.pos, Pos::Name(NameKind::Organization | NameKind::Other));
    name || !token.known
}

fn is_listed(form: &str, language: &Language<'_>) -> bool {
    let lexicons = [language.country, language.place, language.organization, language.title];
    lexicons.iter().any(|lexicon| lexicon.get(form).is_some())
}
