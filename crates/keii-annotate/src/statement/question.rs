//! Questions that the text leaves open.

use keii_model::{AttributionType, Span, SpeakerHow};
use keii_rules::Match;
use keii_syntax::{ParticleKind, Pos};

use crate::draft::{QuestionDraft, SpeechDraft};
use crate::language::Language;
use crate::page::{BlockKind, Page};
use crate::speech::clause;

/// Finds the questions that the writer leaves open: sentences, headings and items that end as one,
/// and those that a sentence calls open. What somebody is quoted to ask is not the writer's.
pub(crate) fn questions(
    page: &Page<'_>,
    speech: &[SpeechDraft],
    language: &Language<'_>,
) -> Vec<QuestionDraft> {
    let mut questions = Vec::new();
    for sentence in 0..page.sentences.len() {
        let kind = page.block_of(sentence).kind;
        use BlockKind::{Heading, Item, Paragraph, Title};
        // What somebody is asked in a conversation is answered there.
        let spoken = page.turn_of(sentence).is_some();
        if spoken || !matches!(kind, Heading | Item | Paragraph | Title) {
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
            if is_said(speech, mark) || is_told(page, language, sentence, mark) {
                continue;
            }
            let at_end = mark.end >= asked(page, language, sentence).end;
            let alone = is_mark_alone(&found, mark);
            // A headline that ends with a bare か guesses rather than asks, and so does a noun with か.
            let bare = alone && mark.of(page.text()).chars().count() == 1;
            let guesses = bare && (kind == Title || is_noun_before(page, sentence, mark));
            if is_indefinite(&found, mark) && !at_end {
                continue;
            }
            if alone && !at_end || guesses {
                continue;
            }
            let from = match questions[before..].last() {
                Some(QuestionDraft { span, .. }) => span.end,
                None => page.sentences[sentence].span.start,
            };
            let start = clause::start(page, language.speech, sentence, (from, mark.start), true);
            let whole = kind != Paragraph && questions.len() == before;
            let start = if whole { page.sentences[sentence].span.start } else { start };
            let start = start.min(mark.start);
            let asks = |listed: &String| {
                page.sentences[sentence].span.of(page.text()).contains(listed.as_str())
            };
            if language.speech.related.iter().any(asks) {
                continue;
            }
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
    let kept = words.trim_end_matches(|end| language.page.terminators.hold(end)).trim_end();
    Span::from_range(span.start as usize..span.start as usize + kept.len())
}

/// Whether a noun stands right before the closing particle: 竜巻か.
fn is_noun_before(page: &Page<'_>, sentence: usize, mark: Span) -> bool {
    let tokens = &page.syntax[sentence].tokens;
    let at = tokens.partition_point(|token| token.span.start < mark.start);
    at.checked_sub(1).is_some_and(|before| tokens[before].pos.is_nominal())
}

/// 誰か, どちらか: nothing stands between the asking word and its particle.
fn is_indefinite(found: &Match, mark: Span) -> bool {
    let asking = found.capture("asking").map(|asking| asking.span);
    let end = found.capture("end").map(|end| end.span);
    asking.zip(end).is_some_and(|(asking, end)| asking.end == end.start && end.end == mark.end)
}

/// Whether the sentence goes on to tell that somebody says so: …か分からないと述べた.
fn is_told(page: &Page<'_>, language: &Language<'_>, sentence: usize, mark: Span) -> bool {
    let tokens = &page.syntax[sentence].tokens;
    let behind = tokens.partition_point(|token| token.span.start < mark.end);
    tokens[behind..].windows(2).any(|pair| {
        let verb = language.speech_verb.get(&pair[1].lemma);
        pair[0].pos == Pos::Particle(ParticleKind::Quotative)
            && verb.is_some_and(|verb| verb.field("strength") == Some("speech"))
    })
}

/// Whether somebody who is named says it: what they ask or leave open is theirs.
fn is_said(speech: &[SpeechDraft], mark: Span) -> bool {
    speech.iter().any(|draft| {
        draft.kind != AttributionType::Author
            && draft.speakers.iter().any(|it| it.how != SpeakerHow::Unattributed)
            && draft.speakers.iter().all(|it| it.how != SpeakerHow::Frame)
            && draft.content.iter().any(|content| content.contains(mark))
    })
}
