//! What the document tells of itself: headline, day of publication, outlet, writer, translator, and
//! the works it credits.
//!
//! It is read before the times of the text are, which are completed from the day of publication.

mod caption;
mod cited;
mod credit_line;
mod genre;
mod publication;
mod reference;
mod signature;
mod source_line;

use keii_model::{Basis, Edtf, Genre, Span, Stated};
use keii_syntax::{ParticleKind, Pos};

use crate::draft::Provenance;
use crate::language::Language;
use crate::page::{Block, BlockKind, Page, is_foreign};
use crate::time::Expressions;
pub(crate) use cited::cited;
use credit_line::CreditLine;
use publication::Dated;

/// Reads what the document tells of itself. What came with it counts more than what it says.
pub(crate) fn provenance(
    page: &Page<'_>,
    expressions: &Expressions,
    language: &Language<'_>,
) -> Provenance {
    let metadata = &page.document.metadata;
    let credit = credit_line::credit_line(page, expressions, language);
    let mut credited_works = source_line::source_lines(page, expressions);
    let of_credit = |day| credit.as_ref().is_some_and(|credit| credit.is_of(day));
    credited_works.retain(|work| !of_credit(work.day_span()));
    let mut dated = publication::dated(page, expressions, language);
    // The day of a source is not the article's, nor that of the original.
    dated.retain(|dated| !credited_works.iter().any(|work| dated.is_of(work.day_span())));
    dated.retain(|dated| credit.as_ref().is_none_or(|credit| dated.block != credit.block));
    let original = credit.as_ref().and_then(CreditLine::day);
    let latest = original.or_else(|| source_line::latest(&credited_works));
    let given_day = metadata.published.as_ref();
    let (published, basis) = published(page, (expressions, language), &dated, given_day, latest);
    let told = |name: Span| Stated { value: name.of(page.text()).to_owned(), evidence: vec![name] };
    let given =
        |name: &Option<String>| name.clone().map(|value| Stated { value, evidence: Vec::new() });
    let author = given(&metadata.author)
        .or_else(|| named(page, BlockKind::Author).map(told))
        .or_else(|| signature::reporter(page, language));
    let beside = credit.as_ref().and_then(CreditLine::translator);
    let translator = named(page, BlockKind::Translator)
        .or(beside)
        .or_else(|| credit_line::translator_above(page, language))
        .map(told);
    let publisher = given(&metadata.publisher)
        .or_else(|| publication::publisher(page, &dated, language, published.as_ref()))
        .or_else(|| signature::signature(page, language));
    let is_translation = translator.is_some();
    let mut references =
        reference::references(page, expressions, language, (credit.as_ref(), is_translation));
    if references.is_empty() {
        references.extend(signature::credited(page, language, publisher.as_ref()));
    }
    references.extend(credited_works.iter().map(|work| work.reference(page.text())));
    let genre = match translator {
        Some(_) => Some(Genre::Translation),
        None => genre::genre(page, language),
    };
    let title = given_title(page).or_else(|| title(page, &dated));
    Provenance { title, published, basis, publisher, author, translator, references, genre }
}

fn published(
    page: &Page<'_>,
    (expressions, language): (&Expressions, &Language<'_>),
    dated: &[Dated],
    given: Option<&Edtf>,
    latest: Option<Stated<Edtf>>,
) -> (Option<Stated<Edtf>>, Basis) {
    if let Some(value) = given {
        return (Some(Stated { value: value.clone(), evidence: Vec::new() }), Basis::Metadata);
    }
    if let Some(stated) = publication::stated(dated) {
        return (Some(stated), Basis::Stated);
    }
    if let Some(day) = publication::of_dateline(page, expressions, language) {
        return (Some(day), Basis::Stated);
    }
    let pictured = || caption::of_caption(page, expressions, language);
    match publication::inferred(page, expressions).or(latest).or_else(pictured) {
        Some(inferred) => (Some(inferred), Basis::Inferred),
        None => (None, Basis::None),
    }
}

/// The longest credit of a picture at the end of its line, in characters.
const PICTURE_CREDIT: usize = 16;

/// Whether a day stands in the words under a picture: in a line that is no sentence, right behind its mark
/// (`…=首都で2031年5月6日、…通信`), before what says that it was taken then (`…撮影`), or at the head of a line that
/// credits the picture (`2031年5月6日、…=…通信`).
pub(crate) fn is_pictured(
    page: &Page<'_>,
    language: &Language<'_>,
    block: &Block,
    span: Span,
) -> bool {
    let text = page.text();
    let settings = language.page;
    if block.content.of(text).trim_end().ends_with(|end| settings.terminators.hold(end)) {
        return false;
    }
    let before = Span::new(block.span.start, span.start).of(text);
    let behind = Span::new(span.end, block.span.end).of(text);
    let is_mark = |it: char| settings.caption.marks.contains(it);
    let marked =
        before.rsplit_once(is_mark).is_some_and(|(_, near)| !near.contains(char::is_whitespace));
    let taken = settings.caption.taken.iter().any(|word| behind.contains(word.as_str()));
    let credit = behind.strip_prefix(['、', ',']).and_then(|rest| rest.rsplit_once(is_mark));
    let credited = credit.is_some_and(|(_, last)| last.chars().count() <= PICTURE_CREDIT);
    marked || taken || credited
}

/// The headline that came with the article, where its text holds it too.
fn given_title(page: &Page<'_>) -> Option<Span> {
    let title = page.document.metadata.title.as_deref()?.trim();
    let start = page.text().find(title).filter(|_| !title.is_empty())?;
    Some(Span::from_range(start..start + title.len()))
}

/// The headline; where it is broken into lines, all of them. A line that tells the day of
/// publication is none.
fn title(page: &Page<'_>, dated: &[Dated]) -> Option<Span> {
    let head = head(page);
    let is_title = |at: usize| {
        let kind = page.blocks[at].kind;
        matches!(kind, BlockKind::Title | BlockKind::Heading)
            && !dated.iter().any(|day| day.block == at)
    };
    let first = (0..head).find(|&at| is_title(at))?;
    let mut title = page.blocks[first].content;
    for at in first + 1..head {
        let block = &page.blocks[at];
        let gap = Span::new(title.end, block.span.start).of(page.text());
        let adjacent = gap.matches('\n').count() == 1 && !gap.contains("\r\r");
        if !is_title(at) || !adjacent || !goes_on(page, at - 1) {
            break;
        }
        title = title.join(block.content);
    }
    Some(title)
}

/// How many blocks stand before the running text; an original's summary in its own script is none.
fn head(page: &Page<'_>) -> usize {
    let is_text = |block: &Block| {
        block.kind == BlockKind::Paragraph && !is_foreign(block.content.of(page.text()))
    };
    page.blocks.iter().position(is_text).unwrap_or(page.blocks.len())
}

/// Whether a line ends in the middle of a phrase.
fn goes_on(page: &Page<'_>, block: usize) -> bool {
    let last = sentences_of(page, block).last();
    let token = last.and_then(|sentence| page.syntax[sentence].tokens.last());
    token.is_some_and(|token| match token.pos {
        Pos::Comma => true,
        Pos::Particle(kind) => kind != ParticleKind::Final,
        _ => false,
    })
}

/// The sentences of a block.
fn sentences_of(page: &Page<'_>, block: usize) -> std::ops::Range<usize> {
    let from = page.sentences.partition_point(|sentence| sentence.block < block);
    let to = page.sentences.partition_point(|sentence| sentence.block <= block);
    from..to
}

/// The name behind a label.
fn named(page: &Page<'_>, kind: BlockKind) -> Option<Span> {
    page.blocks.iter().filter(|block| block.kind == kind).find_map(|block| block.name)
}
