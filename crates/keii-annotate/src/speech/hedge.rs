//! What the writer marks as uncertain without naming anybody who says it.

use keii_model::{Factuality, Modality, Span, SpeakerHow};
use keii_syntax::{Form, ParticleKind, Pos};

use super::certainty::read;
use super::settings::holds;
use crate::draft::{HedgeDraft, SpeechDraft};
use crate::language::Language;
use crate::page::{BlockKind, Page};

/// Finds the writer's hedges: words of uncertainty that end a clause and stand in nobody's mouth.
pub(crate) fn hedges(
    page: &Page<'_>,
    speech: &[SpeechDraft],
    language: &Language<'_>,
) -> Vec<HedgeDraft> {
    let mut found = Vec::new();
    for sentence in 0..page.sentences.len() {
        let kind = page.block_of(sentence).kind;
        if !matches!(kind, BlockKind::Paragraph | BlockKind::Item) {
            continue;
        }
        let span = page.sentences[sentence].span;
        let told = told(speech, span);
        let view = page.view_of(sentence);
        let layers = [language.hedge, language.modality];
        let hits = layers
            .into_iter()
            .flat_map(|layer| layer.find(&view, span).into_iter().map(move |hit| (layer, hit)));
        for (layer, hit) in hits {
            let own = layer.output(&hit, "level");
            let level = own.clone().or_else(|| layer.output(&hit, "factuality"));
            let Some(level) = read(level.as_deref()) else { continue };
            let qualifies = own.is_some() && level == Factuality::CertainNot;
            let said = told.iter().any(|words| words.overlaps(hit.span));
            let quoted = page.quotation_around(hit.span).is_some();
            let again = found.iter().any(|hedge: &HedgeDraft| {
                hedge.cue.overlaps(hit.span)
                    || (hedge.span.contains(hit.span) && hedge.level == level)
            });
            let meant =
                (qualifies || is_uncertain(level)) && closes(page, language, sentence, hit.span);
            let intends = matches!(
                read(layer.output(&hit, "modality").as_deref()),
                Some(Modality::Plan | Modality::Hope | Modality::Propose | Modality::Promise)
            );
            if said || quoted || again || intends || !meant {
                continue;
            }
            let cue = whole_words(page, sentence, hit.span);
            let start = clause_start(page, sentence, cue.start);
            let end = phrase_end(page, sentence, cue);
            found.push(HedgeDraft {
                span: Span::new(start, end),
                cue,
                level,
                steps: vec![
                    (layer.rule(hit.rule).id().to_owned(), Some(hit.span)),
                    ("hedge.clause".to_owned(), None),
                ],
            });
        }
    }
    found.sort_by_key(|hedge| hedge.span.start);
    found
}

/// What somebody who is named says in a sentence, and the words that tell so. What nobody in
/// particular says is as uncertain as the text marks it.
fn told(speech: &[SpeechDraft], sentence: Span) -> Vec<Span> {
    let named =
        |draft: &&SpeechDraft| draft.speakers.iter().any(|it| it.how != SpeakerHow::Unattributed);
    let drafts = speech.iter().filter(named);
    let words = drafts.flat_map(|draft| draft.content.iter().chain(&draft.cue).copied());
    words.filter(|span| span.overlaps(sentence)).collect()
}

/// Whether words of uncertainty say something of a clause: behind a noun (必要とされる) they do not, nor
/// in a question, nor as the beginning of a compound (予定地).
fn closes(page: &Page<'_>, language: &Language<'_>, sentence: usize, words: Span) -> bool {
    let tokens = &page.syntax[sentence].tokens;
    let from = tokens.partition_point(|token| token.span.start < words.start);
    let to = tokens.partition_point(|token| token.span.start < words.end);
    let text = page.text();
    let settings = &language.speech;
    let quotative =
        tokens.get(from).is_some_and(|token| holds(&settings.quotative, token.span.of(text)));
    let noun = from.checked_sub(1).is_some_and(|before| {
        let pos = tokens[before].pos;
        pos.is_nominal() && !matches!(pos, Pos::FormalNoun)
    });
    let asks = tokens.get(to).is_some_and(|token| holds(&settings.questions, token.span.of(text)));
    // 難しい問い: a quality of a thing is no doubt about it.
    let adnominal = tokens.get(to).is_some_and(|token| token.pos.is_nominal())
        && tokens.get(to - 1).is_some_and(|token| token.pos == Pos::Adjective);
    !(asks || adnominal || quotative && noun)
}

/// The words without a topic or subject particle ahead, and the negation they end with as a whole.
fn whole_words(page: &Page<'_>, sentence: usize, words: Span) -> Span {
    let tokens = &page.syntax[sentence].tokens;
    let from = tokens.partition_point(|token| token.span.start < words.start);
    let to = tokens.partition_point(|token| token.span.start < words.end);
    let first = tokens.get(from).filter(|token| token.span.start == words.start);
    let particle = first.is_some_and(|token| match token.pos {
        Pos::Particle(ParticleKind::Topic) => true,
        Pos::Particle(ParticleKind::Case) => {
            tokens.get(from + 1).is_some_and(|next| next.pos.is_nominal())
        }
        _ => false,
    });
    let start = if particle { tokens[from].span.end } else { words.start };
    let negated = |token: &&keii_syntax::Token| token.pos == Pos::Auxiliary;
    let mut end = to.checked_sub(1).map_or(words.end, |last| tokens[last].span.end.max(words.end));
    // What was cut within a word, or before the word that negates it, goes on to its end.
    let open = tokens
        .get(to.wrapping_sub(1))
        .is_some_and(|last| last.form == Form::Irrealis || last.span.end > words.end);
    if open {
        end = tokens.get(to).filter(negated).map_or(end, |token| token.span.end);
    }
    Span::new(start.min(end), end)
}

/// Behind the words, or behind the noun that they stand before: 来年に予定される試合.
fn phrase_end(page: &Page<'_>, sentence: usize, words: Span) -> u32 {
    let tokens = &page.syntax[sentence].tokens;
    let to = tokens.partition_point(|token| token.span.start < words.end);
    let plain = to.checked_sub(1).is_some_and(|last| {
        matches!(tokens[last].pos, Pos::Verb | Pos::Auxiliary | Pos::DependentVerb)
    });
    let mut end = words.end;
    for token in tokens[to..].iter().filter(|_| plain).take(PHRASE) {
        match token.pos {
            pos if pos.is_nominal() && pos != Pos::FormalNoun => end = token.span.end,
            // 首都での会談
            Pos::Particle(ParticleKind::Genitive | ParticleKind::Case) => {}
            _ => break,
        }
    }
    end
}

/// The most words of a noun phrase behind an adnominal hedge.
const PHRASE: usize = 10;

fn is_uncertain(level: Factuality) -> bool {
    use Factuality::{Possible, PossiblyNot, Probable, ProbablyNot, Unknown};
    matches!(level, PossiblyNot | Possible | Probable | ProbablyNot | Unknown)
}

/// Behind the last comma before the words, or the sentence's beginning.
fn clause_start(page: &Page<'_>, sentence: usize, before: u32) -> u32 {
    let tokens = &page.syntax[sentence].tokens;
    let until = tokens.partition_point(|token| token.span.start < before);
    let mut before = tokens[..until].iter().rev();
    let comma =
        before.find(|token| token.pos == Pos::Comma && page.quotation_around(token.span).is_none());
    comma.map_or(page.sentences[sentence].span.start, |comma| comma.span.end)
}
