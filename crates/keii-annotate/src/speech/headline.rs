//! Quotation marks in headlines, where there is no verb to tell that somebody speaks.
//!
//! A headline's quotation is speech when somebody stands directly before it, or when the text below
//! reports nearly the same words as somebody's.

use keii_model::{AttributionType, EntityType, Span, SpeakerHow};

use super::content::is_verbatim;
use super::{Context, certainty};
use crate::draft::{EntityIndex, RoleDraft, SpeakerDraft, SpeechDraft};
use crate::mention::{Script, script};
use crate::page::{BlockKind, Quotation};

/// The share of a headline's quotation that must stand in the body's, in pairs of characters.
const ALIKE: f64 = 0.6;

/// Adds the speech of headlines.
pub(super) fn read(context: &Context<'_, '_>, found: &mut Vec<SpeechDraft>) {
    let page = context.page;
    let settings = &context.language.speech;
    for sentence in 0..page.sentences.len() {
        if !matches!(page.block_of(sentence).kind, BlockKind::Title | BlockKind::Heading) {
            continue;
        }
        for quotation in page.quotations_of(sentence) {
            let taken = found
                .iter()
                .any(|draft| draft.content.iter().any(|span| span.overlaps(quotation.inner)));
            if taken || quotation.depth > 0 || settings.work_marks.contains(quotation.mark) {
                continue;
            }
            let headline = page.sentences[sentence].span;
            let draft = introduced(context, headline, quotation)
                .or_else(|| repeated(context, found, headline, quotation));
            found.extend(draft);
        }
    }
}

/// ロシア高官「…」 in shape: the line ends with the quotation and a speaker stands right before it.
fn introduced(
    context: &Context<'_, '_>,
    headline: Span,
    quotation: &Quotation,
) -> Option<SpeechDraft> {
    let text = context.page.text();
    if quotation.span.end != headline.end {
        return None;
    }
    let before = &text[headline.start as usize..quotation.span.start as usize];
    let gap = before.len()
        - before.trim_end_matches(|gap| context.language.speech.headline_gaps.contains(gap)).len();
    let end = quotation.span.start - u32::try_from(gap).expect("within the text");
    let mention = context.cast.within(headline).find(|mention| mention.phrase.end == end);
    let speaker = match mention {
        Some(mention) => SpeakerDraft {
            entity: Some(mention.entity),
            span: Some(mention.phrase),
            how: if mention.form == crate::draft::MentionForm::Name {
                SpeakerHow::Explicit
            } else {
                SpeakerHow::Role
            },
        },
        None => office(context, Span::new(headline.start, end), quotation)?,
    };
    let mut draft = direct(quotation, vec![speaker], "speech.headline");
    let certainty = certainty::of_words(context, quotation.inner);
    draft.modality = certainty.modality;
    draft.factuality = certainty.factuality;
    Some(draft)
}

/// 労組委員長「…」: the words that stand right before the marks, where they end in an office or in a word for
/// people.
fn office(context: &Context<'_, '_>, before: Span, quotation: &Quotation) -> Option<SpeakerDraft> {
    let text = context.page.text();
    let settings = &context.language.speech;
    let noun = |it: &char| matches!(script(*it), Script::Kanji | Script::Katakana | Script::Latin);
    let length: usize = before.of(text).chars().rev().take_while(noun).map(char::len_utf8).sum();
    let span = Span::from_range(before.end as usize - length..before.end as usize);
    let words = span.of(text);
    let ends = |list: &[String]| list.iter().any(|it| words.ends_with(it.as_str()));
    let speaks = ends(&settings.speaking_people) || ends(&settings.speaking_offices);
    let named = speaks && !ends(&settings.things) && words.chars().count() > 1;
    (named && is_verbatim(context, quotation)).then(|| SpeakerDraft {
        entity: holder(context, words),
        span: Some(span),
        how: SpeakerHow::Role,
    })
}

/// The only one of the document who holds the office: 労組委員長 of a headline is the 委員長 of the text that
/// tells of the 労組.
fn holder(context: &Context<'_, '_>, words: &str) -> Option<EntityIndex> {
    let text = context.page.text();
    let holds = |role: &RoleDraft| {
        let rest = words.strip_suffix(role.title.as_str());
        rest.is_some_and(|rest| {
            let former = context.language.title_prefix.get(rest).is_some();
            rest.is_empty() || !former && text.matches(rest).nth(1).is_some()
        })
    };
    let entities = context.cast.entities.iter().enumerate();
    let mut holders =
        entities.filter(|(_, it)| it.kind == EntityType::Person && it.roles.iter().any(holds));
    let first = holders.next().map(|(at, _)| at)?;
    holders.next().is_none().then_some(first)
}

/// The shortest headline quotation that is compared with the text, in characters: shorter ones are
/// words that anybody may share.
const SHORTEST: usize = 5;

/// The shortest quotation that is known again by its words alone, in characters.
const KNOWN_AGAIN: usize = 6;

/// Adds quotations of the text that repeat, word for word, what somebody was quoted with before.
pub(super) fn echoes(context: &Context<'_, '_>, found: &mut Vec<SpeechDraft>) {
    let text = context.page.text();
    let mut added = Vec::new();
    for quotation in &context.page.quotations {
        let words = quotation.inner.of(text);
        let taken =
            |draft: &SpeechDraft| draft.content.iter().any(|span| span.overlaps(quotation.inner));
        if words.chars().count() < KNOWN_AGAIN || found.iter().any(taken) {
            continue;
        }
        let said = found.iter().find(|draft| {
            draft.kind == AttributionType::Direct
                && draft
                    .content
                    .iter()
                    .any(|span| span.end <= quotation.span.start && span.of(text) == words)
        });
        if let Some(said) = said {
            let speakers = said.speakers.iter().map(super::carried::carried).collect();
            let mut draft = direct(quotation, speakers, "speech.echo");
            draft.modality = said.modality;
            draft.factuality = said.factuality;
            added.push(draft);
        }
    }
    found.extend(added);
}

/// The same words, nearly, are somebody's in the text below.
fn repeated(
    context: &Context<'_, '_>,
    found: &[SpeechDraft],
    headline: Span,
    quotation: &Quotation,
) -> Option<SpeechDraft> {
    let text = context.page.text();
    let behind = text[quotation.span.end as usize..headline.end as usize].chars().next();
    // A quotation that goes on into a noun is a term: 「…」構想.
    let is_term = behind.is_some_and(|it| !context.language.speech.headline_ends.contains(it));
    if is_term || quotation.inner.of(text).chars().count() < SHORTEST {
        return None;
    }
    let pairs = pairs(quotation.inner.of(text));
    let body = found.iter().filter(|draft| draft.kind == AttributionType::Direct);
    let same = body.into_iter().find(|draft| {
        let content = draft.content.first().filter(|content| content.start > headline.end);
        content.is_some_and(|content| {
            let there = self::pairs(content.of(text));
            let shared = pairs.iter().filter(|pair| there.contains(pair)).count();
            !pairs.is_empty() && shared as f64 >= ALIKE * pairs.len() as f64
        })
    })?;
    let carried =
        |speaker: &SpeakerDraft| SpeakerDraft { how: SpeakerHow::Carried, ..speaker.clone() };
    let speakers = same.speakers.iter().map(carried).collect();
    let mut draft = direct(quotation, speakers, "speech.headline-repeats-text");
    draft.modality = same.modality;
    draft.factuality = same.factuality;
    Some(draft)
}

fn direct(quotation: &Quotation, speakers: Vec<SpeakerDraft>, step: &str) -> SpeechDraft {
    SpeechDraft {
        kind: AttributionType::Direct,
        content: vec![quotation.inner],
        quoted: Vec::new(),
        cue: None,
        speakers,
        via: Vec::new(),
        addressee: None,
        medium: None,
        time: None,
        modality: None,
        factuality: None,
        steps: vec![(step.to_owned(), Some(quotation.span))],
    }
}

/// Every two characters that follow one another.
fn pairs(words: &str) -> Vec<(char, char)> {
    words.chars().zip(words.chars().skip(1)).collect()
}
