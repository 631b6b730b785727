//! Organisations and places that no lexicon lists: by the noun that ends their name, by the
//! dictionary's tags, and periodicals by their title in quotation marks.

use keii_model::{EntityType, Span};
use keii_syntax::{NameKind, Pos, Token};

use super::Naming;
use super::shape::{Script, is_joint, neighbours, script};
use crate::language::Language;
use crate::page::Page;

/// The most tokens that a body's name has.
const LONGEST: usize = 12;

/// The most characters that a periodical's title has.
const LONGEST_TITLE: usize = 24;

/// The unlisted bodies among the compound nouns of a sentence by the noun that ends their name, in order.
pub(super) fn bodies(text: &str, compounds: &[&[Token]], language: &Language<'_>) -> Vec<Span> {
    compounds.iter().filter_map(|run| body(text, run, language)).collect()
}

/// Adds places by the noun that ends their name, and what the dictionary tags as a name, among the
/// compound nouns of a sentence.
pub(super) fn read(
    page: &Page<'_>,
    sentence: usize,
    compounds: &[&[Token]],
    language: &Language<'_>,
    namings: &mut Vec<Naming>,
) {
    let text = page.text();
    for run in compounds {
        if let Some((span, kind, step)) = classify(text, run, language) {
            namings.push(Naming::named(kind, span, text, sentence, step));
        }
    }
    periodicals(page, sentence, language, namings);
}

/// The compound nouns of a sentence.
pub(super) fn compounds<'t>(text: &str, tokens: &'t [Token]) -> Vec<&'t [Token]> {
    let mut runs = Vec::new();
    let mut from = 0;
    while from < tokens.len() {
        let length = compound(text, &tokens[from..]);
        if length > 0 {
            runs.push(&tokens[from..from + length]);
        }
        from += length.max(1);
    }
    runs
}

/// How many tokens form one compound noun from the first on.
fn compound(text: &str, tokens: &[Token]) -> usize {
    let mut end = None;
    let mut length = 0;
    for token in tokens.iter().take(LONGEST) {
        let joins = token.pos.is_nominal()
            && !matches!(
                token.pos,
                Pos::FormalNoun | Pos::NameSuffix | Pos::Pronoun | Pos::AdverbialNoun
            );
        let first = token.span.of(text).chars().next().map(script);
        let written = matches!(first, Some(Script::Kanji | Script::Katakana | Script::Latin));
        if !joins || !written || end.is_some_and(|end| end != token.span.start) {
            break;
        }
        end = Some(token.span.end);
        length += 1;
    }
    length
}

/// The part of a compound up to the last noun that ends the name of a body. It needs a proper name
/// in it, or a title behind it that shows it to be one.
fn body(text: &str, run: &[Token], language: &Language<'_>) -> Option<Span> {
    let first = run[0].span;
    let whole = first.join(run[run.len() - 1].span);
    let words = whole.of(text);
    let prefixes = &language.names.organization_prefixes;
    let incorporated =
        prefixes.iter().any(|it| words.len() > it.len() && words.starts_with(it.as_str()));
    if incorporated && run[run.len() - 1].pos != Pos::Suffix {
        return Some(whole);
    }
    // 大阪大|特任教授
    let tagged = matches!(run[0].pos, Pos::Name(NameKind::Organization));
    if run.len() > 1 && tagged && is_academic(text, run[0].span.end, language) {
        return Some(run[0].span);
    }
    for last in (1..run.len()).rev() {
        let mut from = body_start(run, last);
        let mut span = run[from].span.join(run[last].span);
        if let Some(head) = part_before(text, run[from].span) {
            let holds = language.title.longest_at(text, span.end).is_some();
            // マリオ・ロッシ建設組合組合長: the head is the name of whoever holds the office.
            from += usize::from(holds);
            let start = if holds { run[from].span.start } else { head };
            span = Span::new(start, span.end.max(start));
        }
        let words = span.of(text);
        if is_of_two(words, language) {
            return None;
        }
        let suffixes = &language.names.organization_suffixes;
        let scholars = language.names.academic_suffixes.end_behind_more(words)
            && is_academic(text, span.end, language);
        let suffix = suffixes.end_behind_more(words) || scholars;
        // 入社 ends like a body but is an act.
        let act = run[last].pos == Pos::VerbalNoun && !suffixes.hold(run[last].span.of(text));
        if !suffix || act || last == from || !may_end(text, run, last, language) {
            continue;
        }
        let span = behind_name(text, without_rank(text, span, language), language);
        let proper = run[from..last].iter().any(is_proper);
        let held =
            language.title.longest_at(text, span.end).is_some() || has_letters(text, span.end);
        let common = &language.names.common_modifiers;
        let told = run[from..last].iter().any(|token| !common.hold(token.span.of(text)));
        if !(proper || (held && told)) {
            return None;
        }
        return (!is_listed_body(text, &run[from..=last], language)).then_some(span);
    }
    None
}

/// 最大与党|国民党: what rank a party has is no part of its name.
pub(super) fn without_rank(text: &str, span: Span, language: &Language<'_>) -> Span {
    let words = span.of(text);
    let ranks = language.names.party_ranks.iter();
    let rank = ranks.filter(|it| words.starts_with(it.as_str())).max_by_key(|it| it.len());
    let rest = rank.map_or("", |rank| words[rank.len()..].trim_start_matches(is_joint));
    if rest.chars().count() < 3 {
        return span;
    }
    Span::new(span.end - u32::try_from(rest.len()).expect("within the text"), span.end)
}

/// カリン|国家情報機構|長官, ベイリー|英中央銀行|総裁: whose office is that of a public body is named before it.
fn behind_name(text: &str, span: Span, language: &Language<'_>) -> Span {
    let words = span.of(text);
    let rest = words.trim_start_matches(|it| script(it) == Script::Katakana);
    let head = &words[..words.len() - rest.len()];
    let listed = [language.place, language.country, language.organization];
    let named = head.chars().count() >= 3 && listed.iter().all(|it| it.get(head).is_none());
    if !named || language.title.longest_at(text, span.end).is_none() {
        return span;
    }
    let start = span.end - u32::try_from(rest.len()).expect("within the text");
    let public =
        |rest: &str| language.names.public_bodies.iter().any(|it| rest.starts_with(it.as_str()));
    // The country's one character belongs to the office, not to the body.
    let short = language.country_short.longest_at(text, start).map(|(end, _)| end);
    let of_country =
        short.filter(|&end| end < span.end && public(Span::new(end, span.end).of(text)));
    match of_country {
        Some(end) => Span::new(end, span.end),
        None if public(rest) => Span::new(start, span.end),
        None => span,
    }
}

/// イラン両政府: what stands before the pair is one of them.
pub(super) fn is_of_two(words: &str, language: &Language<'_>) -> bool {
    let suffixes = &language.names.organization_suffixes;
    suffixes.end(words)
        && language.names.pairs.iter().any(|pair| {
            words.rfind(pair.as_str()).is_some_and(|at| suffixes.hold(&words[at + pair.len()..]))
        })
}

/// Where a name of several parts begins whose last part in katakana this is: セーブ・ザ・|チルドレン財団.
fn part_before(text: &str, part: Span) -> Option<u32> {
    let kana = |it: char| script(it) == Script::Katakana;
    if !part.of(text).chars().all(kana) {
        return None;
    }
    let before = &text[..part.start as usize];
    let joined = before.chars().next_back().is_some_and(is_joint);
    let head = before.trim_end_matches(|it: char| kana(it) || is_joint(it)).len();
    let head = u32::try_from(head).ok()?;
    (joined && text[head as usize..].starts_with(kana)).then_some(head)
}

/// Whether an office of scholars begins here: 東都大|教授.
fn is_academic(text: &str, at: u32, language: &Language<'_>) -> bool {
    let title = language.title.longest_at(text, at);
    title.is_some_and(|(_, entry)| entry.field("level") == Some("academic"))
}

/// Whether capital letters in brackets follow: the short form of a name (XYZ).
fn has_letters(text: &str, at: u32) -> bool {
    let Some(inside) = text[at as usize..].strip_prefix(['(', '（']) else { return false };
    let length = inside.find(|it| script(it) != Script::Latin).unwrap_or(0);
    length >= 2
        && inside[..length].chars().all(char::is_uppercase)
        && inside[length..].starts_with([')', '）'])
}

/// Where the name of a body begins in a compound: behind a person's name, a counter, and behind an
/// act that is told before the first proper name (撤去|徳島県警).
fn body_start(run: &[Token], last: usize) -> usize {
    let is = |at: usize, kinds: &[NameKind]| matches!(run[at].pos, Pos::Name(kind) if kinds.contains(&kind));
    let mut from = 0;
    while from < last && matches!(run[from].pos, Pos::Counter | Pos::Number | Pos::Suffix) {
        from += 1;
    }
    if from + 2 < last && is(from, &[NameKind::Family]) && is(from + 1, &[NameKind::Given]) {
        from += 2;
    }
    let named = (from..last).find(|&at| is_proper(&run[at])).unwrap_or(from);
    let act = run[from..named].iter().any(|token| token.pos == Pos::VerbalNoun);
    if act { named } else { from }
}

/// Whether a body's name may end with this token: the compound ends, or an act or title follows.
fn may_end(text: &str, run: &[Token], last: usize, language: &Language<'_>) -> bool {
    let end = run[last].span.end;
    let title = |at: u32| language.title.longest_at(text, at);
    // 国土交通大臣: the words are the beginning of a title.
    let reaches = |at: u32| title(at).is_some_and(|(stop, _)| stop > end);
    // 光|哉社|長: the dictionary knows no such word.
    let inside = || {
        let words = run[last].span.of(text).char_indices().skip(1);
        let unknown = words.filter(|_| !run[last].known);
        unknown.map(|(at, _)| run[last].span.start + u32::try_from(at).expect("within the text"))
    };
    let cut = run[..=last].iter().any(|token| reaches(token.span.start)) || inside().any(reaches);
    let behind = run.get(last + 1).is_none_or(|next| {
        matches!(next.pos, Pos::VerbalNoun | Pos::Suffix) || title(next.span.start).is_some()
    });
    behind && !cut
}

fn is_proper(token: &Token) -> bool {
    matches!(token.pos, Pos::Name(_)) || !token.known
}

/// Whether a lexicon lists the body, alone or behind a country or name (米国務省, A労働党).
fn is_listed_body(text: &str, run: &[Token], language: &Language<'_>) -> bool {
    let end = run[run.len() - 1].span.end;
    let listed =
        |at: u32| language.organization.longest_at(text, at).is_some_and(|(stop, _)| stop >= end);
    let short = language.country_short.longest_at(text, run[0].span.start);
    let words = run[0].span.join(run[run.len() - 1].span).of(text);
    short.is_some_and(|(stop, _)| listed(stop))
        || run.iter().any(|token| listed(token.span.start))
        || language.group.get(words).is_some()
}

/// Where the name of a place begins in a compound: behind an act, a counter or the end of another word
/// that is told before it (負傷|東京駅, 弱|宮城県), when a proper name follows.
pub(super) fn place_start(text: &str, run: &[Token], language: &Language<'_>) -> usize {
    let other = |token: &Token| {
        let long = || token.span.of(text).chars().count() >= 2;
        let common = token.known && token.pos == Pos::Noun && long();
        common || matches!(token.pos, Pos::VerbalNoun | Pos::Counter | Pos::Suffix | Pos::Number)
    };
    // 米|中部|ミズーリ州: the part of a country in which it lies.
    let part = match run {
        [country, part, _, ..] => {
            language.country_short.get(country.span.of(text)).is_some()
                && language.names.place_tails.hold(part.span.of(text))
        }
        _ => false,
    };
    let from = if part { 2 } else { 0 };
    let first = from + run[from..].iter().take_while(|token| other(token)).count();
    if first < run.len() && is_proper(&run[first]) { first } else { 0 }
}

/// What a compound names as a whole, or a name that the dictionary knows inside it.
fn classify(
    text: &str,
    run: &[Token],
    language: &Language<'_>,
) -> Option<(Span, EntityType, &'static str)> {
    let whole = run[0].span.join(run[run.len() - 1].span);
    // 越谷市|内: the last word but one may end the name.
    let first = place_start(text, run, language);
    let ends = |last: usize| {
        if last <= first {
            return None;
        }
        let span = run[first].span.join(run[last].span);
        let words = span.of(text);
        let named = matches!(run[last - 1].pos, Pos::Name(_));
        let shop = named && run[last].span.of(text) == language.names.shop;
        let suffix = shop || language.names.place_suffixes.end_behind_more(words);
        (suffix && run[first..=last].iter().any(is_proper)).then_some(span)
    };
    let inner = run.len() >= 3 && run[run.len() - 1].pos == Pos::Suffix;
    let place = (run.len() >= 2).then(|| ends(run.len() - 1)).flatten();
    if let Some(span) = place.or_else(|| if inner { ends(run.len() - 2) } else { None }) {
        return Some((span, EntityType::Place, "mention.place-suffix"));
    }
    // Inside a longer compound a place is part of what that names: 九州大会.
    let alone = |token: &Token| {
        run.len() == 1
            || token.span.end == whole.end
            || token.span.start == whole.start && is_academic(text, token.span.end, language)
    };
    let tagged = run.iter().filter(|token| alone(token)).find_map(|token| {
        let kind = match token.pos {
            Pos::Name(NameKind::Organization) => EntityType::Organization,
            Pos::Name(NameKind::Place | NameKind::Country) => EntityType::Place,
            _ => return None,
        };
        let words = token.span.of(text);
        // Latin words are tagged for want of anything better.
        let latin = words.chars().any(|it| script(it) == Script::Latin);
        let (before, after) = neighbours(text, token.span.start, token.span.end);
        let part = before.is_some_and(is_joint) || after.is_some_and(is_joint);
        let kana = words.chars().all(|it| script(it) == Script::Katakana);
        let least = if kana && kind == EntityType::Organization { 3 } else { 2 };
        let behind = &text[token.span.end as usize..];
        let cut = language.names.country_cuts.iter().any(|it| behind.starts_with(it.as_str()));
        let fits = words.chars().count() >= least && token.known && !latin && !part && !cut;
        fits.then_some((token.span, kind))
    });
    tagged.map(|(span, kind)| (span, kind, "mention.dictionary"))
}

/// 専門誌「…」: the title of a periodical stands for its publisher.
fn periodicals(
    page: &Page<'_>,
    sentence: usize,
    language: &Language<'_>,
    namings: &mut Vec<Naming>,
) {
    let text = page.text();
    for quotation in page.quotations_of(sentence) {
        let before =
            &text[page.sentences[sentence].span.start as usize..quotation.span.start as usize];
        let is_title =
            language.names.periodical_nouns.iter().any(|noun| before.ends_with(noun.as_str()));
        let title = quotation.inner.of(text);
        let clause =
            title.contains(|it| matches!(script(it), Script::Other) && !is_joint(it) && it != ' ');
        let short = title.chars().count() <= LONGEST_TITLE && !clause;
        if is_title && short && !quotation.inner.is_empty() {
            let kind = EntityType::Organization;
            namings.push(Naming::named(
                kind,
                quotation.inner,
                text,
                sentence,
                "mention.periodical",
            ));
        }
    }
}
