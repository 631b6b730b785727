//! Questions that the text leaves open.

use keii_model::Span;
use keii_rules::Match;
use keii_syntax::Relation;

use crate::draft::QuestionDraft;
use crate::language::Language;
use crate::page::{BlockKind, Page};

/// Finds the questions that the writer leaves open: sentences, headings and items that end as one,
/// and those that a sentence calls open. What somebody is quoted to ask is not the writer's.
pub(crate) fn questions(page: &Page<'_>, language: &Language<'_>) -> Vec<QuestionDraft> {
    let mut questions = Vec::new();
    for sentence in 0..page.sentences.len() {
        let kind = page.block_of(sentence).kind;
        use BlockKind::{Heading, Item, Paragraph, Title};
        if !matches!(kind, Heading | Item | Paragraph | Title) {
            continue;
        }
        let before = questions.len();
        for found in language.question.find(&page.view_of(sentence), page.sentences[sentence].span)
        {
            let Some(end) = found.capture("end").map(|end| end.span.end) else { continue };
            let mark = Span::new(found.span.start, end);
            if page.quotation_around(mark).is_some() {
                continue;
            }
            let at_end = found.span.end >= asked(page, language, sentence).end;
            let alone = is_mark_alone(&found, mark);
            // A headline that ends with a bare か guesses rather than asks.
            let guesses = alone && kind == Title && mark.of(page.text()).chars().count() == 1;
            if alone && !at_end || guesses {
                continue;
            }
            let start = if at_end && questions.len() == before {
                whole_start(page, sentence)
            } else {
                clause_start(page, sentence, mark)
            };
            let rule = language.question.rule(found.rule).id().to_owned();
            let steps = vec![(rule, Some(found.span))];
            questions.push(QuestionDraft { span: Span::new(start, end), steps });
        }
    }
    questions
}

/// Whether the words found are the closing particle alone, which asks only at the end.
fn is_mark_alone(found: &Match, mark: Span) -> bool {
    found.capture("asking").is_none() && found.span == mark
}

/// A sentence without the marks that end it.
fn asked(page: &Page<'_>, language: &Language<'_>, sentence: usize) -> Span {
    let span = page.sentences[sentence].span;
    let words = span.of(page.text());
    let kept = words.trim_end_matches(|end| language.page.terminators.contains(end)).trim_end();
    Span::from_range(span.start as usize..span.start as usize + kept.len())
}

fn whole_start(page: &Page<'_>, sentence: usize) -> u32 {
    page.sentences[sentence].span.start
}

/// Where the clause begins whose predicate the question ends with.
fn clause_start(page: &Page<'_>, sentence: usize, mark: Span) -> u32 {
    let syntax = &page.syntax[sentence];
    let ends_in = |predicate: u32| {
        let span = syntax.chunks[predicate as usize].span;
        mark.contains(Span::new(span.start, span.start + 1)) && span.start < mark.end
    };
    let clauses = syntax.clauses.iter().filter(|clause| ends_in(clause.predicate));
    let last = clauses.max_by_key(|clause| syntax.chunks[clause.predicate as usize].span.start);
    let start = last.map_or(mark.start, |clause| clause.span.start);
    whole_phrase(page, sentence, start.min(mark.start))
}

/// Takes in what depends as part of a noun phrase on the words that begin at `start`.
fn whole_phrase(page: &Page<'_>, sentence: usize, mut start: u32) -> u32 {
    let chunks = &page.syntax[sentence].chunks;
    for chunk in chunks.iter().rev().filter(|chunk| chunk.depth == 0) {
        let governor = chunk.governor.map(|governor| &chunks[governor as usize]);
        let is_part = matches!(
            chunk.relation,
            Relation::Genitive | Relation::Coordinate | Relation::Adnominal
        );
        if is_part && chunk.span.end <= start && governor.is_some_and(|it| it.span.start == start) {
            start = chunk.span.start;
        }
    }
    start
}
