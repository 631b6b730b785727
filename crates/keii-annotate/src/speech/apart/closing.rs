//! Quotations without any word of saying that go on what somebody has begun to say: 監督は「…」と話した。敗因は語らず、再建については「…」。

use keii_model::{AttributionType, EntityType};
use keii_syntax::{ParticleKind, Pos, Token};

use super::Teller;
use crate::draft::{SpeakerDraft, SpeechDraft};
use crate::page::Quotation;
use crate::speech::ahead;
use crate::speech::carried::carried;
use crate::speech::content::is_verbatim;
use crate::speech::line::{Item, Line};
use crate::speech::{Context, speaker};

/// How many sentences may stand between what somebody says and what they go on to say.
const BETWEEN: usize = 2;

/// The shortest quotation, in bytes, that goes on without a word: eight characters.
const SHORTEST: u32 = 24;

/// The person who goes on in a quotation that closes its paragraph.
pub(super) fn teller(
    context: &Context<'_, '_>,
    sentence: usize,
    quotation: &Quotation,
    found: &[SpeechDraft],
) -> Option<Teller> {
    let page = context.page;
    let block = page.sentences[sentence].block;
    let closes = page.sentences.get(sentence + 1).is_none_or(|next| next.block != block);
    if closes { going_on(context, sentence, quotation, found) } else { None }
}

/// The person who has said something verbatim right before, in the same paragraph.
fn going_on(
    context: &Context<'_, '_>,
    sentence: usize,
    quotation: &Quotation,
    found: &[SpeechDraft],
) -> Option<Teller> {
    let page = context.page;
    let block = page.sentences[sentence].block;
    if !is_sentence(context, quotation) {
        return None;
    }
    let near = |draft: &&SpeechDraft| {
        let at = draft.content.last().and_then(|it| page.sentence_at(it.start));
        at.is_some_and(|at| {
            at < sentence && at + BETWEEN >= sentence && page.sentences[at].block == block
        })
    };
    let said = found.iter().filter(near).max_by_key(|draft| draft.content[0].start)?;
    let person = |it: &SpeakerDraft| {
        it.entity.is_some_and(|at| context.cast.entities[at].kind == EntityType::Person)
    };
    let speaks = said.kind == AttributionType::Direct && said.speakers.iter().all(person);
    let speakers = said.speakers.iter().map(carried).collect();
    speaks.then_some(Teller { speakers, cue: said.cue? })
}

/// 再建については「…」。: a quotation that closes its sentence, behind no more than what it is about.
pub(super) fn about(
    context: &Context<'_, '_>,
    sentence: usize,
    line: &Line<'_>,
    found: &[SpeechDraft],
) -> Option<SpeechDraft> {
    let settings = &context.language.speech;
    let stop = line.items.len() - usize::from(line.pos(line.items.len() - 1) == Some(Pos::Period));
    let quote = stop.checked_sub(1).filter(|&quote| quote > 1)?;
    let Item::Quote(quotation) = line.items[quote] else { return None };
    let topic = line.pos(quote - 1) == Some(Pos::Particle(ParticleKind::Topic));
    let last = if topic { quote - 2 } else { quote - 1 };
    let words = line.items[0].span().join(line.items[last].span()).of(line.text);
    let about = settings.about.iter().any(|it| words.ends_with(it.as_str()));
    let one = line.items[..quote].iter().all(|item| item.word().is_some());
    let others = (0..last).any(|at| line.marks_subject(at, &settings.subject).is_some());
    if !about || !one || others || settings.pointing_back.hold(line.surface(0)) {
        return None;
    }
    let told = going_on(context, sentence, quotation, found)?;
    Some(told.draft(context, quotation))
}

/// 「人が減った」。小林事務局長は様子を振り返る。: whoever the sentence behind a quotation that opens its paragraph tells to
/// speak, without saying what.
pub(super) fn behind(
    context: &Context<'_, '_>,
    sentence: usize,
    next: &Line<'_>,
    quotation: &Quotation,
) -> Option<Teller> {
    let page = context.page;
    let block = page.sentences[sentence].block;
    let opens = sentence.checked_sub(1).is_none_or(|before| page.sentences[before].block != block);
    let same =
        page.sentence_at(next.span.start).is_some_and(|it| page.sentences[it].block == block);
    let quotes = next.items.iter().any(|item| item.word().is_none());
    let settings = &context.language.speech;
    let reports = (0..next.items.len())
        .any(|at| next.is_particle(at) && settings.quotative.hold(next.surface(at)));
    if !opens || !same || quotes || reports || !is_sentence(context, quotation) {
        return None;
    }
    let stop = next.items.len() - usize::from(next.pos(next.items.len() - 1) == Some(Pos::Period));
    let verb = (0..stop).rev().find(|&at| {
        matches!(next.pos(at), Some(Pos::Verb | Pos::VerbalNoun)) && next.verb_end(at) == stop
    })?;
    let entry = context.language.speech_verb.get(next.lemma(verb))?;
    let speaks = entry.field("medium") == Some("speech");
    let speakers = speaker::topic_up_to(context, next, verb).filter(|_| speaks)?.speakers;
    let cue = next.items[verb].span().join(next.items[stop - 1].span());
    Some(Teller { speakers, cue })
}

/// Whether marks hold a sentence that is not too short to be a name.
fn is_sentence(context: &Context<'_, '_>, quotation: &Quotation) -> bool {
    let predicate = |token: &Token| {
        matches!(token.pos, Pos::Verb | Pos::DependentVerb | Pos::Adjective | Pos::Auxiliary)
            || token.pos == Pos::Particle(ParticleKind::Final)
    };
    let words = ahead::said(context, quotation.inner).unwrap_or_default();
    is_verbatim(context, quotation)
        && quotation.inner.len() >= SHORTEST
        && words.last().is_some_and(predicate)
}
