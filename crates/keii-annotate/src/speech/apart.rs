//! Quotations that stand apart from the sentence that tells who says them: 「…」。首相はこう述べた; and
//! those that close with a name alone: 「…」と首相。

use keii_model::{AttributionType, Span};
use keii_syntax::Pos;

use super::line::{Item, Line};
use super::settings::holds;
use super::together::together;
use super::{Context, certainty, speaker};
use crate::draft::{SpeakerDraft, SpeechDraft};
use crate::page::Quotation;

/// Adds what sentences of one quotation say, told by the sentence before or behind them.
pub(super) fn read(context: &Context<'_, '_>, found: &mut Vec<SpeechDraft>) {
    let page = context.page;
    let mut added = Vec::new();
    // Who was told to speak on in the sentences before this one.
    let mut going: Option<Teller> = None;
    for sentence in 0..page.sentences.len() {
        if page.quotations_of(sentence).is_empty() {
            going = teller(context, &Line::new(page, sentence), true);
            continue;
        }
        let line = Line::new(page, sentence);
        if let Some(draft) = named_behind(context, &line) {
            added.push(draft);
        }
        let Some(quotation) = alone(&line) else {
            going = None;
            continue;
        };
        let next = || {
            let next =
                (sentence + 1 < page.sentences.len()).then(|| Line::new(page, sentence + 1))?;
            teller(context, &next, false)
        };
        let told = going.clone().or_else(next);
        added.extend(told.map(|told| told.draft(context, quotation)));
    }
    let free = |draft: &SpeechDraft| {
        !found.iter().any(|other| other.content.iter().any(|it| it.overlaps(draft.content[0])))
    };
    added.retain(free);
    found.extend(added);
}

/// A sentence that is one quotation and nothing else.
fn alone<'a>(line: &Line<'a>) -> Option<&'a Quotation> {
    let (Item::Quote(quotation), rest) = line.items.split_first().map(|(it, rest)| (*it, rest))?
    else {
        return None;
    };
    let closed = rest
        .iter()
        .all(|item| item.word().is_some_and(|word| matches!(word.pos, Pos::Period | Pos::Symbol)));
    closed.then_some(quotation)
}

/// Who says it, and the words that tell so.
#[derive(Clone)]
struct Teller {
    speakers: Vec<SpeakerDraft>,
    cue: Span,
}

impl Teller {
    fn draft(self, context: &Context<'_, '_>, quotation: &Quotation) -> SpeechDraft {
        let certainty = certainty::of_words(context, quotation.inner);
        SpeechDraft {
            kind: AttributionType::Direct,
            content: vec![quotation.inner],
            quoted: Vec::new(),
            cue: Some(self.cue),
            speakers: self.speakers,
            via: Vec::new(),
            addressee: None,
            medium: None,
            time: None,
            modality: certainty.modality,
            factuality: certainty.factuality,
            steps: vec![("speech.apart".to_owned(), Some(self.cue))],
        }
    }
}

/// 首相はこう述べた: a word that points to the quotation, with a verb of saying right behind it, at
/// the end of the sentence when the quotation follows (`ahead`).
fn teller(context: &Context<'_, '_>, line: &Line<'_>, ahead: bool) -> Option<Teller> {
    let settings = &context.language.speech;
    let at = (0..line.items.len()).find(|&at| {
        let from = line.items[at].span().start as usize;
        settings.pointing.begin(&line.text[from..])
    })?;
    let verb = (at..line.items.len().min(at + POINTING)).find(|&it| {
        matches!(line.pos(it), Some(Pos::Verb | Pos::VerbalNoun))
            && context
                .language
                .speech_verb
                .get(line.lemma(it))
                .is_some_and(|verb| verb.field("strength") == Some("speech"))
    })?;
    let end = line.verb_end(verb);
    let closes = matches!(line.pos(end), None | Some(Pos::Period));
    if ahead && !closes {
        return None;
    }
    let speakers = speaker::topic_before(context, line, at)?.speakers;
    Some(Teller { speakers, cue: line.items[at].span().join(line.items[end - 1].span()) })
}

/// How many words may stand between the pointing word and its verb.
const POINTING: usize = 6;

/// 「…」と首相。: nothing but the speaker stands behind the particle.
fn named_behind(context: &Context<'_, '_>, line: &Line<'_>) -> Option<SpeechDraft> {
    let settings = &context.language.speech;
    let stop = line.items.len() - usize::from(line.pos(line.items.len() - 1) == Some(Pos::Period));
    let quote = (0..stop).rev().find(|&at| line.word(at).is_none())?;
    let Item::Quote(quotation) = line.items[quote] else { return None };
    if !holds(&settings.quotative, line.surface(quote + 1)) || quote + 2 >= stop {
        return None;
    }
    let name = line.items[quote + 2].span().join(line.items[stop - 1].span());
    let mention = context.cast.within(name).find(|mention| mention.phrase == name)?;
    let speakers = together(context, line, mention, name.start);
    let cue = line.items[quote + 1].span();
    Some(Teller { speakers, cue }.draft(context, quotation))
}
