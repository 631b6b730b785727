//! Sentences that only tell who told what stands before them: 首脳会談が中止された。A通信が伝えた。

use keii_model::Span;
use keii_syntax::{ParticleKind, Pos};

use super::cue::CueKind;
use super::line::Line;
use super::settings::holds;
use super::{Context, certainty, content, plain, speaker};
use crate::draft::SpeechDraft;
use crate::page::BlockKind;

/// How many words such a sentence may have.
const LONGEST: usize = 30;

/// Adds what sentences tell that the one behind them ascribes to somebody.
pub(super) fn read(context: &Context<'_, '_>, found: &mut Vec<SpeechDraft>) {
    let page = context.page;
    for sentence in 1..page.sentences.len() {
        let same = page.sentences[sentence].block == page.sentences[sentence - 1].block;
        if !same || page.block_of(sentence).kind != BlockKind::Paragraph {
            continue;
        }
        let (told, line) = (page.sentences[sentence - 1].span, page.sentences[sentence].span);
        // What parties agreed on is part of what is told: …することで合意した。政府が明らかにした。
        let agreed = |draft: &SpeechDraft| {
            draft.steps.first().is_some_and(|(step, _)| step == CueKind::Agreement.step())
        };
        let taken = |draft: &SpeechDraft| {
            let told = |it: &Span| told.overlaps(*it) && !agreed(draft);
            draft.content.iter().any(|it| told(it) || line.overlaps(*it))
        };
        if !found.iter().any(taken) {
            let draft = teller(context, &context.lines[sentence], sentence - 1);
            found.extend(draft);
        }
    }
}

/// The attribution of the sentence before, where this one is nothing but who told it, and when.
fn teller(context: &Context<'_, '_>, line: &Line<'_>, told: usize) -> Option<SpeechDraft> {
    let settings = &context.language.speech;
    let last = line.items.len().checked_sub(1)?;
    let stop = last + usize::from(line.pos(last) != Some(Pos::Period));
    if !(2..=LONGEST).contains(&stop) || line.items[..stop].iter().any(|item| item.word().is_none())
    {
        return None;
    }
    let object = &settings.object_particles[0];
    let other = |at: usize| {
        line.surface(at) == object
            || matches!(line.pos(at), Some(Pos::Particle(ParticleKind::Quotative)))
    };
    let is_subject = |at: &usize| line.marks_subject(*at, &settings.subject).is_some();
    let at = (1..stop).rev().find(is_subject)?;
    let verb_at = (at + 1..stop).find(|&it| {
        let verb = context.language.speech_verb.get(line.lemma(it));
        verb.is_some_and(|verb| holds(&settings.told_behind, verb.form()))
    })?;
    if line.verb_end(verb_at) != stop || (0..verb_at).any(other) {
        return None;
    }
    let speakers = speaker::named_at(context, line, at)?.speakers;
    let whole = content::whole(context, &context.lines[told])?;
    let certainty = certainty::of_words(context, whole.span);
    let cue = line.items[at].span().join(line.items[stop - 1].span());
    Some(SpeechDraft {
        kind: whole.kind,
        content: vec![whole.span],
        quoted: whole.quoted,
        speakers,
        ..plain(cue, certainty, "speech.behind")
    })
}
