//! What is said: from behind the speaker to the cue.

mod circumstance;
mod wording;

use keii_model::{AttributionType, EntityType, Span};
use keii_syntax::{Form, ParticleKind, Pos};

use super::Context;
use super::cue::{Cue, CueKind};
use super::frame::Frame;
use super::line::{Item, Line};
use super::met;
use super::setting;
use super::settings::holds;
use super::speaker::Found;
use crate::draft::{SpeakerDraft, SpeechDraft};
use circumstance::{behind_circumstances, behind_partner, is_time};
pub(super) use wording::is_verbatim;
use wording::{is_anothers, is_quality, is_wording};

/// Reported words.
#[derive(Clone, Debug)]
pub(super) struct Content {
    pub(super) kind: AttributionType,
    pub(super) span: Span,
    /// Quotations in a row before it: 「…」「…」と話す.
    pub(super) before: Vec<Span>,
    /// The verbatim parts of mixed content.
    pub(super) quoted: Vec<Span>,
    pub(super) addressee: Option<Span>,
    /// Whether it only tells what something is called: 公称を「…」と発表した.
    pub(super) is_name: bool,
    /// Whether the marks hold nouns alone.
    pub(super) is_nominal: bool,
}

impl Content {
    /// Words in marks that are all of it.
    pub(super) fn verbatim(span: Span) -> Self {
        let (kind, before, quoted) = (AttributionType::Direct, Vec::new(), Vec::new());
        Self { kind, span, before, quoted, addressee: None, is_name: false, is_nominal: false }
    }

    /// Each of the quotations in a row for itself: two sentences that somebody says.
    pub(super) fn each(self) -> impl Iterator<Item = Self> {
        let spans = self.before.clone().into_iter().chain([self.span]);
        spans.map(move |span| Self { span, before: Vec::new(), ..self.clone() })
    }

    /// Whether it ends with verbatim words.
    pub(super) fn closes_verbatim(&self) -> bool {
        const MARK: u32 = 3;
        self.quoted.last().is_some_and(|last| last.end + MARK >= self.span.end)
    }

    /// The same, none of it in the words of whoever tells it, where not all of it is.
    pub(super) fn in_own_words(self) -> Self {
        if self.is_direct() {
            return self;
        }
        Self { kind: AttributionType::Indirect, quoted: Vec::new(), ..self }
    }

    /// Whether all of it is verbatim.
    pub(super) fn is_direct(&self) -> bool {
        self.kind == AttributionType::Direct
    }
}

/// The content of a cue.
pub(super) fn of(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    from: usize,
    cue: &Cue<'_>,
    speaker: Option<&Found>,
) -> Option<Content> {
    // 見直しを求める首相は, 必要だと考える首相は: whoever stands behind the cue does not tell where what is said
    // begins.
    let behind = |found: &&Found| {
        let starts = |it: &SpeakerDraft| it.span.is_some_and(|span| span.start >= cue.span.end);
        let plain = cue.nested && cue.quotation_at(line).is_none();
        let takes = cue.kind.is_of_nouns() && !cue.is_before_its_matter() || plain;
        takes && found.speakers.iter().all(starts)
    };
    let named = speaker.filter(|found| !behind(found));
    let start = named.map_or(from, |found| found.end).min(cue.at);
    let of_clause = |it: &usize| cue.kind != CueKind::Object || *it > start;
    if let Some(starts) = cue.starts.filter(of_clause) {
        return reported(context, line, starts.max(start)..cue.at, None, false);
    }
    let (start, addressee) = behind_circumstances(context, line, start, cue.at);
    let start = met::is_mutual(context, cue)
        .then(|| behind_partner(context, line, start, cue.at))
        .flatten()
        .unwrap_or(start);
    let heard = cue.kind == CueKind::Held && speaker.is_some();
    if (matches!(cue.kind, CueKind::Quotative | CueKind::Gesture) || heard)
        && let Some(quote) = cue.quotation_at(line).filter(|&quote| quote >= start)
        && let Item::Quote(quotation) = line.items[quote]
    {
        let (first, before) = in_a_row(line, start, quote);
        if is_whole(context, line, start, first) {
            let kind = AttributionType::Direct;
            let span = quotation.inner;
            let object = &context.language.speech.object_particles[0];
            let called = first > start && line.surface(first - 1) == object;
            let is_nominal = !is_verbatim(context, quotation);
            let is_name = (called || cue.nested) && is_nominal;
            let quoted = Vec::new();
            return Some(Content { kind, span, before, quoted, addressee, is_name, is_nominal });
        }
    }
    if start >= cue.at {
        return None;
    }
    // What a source tells holds names and terms in marks rather than its own wording.
    let told = matches!(cue.kind, CueKind::Hearsay | CueKind::Held);
    reported(context, line, start..cue.at, addressee, told)
}

/// What was told right before, in this sentence or the one before it in its paragraph, for whoever turns it away.
pub(super) fn again(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    last: &SpeechDraft,
) -> Option<Content> {
    let span = *last.content.last()?;
    let sentence = context.page.sentence_at(span.start)?;
    let here = context.page.sentence_at(line.span.start)?;
    let block = |at: usize| context.page.sentences[at].block;
    let near = sentence + 1 >= here && block(sentence) == block(here);
    near.then(|| Content {
        kind: AttributionType::Indirect,
        span,
        before: Vec::new(),
        quoted: Vec::new(),
        addressee: None,
        is_name: false,
        is_nominal: false,
    })
}

/// The position of the first of the quotations that stand in a row up to `last`, and what the
/// earlier ones say.
fn in_a_row(line: &Line<'_>, start: usize, last: usize) -> (usize, Vec<Span>) {
    let mut first = last;
    let mut before = Vec::new();
    while first > start {
        let gap = usize::from(line.is_comma(first - 1));
        let Some(&Item::Quote(quotation)) =
            first.checked_sub(1 + gap).filter(|&at| at >= start).and_then(|at| line.items.get(at))
        else {
            break;
        };
        before.insert(0, quotation.inner);
        first -= 1 + gap;
    }
    (first, before)
}

/// The content behind a frame: the rest of the sentence without its full stop.
pub(super) fn behind_frame(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    frame: &Frame,
) -> Option<Content> {
    let full_stop = line
        .items
        .last()
        .is_some_and(|item| item.word().is_some_and(|word| word.pos == Pos::Period));
    let end = line.items.len() - usize::from(full_stop);
    // …と、A局がB氏の発言として|伝えた: what is told stands before it.
    let told = &context.language.speech.told_behind;
    if frame.end >= end || holds(told, line.lemma(frame.end)) && line.verb_end(frame.end) >= end {
        return None;
    }
    // …によれば、両首脳は「…」ことで認識を共有した: the quotation is what was said.
    let quotes: Vec<&Item<'_>> =
        line.items[frame.end..end].iter().filter(|item| item.word().is_none()).collect();
    let person = |at: usize| {
        let end = line.items[at].span().end;
        let named = context.cast.within(line.span).find(|mention| mention.phrase.end == end);
        named.is_some_and(|it| context.cast.entity(it).kind == EntityType::Person)
            && line.pos(at + 1) == Some(Pos::Particle(ParticleKind::Topic))
    };
    // …によると、市長は「…」ことも示唆した: the words are the mayor's.
    if let [Item::Quote(quotation)] = quotes.as_slice()
        && !(frame.end..end).any(person)
    {
        let after = line.position(quotation.span.end);
        if context.language.speech.behind_framed.hold(line.surface(after)) {
            let (kind, span) = (AttributionType::Direct, quotation.inner);
            let before = Vec::new();
            let (quoted, addressee) = (Vec::new(), None);
            return Some(Content {
                kind,
                span,
                before,
                quoted,
                addressee,
                is_name: false,
                is_nominal: false,
            });
        }
    }
    // …によると、「…」。
    if let [Item::Quote(quotation)] = &line.items[frame.end..end]
        && is_verbatim(context, quotation)
    {
        return Some(Content::verbatim(quotation.inner));
    }
    reported(context, line, frame.end..end, None, true)
}

/// Reported words with their verbatim parts; of what is told for a fact (`strict`) only what nobody else is told to
/// have said.
fn reported(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    range: std::ops::Range<usize>,
    addressee: Option<Span>,
    strict: bool,
) -> Option<Content> {
    let (start, end) = (range.start, range.end);
    // …によるもの、と分析した
    let end = end - usize::from(end > start && line.is_comma(end - 1));
    let items = line.items.get(start..end)?;
    // …一致した|などと述べた: nothing is left to be said.
    // …明らかにした|ためとしている
    let empty = |pos: Pos| matches!(pos, Pos::Particle(_) | Pos::FormalNoun | Pos::Comma);
    if items.iter().all(|item| item.word().is_some_and(|it| empty(it.pos))) {
        return None;
    }
    let span = items.first()?.span().join(items.last()?.span());
    let quoted: Vec<Span> = items
        .iter()
        .enumerate()
        .filter_map(|(at, item)| match item {
            Item::Quote(quotation) => {
                let before = (start + at).checked_sub(1).and_then(|before| line.pos(before));
                // 楽曲・「…」: the marks hold what the noun is called.
                let dot = (start + at).checked_sub(1).is_some_and(|before| {
                    line.surface(before) == context.language.speech.middle_dot
                });
                let compound = dot
                    || before.is_some_and(|pos| {
                        pos.is_nominal() && !matches!(pos, Pos::AdverbialNoun | Pos::FormalNoun)
                    });
                let quality = is_quality(context, line, start + at, quotation);
                let verbatim = quality
                    || is_verbatim(context, quotation)
                        && (!strict || is_wording(context, quotation));
                let others = is_anothers(context, line, (start + at, end), strict);
                (!compound && verbatim && !others).then_some(quotation.inner)
            }
            Item::Word(_) => None,
        })
        .collect();
    let kind = if quoted.is_empty() { AttributionType::Indirect } else { AttributionType::Mixed };
    Some(Content {
        kind,
        span,
        before: Vec::new(),
        quoted,
        addressee,
        is_name: false,
        is_nominal: false,
    })
}

/// All of a line, as an item of a list is, without its full stop.
pub(super) fn whole(context: &Context<'_, '_>, line: &Line<'_>) -> Option<Content> {
    let stopped = line.items.last().and_then(|item| item.word());
    let end = line.items.len() - usize::from(stopped.is_some_and(|it| it.pos == Pos::Period));
    let start = behind_dateline(line);
    (end > start).then(|| reported(context, line, start..end, None, true)).flatten()
}

/// The position behind 【…】 at the head of a report.
fn behind_dateline(line: &Line<'_>) -> usize {
    const LONGEST: usize = 16;
    if line.pos(0) != Some(Pos::Open) {
        return 0;
    }
    let close = (1..line.items.len().min(LONGEST)).find(|&at| line.pos(at) == Some(Pos::Close));
    close.map_or(0, |close| close + 1)
}

/// Whether the quotation before the cue is all that is said, and what stands before it only tells
/// to whom, where or about what.
fn is_whole(context: &Context<'_, '_>, line: &Line<'_>, start: usize, quote: usize) -> bool {
    let Some(before) = quote.checked_sub(1).filter(|&before| before >= start) else { return true };
    let Some(token) = line.word(before) else { return true };
    match token.pos {
        Pos::Comma | Pos::Period | Pos::Conjunction | Pos::Adverb | Pos::AdverbialNoun => true,
        Pos::Particle(ParticleKind::Genitive) => false,
        Pos::Particle(_) if token.lemma == context.language.speech.subject => {
            context.cast.within(line.span).any(|mention| mention.phrase.end == token.span.start)
        }
        Pos::Particle(ParticleKind::Coordinating) => false,
        Pos::Particle(_) => !is_part_of_it(context, line, start, before),
        // 会談のあと「…」と述べた
        Pos::Noun | Pos::FormalNoun | Pos::Suffix if is_when(context, token.span) => true,
        Pos::Noun | Pos::VerbalNoun | Pos::Suffix => {
            // A speaker directly before the marks, as headlines have it.
            context.cast.within(line.span).any(|mention| mention.phrase.end == token.span.end)
        }
        // 伝言を送り「…」と祝った
        Pos::Verb | Pos::DependentVerb => token.form == Form::Continuative,
        _ => token.pos == Pos::NameSuffix || matches!(token.pos, Pos::Name(_)),
    }
}

/// Whether a word closes a phrase that tells when.
fn is_when(context: &Context<'_, '_>, word: Span) -> bool {
    let words = word.of(context.page.text());
    context.language.speech.time_endings.iter().any(|end| words.ends_with(end.as_str()))
}

/// Whether what stands before the marks belongs to the words in them: 違反には「強く対応する」と述べた, 会談は
/// 「有益」だったと評価した; but 記者団に「…」と述べた.
fn is_part_of_it(context: &Context<'_, '_>, line: &Line<'_>, start: usize, at: usize) -> bool {
    let settings = &context.language.speech;
    let topic = line.pos(at) == Some(Pos::Particle(ParticleKind::Topic));
    let case = if topic { at.saturating_sub(1) } else { at };
    let Some(noun) = case.checked_sub(1).filter(|&noun| noun >= start && topic && case < at) else {
        return false;
    };
    line.surface(case) == settings.adverb_particle
        && setting::addressee(context, line, case).is_none()
        && matches!(line.pos(noun), Some(Pos::Noun | Pos::VerbalNoun | Pos::Suffix))
        && !is_time(context, line, noun)
}
