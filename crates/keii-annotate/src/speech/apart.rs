//! Quotations that stand apart from the sentence that tells who says them: 「…」。首相はこう述べた; and
//! those that close with a name alone: 「…」と首相。

mod closing;

use keii_model::{AttributionType, EntityType, Span, SpeakerHow};
use keii_syntax::{Pos, Token};

use super::carried::carried;
use super::content::is_verbatim;
use super::line::{Item, Line};
use super::together::together;
use super::{Context, ahead, certainty, plain, speaker};
use crate::draft::{SpeakerDraft, SpeechDraft};
use crate::page::{BlockKind, Quotation};

/// Adds what sentences of one quotation say, told by the sentence before or behind them.
pub(super) fn read(context: &Context<'_, '_>, found: &mut Vec<SpeechDraft>) {
    let page = context.page;
    let mut added = Vec::new();
    // Who was told to speak on in the sentences before this one.
    let mut going: Option<Teller> = None;
    // Who is named before the marks of the line above.
    let mut above: Option<Teller> = None;
    for sentence in 0..page.sentences.len() {
        let kind = page.block_of(sentence).kind;
        // In a list of references a name before marks is who wrote what stands in them.
        if matches!(kind, BlockKind::Reference | BlockKind::ReferenceHead | BlockKind::Furniture) {
            continue;
        }
        if page.quotations_of(sentence).is_empty() {
            going = teller(context, &context.lines[sentence], true);
            continue;
        }
        let line = &context.lines[sentence];
        if let Some(draft) = named_behind(context, line) {
            added.push(draft);
        }
        added.extend(named_in_brackets(context, sentence));
        let named = (kind != BlockKind::Title).then(|| named_ahead(context, line));
        let goes_on = above.take();
        if let Some(draft) = named.flatten() {
            above = Teller::carried(&draft);
            added.push(draft);
            continue;
        }
        let Some(quotation) = alone(line) else {
            added.extend(ahead(line).and_then(|quotation| {
                let told = teller(context, line, false)?;
                Some(told.draft(context, quotation))
            }));
            added.extend(closing::about(context, sentence, line, found));
            going = None;
            continue;
        };
        let next = || {
            let next = context.lines.get(sentence + 1)?;
            teller(context, next, false)
                .or_else(|| closing::behind(context, sentence, next, quotation))
        };
        let heads = || sentence.checked_sub(1).and_then(|above| heading(context, above));
        let own_line = || goes_on.filter(|_| begins_line(context, sentence));
        let told = going.clone().or_else(next).or_else(heads).or_else(own_line);
        let told = told.or_else(|| closing::teller(context, sentence, quotation, found));
        let draft = told.map(|told| told.draft(context, quotation));
        above = draft.as_ref().and_then(Teller::carried);
        added.extend(draft);
    }
    let free = |draft: &SpeechDraft| {
        !found.iter().any(|other| other.content.iter().any(|it| it.overlaps(draft.content[0])))
    };
    added.retain(free);
    found.extend(added);
}

/// Whether a sentence is the first of its block.
fn begins_line(context: &Context<'_, '_>, sentence: usize) -> bool {
    let block = |at: usize| context.page.sentences[at].block;
    sentence.checked_sub(1).is_none_or(|before| block(before) != block(sentence))
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

/// A quotation at the head of a sentence that goes on without it: 「良かった。」首相はこう語った.
fn ahead<'a>(line: &Line<'a>) -> Option<&'a Quotation> {
    let Some(Item::Quote(quotation)) = line.items.first() else { return None };
    let goes_on = line.pos(1).is_some_and(|pos| pos.is_nominal() || matches!(pos, Pos::Prefix));
    goes_on.then_some(*quotation)
}

/// Who says it, and the words that tell so.
#[derive(Clone)]
struct Teller {
    speakers: Vec<SpeakerDraft>,
    cue: Span,
}

impl Teller {
    /// The same one, who goes on in the next line.
    fn carried(draft: &SpeechDraft) -> Option<Self> {
        let speakers = draft.speakers.iter().map(carried).collect();
        Some(Self { speakers, cue: draft.cue? })
    }

    fn draft(self, context: &Context<'_, '_>, quotation: &Quotation) -> SpeechDraft {
        let certainty = certainty::of_words(context, quotation.inner);
        SpeechDraft {
            kind: AttributionType::Direct,
            content: vec![quotation.inner],
            speakers: self.speakers,
            ..plain(self.cue, certainty, "speech.apart")
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
            && context.language.speech_verb.get(line.lemma(it)).is_some_and(|verb| {
                // こう振り返る
                verb.field("strength") == Some("speech") || verb.field("medium") == Some("speech")
            })
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

/// 官房長官「…」: nothing but the speaker stands before the marks, and nothing behind them.
fn named_ahead(context: &Context<'_, '_>, line: &Line<'_>) -> Option<SpeechDraft> {
    let stop = line.items.len() - usize::from(line.pos(line.items.len() - 1) == Some(Pos::Period));
    let quote = stop.checked_sub(1).filter(|&quote| quote > 0)?;
    let Item::Quote(quotation) = line.items[quote] else { return None };
    let name = line.items[0].span().join(line.items[quote - 1].span());
    let mention = context.cast.within(name).find(|mention| mention.phrase == name)?;
    let kind = context.cast.entity(mention).kind;
    // A name alone may be who wrote what stands in the marks.
    let held = mention.phrase != mention.span;
    let speaks = kind == EntityType::Person && held && is_verbatim(context, quotation);
    let speakers = together(context, line, mention, name.start);
    speaks.then(|| Teller { speakers, cue: name }.draft(context, quotation))
}

/// A line that is nothing but a name, above a paragraph that is nothing but what they said.
fn heading(context: &Context<'_, '_>, sentence: usize) -> Option<Teller> {
    let line = &context.lines[sentence];
    let words = line.items.first()?.span().join(line.items.last()?.span());
    let mention = context.cast.within(words).find(|mention| mention.phrase == words)?;
    let alone = context.page.block_of(sentence).span.len() <= words.len() + SLACK;
    let place = context.cast.entity(mention).kind == EntityType::Place;
    let speakers = together(context, line, mention, words.start);
    (alone && !place).then_some(Teller { speakers, cue: words })
}

/// How much longer than the name such a line may be, in bytes.
const SLACK: u32 = 6;

/// How long a remark in brackets may be that names who says what stands before it, in characters.
const REMARK: usize = 20;

/// 「…」(党幹部)などと: whoever says it is named in brackets right behind, by an office or as one of some
/// people; a name alone may be who made what is named in the marks.
fn named_in_brackets(context: &Context<'_, '_>, sentence: usize) -> Vec<SpeechDraft> {
    let text = context.page.text();
    let settings = &context.language.speech;
    let told = |quotation: &Quotation| {
        let behind = &text[quotation.span.end as usize..];
        let inside = behind.strip_prefix(['(', '（'])?;
        let (length, _) =
            inside.char_indices().take(REMARK).find(|(_, it)| matches!(it, ')' | '）'))?;
        let start = text.len() - inside.len();
        let span = Span::from_range(start..start + length);
        let words = span.of(text);
        let ends = |list: &[String]| list.iter().any(|it| words.ends_with(it.as_str()));
        let mut named = context.cast.within(span);
        let mention = named.find(|it| it.phrase == span);
        let group = mention.is_some_and(|it| context.cast.entity(it).kind == EntityType::Group);
        let held = mention.is_some_and(|it| it.phrase != it.span);
        let people = ends(&settings.speaking_people) || ends(&settings.speaking_offices);
        let clean = !words.is_empty() && words.chars().all(char::is_alphanumeric);
        let speaks = clean && (group || held || people) && !ends(&settings.things);
        if quotation.depth > 0 || !speaks || !tells(context, quotation) {
            return None;
        }
        let entity = mention.map(|it| it.entity);
        let how = if held { SpeakerHow::Explicit } else { SpeakerHow::Role };
        let speakers = vec![SpeakerDraft { entity, span: Some(span), how }];
        Some(Teller { speakers, cue: span }.draft(context, quotation))
    };
    context.page.quotations_of(sentence).iter().filter_map(told).collect()
}

/// Whether the words in marks hold a predicate: 「物語の父」 is what somebody is called.
fn tells(context: &Context<'_, '_>, quotation: &Quotation) -> bool {
    let predicate = |token: &Token| {
        matches!(token.pos, Pos::Verb | Pos::DependentVerb | Pos::Adjective | Pos::Auxiliary)
    };
    let words = ahead::said(context, quotation.inner);
    is_verbatim(context, quotation) && words.is_some_and(|words| words.iter().any(predicate))
}

/// 「…」と首相。: nothing but the speaker stands behind the particle.
fn named_behind(context: &Context<'_, '_>, line: &Line<'_>) -> Option<SpeechDraft> {
    let settings = &context.language.speech;
    let stop = line.items.len() - usize::from(line.pos(line.items.len() - 1) == Some(Pos::Period));
    let quote = (0..stop).rev().find(|&at| line.word(at).is_none())?;
    let Item::Quote(quotation) = line.items[quote] else { return None };
    if !settings.quotative.hold(line.surface(quote + 1)) || quote + 2 >= stop {
        return None;
    }
    let name = line.items[quote + 2].span().join(line.items[stop - 1].span());
    let mention = context.cast.within(name).find(|mention| mention.phrase == name)?;
    let speakers = together(context, line, mention, name.start);
    let cue = line.items[quote + 1].span();
    Some(Teller { speakers, cue }.draft(context, quotation))
}
