//! Agencies by their signature: at the head of the text (`【リヤド＝…通信】`, `(CNN)`), in brackets at its end
//! (`…した。(共同)`), or behind the mark of copyright at the foot.
//!
//! An agency's report is the agency's in whatever paper it stands: two papers that print it are one source.

use keii_model::{ReferenceRelation, Span, Stated};

use super::publication::{known_medium, named_medium};
use crate::draft::ReferenceDraft;
use crate::language::Language;
use crate::page::{BlockKind, Page};

/// The longest signature in brackets, in characters.
const LONGEST: usize = 24;
/// What stands before whoever holds the copyright.
const COPYRIGHT: [&str; 5] = ["©", "Ⓒ", "(C)", "（C）", "Copyright"];
/// Opening brackets of signatures with the closing ones.
const BRACKETS: [(char, char); 4] = [('(', ')'), ('（', '）'), ('［', '］'), ('[', ']')];

/// The agency that signs the text, by its standard name where the lexicon knows it.
pub(super) fn signature(page: &Page<'_>, language: &Language<'_>) -> Option<Stated<String>> {
    let text = page.text();
    if let Some(name) = at_the_head(page, language) {
        return Some(Stated { value: name.of(text).to_owned(), evidence: vec![name] });
    }
    let (name, value) = at_the_end(page, language).or_else(|| at_the_foot(page, language))?;
    Some(Stated { value, evidence: vec![name] })
}

/// The same as a work that an article of another outlet is made from.
pub(super) fn credited(
    page: &Page<'_>,
    language: &Language<'_>,
    publisher: Option<&Stated<String>>,
) -> Option<ReferenceDraft> {
    let signed = signature(page, language)?;
    let other = publisher.is_some_and(|one| one.value != signed.value);
    other.then_some(ReferenceDraft {
        relation: ReferenceRelation::Reference,
        title: None,
        host: None,
        publisher: Some(signed.value),
        date: None,
        evidence: signed.evidence,
    })
}

/// In the bracket that the first paragraph begins with, behind the place. A reporter's name there is none.
fn at_the_head(page: &Page<'_>, language: &Language<'_>) -> Option<Span> {
    let text = page.text();
    let first = page.blocks.iter().find(|block| block.kind == BlockKind::Paragraph)?;
    let words = first.content.of(text);
    let start = first.content.start as usize;
    if let Some((inside, _)) = words.strip_prefix('【').and_then(|rest| rest.split_once('】')) {
        let start = start + '【'.len_utf8();
        let bracket = Span::from_range(start..start + inside.len());
        let medium = known_medium(page, language, bracket);
        if let Some(medium) = medium.or_else(|| named_medium(page, language, bracket)) {
            return Some(medium);
        }
        let (_, name) = inside.rsplit_once(['＝', '='])?;
        let is_body = language.names.organization_suffixes.end(name);
        let end = start + inside.len();
        return is_body.then(|| Span::from_range(end - name.len()..end));
    }
    let (open, close) = BRACKETS.iter().find(|(open, _)| words.starts_with(*open))?;
    let start = start + open.len_utf8();
    let inside = words[open.len_utf8()..].split_once(*close)?.0;
    let bracket = Span::from_range(start..start + inside.len());
    let medium =
        known_medium(page, language, bracket).or_else(|| named_medium(page, language, bracket))?;
    // ［東京 5日 ロイター］: whoever sent it stands last.
    (inside.chars().count() <= LONGEST && medium.end == bracket.end).then_some(medium)
}

/// The reporter whom the dateline names (【リヤド＝例田太郎】), or a line above or below the text that holds
/// nothing but somebody's office and name.
pub(super) fn reporter(page: &Page<'_>, language: &Language<'_>) -> Option<Stated<String>> {
    let name = in_the_dateline(page, language)
        .or_else(|| above_the_text(page, language))
        .or_else(|| below_the_text(page, language))?;
    Some(Stated { value: name.of(page.text()).to_owned(), evidence: vec![name] })
}

/// The shortest and longest name of a reporter, in characters.
const NAME: std::ops::RangeInclusive<usize> = 3..=6;

/// Whether words may be the full name of one person.
fn is_name(words: &str, language: &Language<'_>) -> bool {
    let ends = |list: &[String]| list.iter().any(|end| words.ends_with(end.as_str()));
    NAME.contains(&words.chars().count())
        && words.chars().all(|it| matches!(it, '一'..='龯' | '々' | 'ぁ'..='ん'))
        && !ends(&language.page.dateline_ends)
        && !ends(&language.page.media_endings)
        && !language.names.organization_suffixes.end(words)
}

fn in_the_dateline(page: &Page<'_>, language: &Language<'_>) -> Option<Span> {
    let first = page.blocks.iter().find(|block| block.kind == BlockKind::Paragraph)?;
    let words = first.content.of(page.text());
    let inside = words.strip_prefix('【')?.split_once('】')?.0;
    let (_, name) = inside.rsplit_once(['＝', '='])?;
    let end = first.content.start as usize + '【'.len_utf8() + inside.len();
    is_name(name, language).then(|| Span::from_range(end - name.len()..end))
}

/// Whether words end with an office.
fn is_office(words: &str, language: &Language<'_>) -> bool {
    let mut ends = words.char_indices().map(|(at, _)| &words[at..]);
    ends.any(|end| language.title.get(end).is_some())
}

/// `例川大 教授 例田太郎`, `例田太郎(例川大教授・経済学)`
fn above_the_text(page: &Page<'_>, language: &Language<'_>) -> Option<Span> {
    let above = page.blocks.iter().take_while(|block| block.kind != BlockKind::Paragraph);
    above.skip(1).find_map(|block| {
        let line = block.content.of(page.text()).trim_end();
        let start = block.content.start as usize;
        if let Some((name, rest)) = line.split_once(['(', '（']) {
            let mut parts = rest.trim_end_matches([')', '）']).split(['・', '、', ' ', '\u{3000}']);
            let told = is_name(name, language) && parts.any(|it| is_office(it, language));
            return told.then(|| Span::from_range(start..start + name.len()));
        }
        let mut parts = line.split_whitespace().rev();
        let name = parts.next().filter(|name| is_name(name, language))?;
        parts.next().filter(|office| is_office(office, language))?;
        let end = start + line.len();
        Some(Span::from_range(end - name.len()..end))
    })
}

/// `(論説委員・例田太郎)` in the last line.
fn below_the_text(page: &Page<'_>, language: &Language<'_>) -> Option<Span> {
    let last = page.blocks.last().filter(|_| page.blocks.len() > 1)?;
    let line = last.content.of(page.text()).trim_end();
    let inside = line.strip_prefix(['(', '（'])?.strip_suffix([')', '）'])?;
    let (office, name) = inside.rsplit_once(['・', ' ', '\u{3000}', '＝', '='])?;
    let bracket = line.chars().next_back().map_or(0, char::len_utf8);
    let end = last.content.start as usize + line.len() - bracket;
    let told = is_office(office, language) && is_name(name, language);
    told.then(|| Span::from_range(end - name.len()..end))
}

/// In brackets at the end of the last paragraph.
fn at_the_end(page: &Page<'_>, language: &Language<'_>) -> Option<(Span, String)> {
    let text = page.text();
    let last = page.blocks.iter().rev().find(|block| block.kind == BlockKind::Paragraph)?;
    let words = last.content.of(text).trim_end();
    let (open, close) = BRACKETS.iter().find(|(_, close)| words.ends_with(*close))?;
    let before = &words[..words.len() - close.len_utf8()];
    let at = before.rfind(*open)? + open.len_utf8();
    // 大統領が電話で会談した(ロイター): a remark, not a signature, unless the sentence is over.
    let over = before[..at - open.len_utf8()].trim_end();
    if !over.is_empty() && !over.ends_with(|end| language.page.terminators.hold(end)) {
        return None;
    }
    let name = &before[at..];
    let start = last.content.start as usize + at;
    let span = Span::from_range(start..start + name.len());
    Some((span, agency(name, language)?))
}

/// Behind the mark of copyright in the last line.
fn at_the_foot(page: &Page<'_>, language: &Language<'_>) -> Option<(Span, String)> {
    let last = page.blocks.last().filter(|_| page.blocks.len() > 1)?;
    let line = last.span.of(page.text()).trim_start();
    if !COPYRIGHT.iter().any(|mark| line.starts_with(mark)) {
        return None;
    }
    let medium = known_medium(page, language, last.span)?;
    Some((medium, agency(medium.of(page.text()), language)?))
}

/// The standard name of an agency or another medium, also where it is written without its last noun (共同).
fn agency(name: &str, language: &Language<'_>) -> Option<String> {
    let medium = |form: &str| {
        let entry = language.organization.get(form)?;
        (entry.field("kind") == Some("media")).then(|| entry.form().to_owned())
    };
    let short = || language.page.dateline_ends.iter().any(|end| end.as_str() == name);
    let longer = || {
        let endings = language.page.media_endings.iter();
        endings.filter_map(|ending| medium(&format!("{name}{ending}"))).next()
    };
    medium(name).or_else(|| short().then(longer).flatten())
}
