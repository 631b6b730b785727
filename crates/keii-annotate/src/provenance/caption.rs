//! The day of publication as the words under a picture tell it: the text beside it calls the same day by its
//! number alone, as articles do in the month that they are written in.

use jiff::civil::Date;
use keii_model::{Edtf, Span, Stated};

use super::{is_pictured, sentences_of};
use crate::language::Language;
use crate::page::{Block, BlockKind, Page};
use crate::time::Expressions;

/// How many blocks at the head and at the foot may stand beside a picture.
const NEAR: usize = 4;

/// The day under a picture, where the first day of the text is that one; else the year of an agency's picture.
pub(super) fn of_caption(
    page: &Page<'_>,
    expressions: &Expressions,
    language: &Language<'_>,
) -> Option<Stated<Edtf>> {
    let captions: Vec<usize> = captions(page).collect();
    let mut credited = captions.iter().filter_map(|&at| credit(page, expressions, language, at));
    let credit = credited.next();
    let mut dated = captions.iter().filter_map(|&at| dated(page, expressions, language, at));
    let day = dated.next().or_else(|| {
        let (block, _, year) = credit?;
        let (span, day) =
            sentences_of(page, block).find_map(|it| expressions.stated_day_of_year(it))?;
        let day: Date = day.as_str().replacen("XXXX", &year.to_string(), 1).parse().ok()?;
        Some((span, day))
    });
    let same = day.and_then(|(span, day)| {
        let (bare, _) =
            first_bare_day(page, expressions).filter(|(_, number)| *number == day.day())?;
        (!tells_later_day(page, expressions, day))
            .then_some(Stated { value: Edtf::day(day), evidence: vec![span, bare] })
    });
    same.or_else(|| {
        let (_, span, year) = credit?;
        let value = format!("{year:04}").parse().ok()?;
        Some(Stated { value, evidence: vec![span] })
    })
}

/// Blocks near the head or the foot that may be the words under a picture.
fn captions(page: &Page<'_>) -> impl Iterator<Item = usize> {
    let count = page.blocks.len();
    (0..count).filter(move |&at| at < NEAR || at + NEAR >= count).filter(|&at| {
        !matches!(page.blocks[at].kind, BlockKind::Reference | BlockKind::ReferenceHead)
    })
}

/// A full day in a line that is no sentence and has a mark of those under pictures (`…=首都で2031年5月6日、…通信`).
fn dated(
    page: &Page<'_>,
    expressions: &Expressions,
    language: &Language<'_>,
    at: usize,
) -> Option<(Span, Date)> {
    let mut days = sentences_of(page, at).flat_map(|it| expressions.stated_days(it));
    days.find(|(span, _)| is_pictured(page, language, &page.blocks[at], *span))
}

/// The year with which an agency credits its picture, in brackets: `(2031年 …通信/…)`. It is that of publication.
fn credit(
    page: &Page<'_>,
    expressions: &Expressions,
    language: &Language<'_>,
    at: usize,
) -> Option<(usize, Span, i16)> {
    let block: &Block = &page.blocks[at];
    let is_credit = |span: Span| {
        let before = Span::new(block.span.start, span.start).of(page.text());
        let behind = Span::new(span.end, block.span.end).of(page.text());
        let gap = behind.len() - behind.trim_start().len();
        let medium =
            language.organization.longest_at(page.text(), span.end + u32::try_from(gap).ok()?);
        let (_, entry) = medium.filter(|_| before.ends_with(['(', '（']) && gap > 0)?;
        (entry.field("kind") == Some("media")).then_some(())
    };
    let mut years = sentences_of(page, at).flat_map(|it| expressions.bare_years(it));
    years.find(|(span, _)| is_credit(*span).is_some()).map(|(span, year)| (at, span, year))
}

/// The first day of the page that is called by its number alone.
fn first_bare_day(page: &Page<'_>, expressions: &Expressions) -> Option<(Span, i8)> {
    let sentences = 0..page.sentences.len();
    let text = |sentence: &usize| {
        !matches!(page.block_of(*sentence).kind, BlockKind::Reference | BlockKind::Furniture)
    };
    sentences.filter(text).find_map(|sentence| expressions.bare_day(sentence))
}

/// Whether a later day is told in full: the picture is older than the article.
fn tells_later_day(page: &Page<'_>, expressions: &Expressions, day: Date) -> bool {
    let mut days = (0..page.sentences.len()).flat_map(|it| expressions.stated_days(it));
    days.any(|(_, told)| told > day)
}
