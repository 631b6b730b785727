//! Names that nothing but their company shows: what the language's model of names takes for one.
//!
//! The grammar of naming phrases and the lexicons come first. The model fills in where they say
//! nothing, and has its say against the weaker of their guesses: a word that the dictionary tags as a
//! place is none inside the name of a museum.

use keii_model::{EntityType, Span};
use keii_syntax::{Guess, GuessKind, Pos, Syntax, Token};

use super::Naming;
use super::listed::honours_one;
use super::organization::{place_start, without_rank};
use super::shape::{Script, is_joint, is_whole_run, script};
use crate::language::Language;
use crate::page::Page;

/// Steps whose findings give way to a longer name that the model finds around them.
const WEAK: [&str; 3] = [DICTIONARY, "mention.place-suffix", "mention.organization-suffix"];

/// The dictionary's tag on a single word: nothing without the model's consent.
pub(super) const DICTIONARY: &str = "mention.dictionary";

/// The step of a lexicon's entries, which are names even inside of what the model takes for the name
/// of an event.
const LISTED: &str = "mention.lexicon";

/// How sure the model must be of what nobody else names. Below this two in five of its guesses were wrong,
/// on sentences that it had not learnt.
const SURE: i32 = 700;

/// How many sentences an article has that introduces those it names: with an office or an honorific
/// somewhere, which makes them known by their shape.
const ARTICLE: usize = 4;

/// Adds the model's names to `namings`, which are in order and none over another; so are those that are
/// returned.
pub(super) fn read(page: &Page<'_>, language: &Language<'_>, namings: Vec<Naming>) -> Vec<Naming> {
    let mut all = Vec::with_capacity(namings.len());
    let mut rest = namings.into_iter().peekable();
    for sentence in 0..page.sentences.len() {
        let mut own = Vec::new();
        while let Some(naming) = rest.next_if(|naming| naming.sentence == sentence) {
            own.push(naming);
        }
        if !super::is_apart(page, sentence) {
            fill(page, sentence, language, &mut own);
            own.sort_by_key(|naming| naming.span.start);
        }
        all.append(&mut own);
    }
    all
}

/// The bodies of a sentence that the model is sure of, in order: an office can belong to one.
pub(super) fn bodies(page: &Page<'_>, sentence: usize, language: &Language<'_>) -> Vec<Span> {
    let syntax = &page.syntax[sentence];
    let suffixes = &language.names.organization_suffixes;
    let surety = |guess: &Guess| {
        let words = guess.span.of(page.text());
        // マリオ・ロッシ建設組合…: the first part may be somebody's name.
        let long = words.chars().count() >= LONG_NAME;
        let told = long && suffixes.end_behind_more(words) && !words.contains(is_joint);
        if told { SURE } else { SURE_OF_BODY }
    };
    let sure = syntax
        .guesses
        .iter()
        .filter(|guess| guess.kind == GuessKind::Organization && guess.margin >= SURE)
        .filter(|guess| guess.margin >= surety(guess));
    let whole = sure.map(|guess| without_title(page.text(), guess, syntax, language));
    let body = |guess: &Guess| {
        guess.kind == GuessKind::Organization
            && fits(page, guess, language)
            && !is_common(guess, syntax)
            && !begins_with_listed(page.text(), guess, language)
            && !holds_office(page.text(), guess.span.end, language)
            && guess.span.of(page.text()).chars().any(|it| script(it) != Script::Latin)
    };
    whole.filter(body).map(|guess| guess.span).collect()
}

/// How many characters a name has whose last noun tells what it is: 復党 is an act.
const LONG_NAME: usize = 4;

/// How sure the model must be of a body to which an office is to belong, unless its last noun tells.
const SURE_OF_BODY: i32 = 1200;

/// Whether a lexicon holds the words that the guess begins with: what stands behind may be anything.
fn begins_with_listed(text: &str, guess: &Guess, language: &Language<'_>) -> bool {
    let lexicons =
        [language.country, language.country_short, language.place, language.organization];
    lexicons.iter().any(|lexicon| lexicon.longest_at(text, guess.span.start).is_some())
}

/// X米国務長官: whether an office of a country, told by one character, stands behind a name, which is then its holder's.
fn holds_office(text: &str, end: u32, language: &Language<'_>) -> bool {
    let country = language.country_short.longest_at(text, end);
    country.is_some_and(|(stop, _)| language.title.longest_at(text, stop).is_some())
}

/// Bodies by two ways of finding them, in order; of two that overlap the first way's.
pub(super) fn join(one: Vec<Span>, other: Vec<Span>) -> Vec<Span> {
    let free = |span: &Span| {
        let at = one.partition_point(|it| it.end <= span.start);
        one.get(at).is_none_or(|it| !it.overlaps(*span))
    };
    let mut bodies: Vec<Span> = other.into_iter().filter(free).collect();
    bodies.extend(one);
    bodies.sort();
    bodies
}

/// Adds the model's names to those of a sentence.
fn fill(page: &Page<'_>, sentence: usize, language: &Language<'_>, namings: &mut Vec<Naming>) {
    let text = page.text();
    let syntax = &page.syntax[sentence];
    let guesses = &syntax.guesses;
    namings.retain(|naming| !is(naming, DICTIONARY) || has_consent(naming, guesses));
    super::family::read(page, sentence, language, namings);
    let mut gone = vec![false; namings.len()];
    let mut added = Vec::new();
    for guess in guesses.iter().filter(|guess| guess.margin >= SURE) {
        let guess = &without_title(text, guess, syntax, language);
        if !fits(page, guess, language)
            || is_common(guess, syntax)
            || is_landscape(text, guess, language)
        {
            continue;
        }
        let (from, to) = around(namings, guess.span);
        let rivals = namings[from..to].iter().filter(|naming| naming.phrase.overlaps(guess.span));
        let rivals: Vec<&Naming> = rivals.collect();
        let weak = rivals.iter().all(|rival| gives_way(rival, guess));
        if !weak || !is_own_name(text, guess, &rivals, syntax, language) {
            continue;
        }
        for at in from..to {
            gone[at] |= namings[at].span.overlaps(guess.span);
        }
        let naming = |kind| Naming::named(kind, guess.span, text, sentence, "mention.model");
        added.extend(kind(guess.kind).map(naming));
    }
    let mut gone = gone.into_iter();
    namings.retain(|_| !gone.next().expect("one for each"));
    namings.append(&mut added);
}

/// How many names before and behind a place can reach over it with their phrase.
const NEAR: usize = 4;

/// The positions of the names that can overlap `span`.
fn around(namings: &[Naming], span: Span) -> (usize, usize) {
    let from = namings.partition_point(|naming| naming.span.end <= span.start);
    let to = namings.partition_point(|naming| naming.span.start < span.end);
    (from.saturating_sub(NEAR), namings.len().min(to + NEAR))
}

/// A guess without the title that it begins with, or that begins at its end and goes on behind it
/// (王子|A, 研究院|准教授).
fn without_title(text: &str, guess: &Guess, syntax: &Syntax, language: &Language<'_>) -> Guess {
    let title = |at: u32| language.title.longest_at(text, at).map(|(end, _)| end);
    let mut span = name_alone(text, guess, language);
    if guess.kind == GuessKind::Organization {
        span = without_rank(text, span, language);
    }
    if guess.kind == GuessKind::Person
        && let Some(end) = title(span.start).filter(|&end| end < span.end)
    {
        span.start = end;
    }
    let from = syntax.tokens.partition_point(|token| token.span.start < span.start);
    let inside = syntax.tokens[from..].iter().take_while(|token| token.span.end <= span.end);
    let reaches = |at: &u32| {
        title(*at).is_some_and(|end| {
            end > span.end || (guess.kind == GuessKind::Person && end == span.end)
        })
    };
    // カンボジア紙|X: a noun behind a country tells what the name is.
    if let Some((end, _)) = language.country.longest_at(text, span.start) {
        let rest = Span::new(end.min(span.end), span.end).of(text);
        let noun = language.names.country_suffixes.iter().find(|it| rest.starts_with(it.as_str()));
        let behind = noun.map_or("", |noun| &rest[noun.len()..]);
        if behind.chars().next().is_some_and(|it| script(it) != Script::Kanji) {
            span.start = span.end - u32::try_from(behind.len()).expect("within the text");
        }
    }
    if guess.kind == GuessKind::Place {
        let run: &[Token] = &syntax.tokens[from..from + inside.clone().count()];
        let first = place_start(text, run, language);
        span.start = run.get(first).map_or(span.start, |token| token.span.start);
    }
    if let Some(at) = inside.map(|token| token.span.start).find(reaches) {
        span.end = at;
    }
    // カール2|世: which of that name is a part of it.
    let numbered = span.of(text).ends_with(|it| script(it) == Script::Digit);
    let regnal = language.names.regnal.as_str();
    if numbered && text[span.end as usize..].starts_with(regnal) {
        span.end += u32::try_from(regnal.len()).expect("within the text");
    }
    honoured(text, &Guess { span, ..*guess }, language)
}

/// Without what is joined to a name: kanji behind a person's name in katakana (アドルフ・ベルク|陸軍), a line
/// before a station (東北線|仙台駅).
fn name_alone(text: &str, guess: &Guess, language: &Language<'_>) -> Span {
    let words = guess.span.of(text);
    let length = |words: &str| u32::try_from(words.len()).expect("within the text");
    let kanji = |it: char| script(it) == Script::Kanji;
    let foreign = words.chars().next().map(script) == Some(Script::Katakana);
    if guess.kind == GuessKind::Person
        && foreign
        && let Some(at) = words.find(kanji)
        && words[at..].chars().all(kanji)
    {
        return Span::new(guess.span.start, guess.span.start + length(&words[..at]));
    }
    let line = language.names.lines.as_str();
    if guess.kind == GuessKind::Place
        && let Some((_, station)) = words.split_once(line)
        && station.chars().count() > 1
        && language.names.place_suffixes.end(station)
    {
        return Span::new(guess.span.end - length(station), guess.span.end);
    }
    guess.span
}

/// What an honorific of one person ends or follows is a person without it.
fn honoured(text: &str, guess: &Guess, language: &Language<'_>) -> Guess {
    let one = |at: u32| {
        let (end, entry) = language.honorific.longest_at(text, at)?;
        (honours_one(entry) && entry.field("kind") == Some("polite")).then_some(end)
    };
    let words = guess.span.of(text);
    let last = words.char_indices().next_back().map_or(0, |(at, _)| at);
    let last = guess.span.start + u32::try_from(last).expect("within the text");
    if one(last) == Some(guess.span.end) && last > guess.span.start {
        return Guess {
            span: Span::new(guess.span.start, last),
            kind: GuessKind::Person,
            ..*guess
        };
    }
    let kind = if one(guess.span.end).is_some() { GuessKind::Person } else { guess.kind };
    Guess { kind, ..*guess }
}

/// Whether a person's name is one that rivers and mountains have (利根川): three characters or more.
fn is_landscape(text: &str, guess: &Guess, language: &Language<'_>) -> bool {
    let words = guess.span.of(text);
    guess.kind == GuessKind::Person
        && words.chars().count() == 3
        && language.names.place_suffixes.end(words)
}

/// Whether the words are one common noun of the dictionary: 空軍, 上院.
fn is_common(guess: &Guess, syntax: &Syntax) -> bool {
    let at = syntax.tokens.binary_search_by_key(&guess.span.start, |token| token.span.start);
    let token = at.ok().map(|at| &syntax.tokens[at]);
    let token = token.filter(|token| token.span == guess.span && token.known);
    token.is_some_and(|token| !matches!(token.pos, Pos::Name(_)))
}

fn is(naming: &Naming, step: &str) -> bool {
    naming.steps.iter().any(|(own, _)| own == step)
}

fn has_consent(naming: &Naming, guesses: &[Guess]) -> bool {
    let at = guesses.partition_point(|guess| guess.span.start < naming.span.start);
    let same = guesses.get(at).filter(|guess| guess.span == naming.span);
    same.is_some_and(|guess| kind(guess.kind) == Some(naming.kind))
}

/// Whether a name is a weak one inside a longer guess.
fn gives_way(rival: &Naming, guess: &Guess) -> bool {
    let inside = guess.span.contains(rival.span) && guess.span != rival.span;
    let listed = is(rival, LISTED) && guess.kind != GuessKind::Other;
    inside && (listed || WEAK.iter().any(|step| is(rival, step)))
}

/// Whether a guess around an entry of a lexicon is a name of its own rather than the entry with any
/// noun behind it (韓国サッカー協会, but not ロシア経済 or 米露).
fn is_own_name(
    text: &str,
    guess: &Guess,
    rivals: &[&Naming],
    syntax: &Syntax,
    language: &Language<'_>,
) -> bool {
    let listed = rivals.iter().filter(|rival| is(rival, LISTED)).count();
    let (names, words) = (language.names, guess.span.of(text));
    match guess.kind {
        _ if listed == 0 => true,
        GuessKind::Organization if names.organization_suffixes.end(words) => true,
        GuessKind::Place if listed == 1 && names.place_suffixes.end(words) => true,
        _ => {
            let behind = syntax.tokens.partition_point(|token| token.span.end <= guess.span.end);
            let last = behind.checked_sub(1).map(|last| &syntax.tokens[last]);
            listed == 1 && last.is_some_and(|it| matches!(it.pos, Pos::Name(_)) || !it.known)
        }
    }
}

fn kind(guess: GuessKind) -> Option<EntityType> {
    match guess {
        GuessKind::Person => Some(EntityType::Person),
        GuessKind::Organization => Some(EntityType::Organization),
        GuessKind::Place => Some(EntityType::Place),
        GuessKind::Other => None,
    }
}

/// Whether the model is sure enough, and the words can be a name at all.
fn fits(page: &Page<'_>, guess: &Guess, language: &Language<'_>) -> bool {
    let text = page.text();
    let words = guess.span.of(text);
    // A place in which nothing is done may be a dish, a book or a play.
    let rest = &page.text()[guess.span.end as usize..];
    let particles = &language.names.place_particles;
    let set = || particles.iter().any(|particle| rest.starts_with(particle.as_str()));
    let idle = if guess.kind == GuessKind::Place && !set() { IDLE } else { 0 };
    if guess.margin < sure(page, guess, words) + idle {
        return false;
    }
    // Marks join the entries of a list.
    let within = |it: char| is_joint(it) || matches!(it, ' ' | '&' | '＆');
    // A government by the name of its head names that person.
    let government = language.names.governments.iter().any(|it| words.ends_with(it.as_str()));
    let letters = words.chars().filter(|&it| script(it) != Script::Other).count();
    let honoured = language.honorific.longest_at(text, guess.span.end).is_some();
    let least = if honoured { 1 } else { 2 };
    let whole = is_whole_run(text, guess.span.start, guess.span.end);
    let list = words.contains(|it| script(it) == Script::Other && !within(it));
    // In a headline a space parts what is no one name.
    let letters_only = |it: char| script(it) == Script::Latin || within(it);
    let list = list || words.contains(' ') && !words.chars().all(letters_only);
    let generic = language.organization.get(words).and_then(|entry| entry.field("generic"));
    // Where the lexicon knows better, the naming phrases have read it.
    let country = language.country.get(words).is_some();
    let group = country || language.group.get(words).is_some() || generic == Some("yes");
    let never =
        guess.kind == GuessKind::Place && language.names.never_places.iter().any(|it| it == words);
    let two = || super::organization::is_of_two(words, language);
    letters >= least && !list && !group && !government && !never && whole && !two()
}

/// How much surer the model must be of a place behind which no particle tells that something is done there.
const IDLE: i32 = 600;

/// How sure the model must be: more of persons whom an article does not introduce, and most of a single
/// run of katakana or Latin letters, which names horses, drugs and storms as well as persons.
fn sure(page: &Page<'_>, guess: &Guess, words: &str) -> i32 {
    let all = |wanted: Script| words.chars().all(|it| script(it) == wanted);
    let run = all(Script::Katakana) || all(Script::Latin);
    let article = page.sentences.len() >= ARTICLE;
    match guess.kind {
        GuessKind::Person if article => SURE + if run { 1200 } else { 600 },
        GuessKind::Person => SURE + if run { 200 } else { 0 },
        GuessKind::Organization if run => SURE + 800,
        GuessKind::Place if article => SURE + 200,
        _ => SURE,
    }
}
