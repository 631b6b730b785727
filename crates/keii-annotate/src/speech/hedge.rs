//! What the writer marks as uncertain without naming anybody who says it.

use keii_model::{Factuality, Span};
use keii_syntax::Pos;

use super::certainty::read;
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
        let view = page.view_of(sentence);
        let layers = [language.hedge, language.modality];
        let hits = layers
            .into_iter()
            .flat_map(|layer| layer.find(&view, span).into_iter().map(move |hit| (layer, hit)));
        for (layer, hit) in hits {
            let level = layer.output(&hit, "level").or_else(|| layer.output(&hit, "factuality"));
            let Some(level) = read(level.as_deref()) else { continue };
            let said = speech.iter().any(|draft| {
                draft.content.iter().chain(&draft.cue).any(|words| words.overlaps(hit.span))
            });
            let quoted = page.quotation_around(hit.span).is_some();
            let told = found.iter().any(|hedge: &HedgeDraft| hedge.cue.overlaps(hit.span));
            if said || quoted || told || !is_uncertain(level) {
                continue;
            }
            let start = clause_start(page, sentence, hit.span.start);
            found.push(HedgeDraft {
                span: Span::new(start, hit.span.end),
                cue: hit.span,
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

fn is_uncertain(level: Factuality) -> bool {
    use Factuality::{Possible, PossiblyNot, Probable, ProbablyNot, Unknown};
    matches!(level, PossiblyNot | Possible | Probable | ProbablyNot | Unknown)
}

/// Behind the last comma before the words, or the sentence's beginning.
fn clause_start(page: &Page<'_>, sentence: usize, before: u32) -> u32 {
    let tokens = &page.syntax[sentence].tokens;
    let until = tokens.partition_point(|token| token.span.start < before);
    let comma = tokens[..until].iter().rev().find(|token| token.pos == Pos::Comma);
    comma.map_or(page.sentences[sentence].span.start, |comma| comma.span.end)
}
