//! What happens: the words that tell of a happening, who takes part, where, when, and how far it has
//! come. Several sentences about one happening are one mention; a plan and its execution are two.
//!
//! A trigger stands in a frame: the chunks that depend on it, the predicates that say that it takes
//! place, and the nouns that say how far it has come. Who, where and when are read off the frame;
//! what the frame does not tell stays unknown.

mod acting;
mod attendance;
mod circumstance;
mod frame;
mod merge;
mod participant;
mod progress;
mod stand;
mod tree;
mod trigger;

use keii_model::{EntityType, EventType, Span, Status};
use serde::Deserialize;

use crate::draft::{Cast, EventDraft, Mention, ParticipantDraft, SpeechDraft, TimeDraft};
use crate::language::Language;
use crate::page::{BlockKind, Page};
use frame::Frame;
use progress::{Ground, Progress};
use tree::Tree;
use trigger::{Form, Trigger};

/// The section `event` of a pack: the words around a trigger that tell who, whom and where.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct EventSettings {
    /// Behind what the clause is about.
    topic: Vec<String>,
    /// Behind the subject.
    subject: Vec<String>,
    /// Behind the one by whom it is done.
    agent: Vec<String>,
    /// Behind one among equals.
    partner: Vec<String>,
    /// Behind the one it is done to.
    recipient: Vec<String>,
    /// Behind the place where it happens.
    place: Vec<String>,
    /// Between equals in one word.
    joints: Vec<String>,
    /// May stand between a name and its particle.
    name_tails: Vec<String>,
    /// Nouns of people who act for the one whose name stands before.
    proxies: Vec<String>,
    /// Verbs that say of their subject or object that it takes place.
    support: Vec<String>,
    /// Verbs that say of their subject that it was done to it (攻撃を受ける).
    undergo: Vec<String>,
    /// Nouns that say of the noun before them how far it has come.
    aspects: Vec<String>,
    /// Nouns of a moment in the course of what stands before them.
    courses: Vec<String>,
    /// Behind a trigger: it had happened by then.
    after: Vec<String>,
    /// Words that make a meeting one from afar.
    remote: Vec<String>,
    /// Words for the topic itself (自身).
    reflexive: Vec<String>,
    /// Verbs of media: their subject takes no part in what they report.
    reporting: Vec<String>,
    /// Verbs of being present at what the sentence before told.
    attendance: Vec<String>,
    /// Nouns by which a sentence takes up a meeting told before.
    meetings: Vec<String>,
    /// Behind a trigger: it is going on.
    ongoing_suffixes: Vec<String>,
}

/// What the steps of this module look at.
pub(crate) struct Context<'a, 'p> {
    page: &'a Page<'a>,
    cast: &'a Cast,
    /// In order of their start.
    times: &'a [TimeDraft],
    speech: &'a [SpeechDraft],
    /// What is reported, in order of its start, with the position of the attribution.
    contents: Vec<(Span, usize)>,
    language: &'a Language<'p>,
}

impl<'a, 'p> Context<'a, 'p> {
    fn new(
        page: &'a Page<'a>,
        cast: &'a Cast,
        times: &'a [TimeDraft],
        speech: &'a [SpeechDraft],
        language: &'a Language<'p>,
    ) -> Self {
        let told = |(at, draft): (usize, &SpeechDraft)| {
            draft.content.iter().map(|content| (*content, at)).collect::<Vec<_>>()
        };
        let mut contents: Vec<(Span, usize)> = speech.iter().enumerate().flat_map(told).collect();
        contents.sort_by_key(|(span, at)| (span.start, span.end, *at));
        Self { page, cast, times, speech, contents, language }
    }

    /// The times that lie within `span`.
    fn times_in(&self, span: Span) -> &'a [TimeDraft] {
        let from = self.times.partition_point(|time| time.span.start < span.start);
        let to = self.times.partition_point(|time| time.span.start < span.end);
        &self.times[from..to.max(from)]
    }

    /// The attribution that tells of `span`, the innermost of several.
    fn telling(&self, span: Span) -> Option<usize> {
        // Reported words nest a few deep at most.
        const NESTED: usize = 16;
        let after = self.contents.partition_point(|(content, _)| content.start <= span.start);
        let before = self.contents[..after].iter().rev().take(NESTED);
        before.filter(|(content, _)| content.contains(span)).map(|(_, at)| *at).next()
    }
}

/// Finds everything that happens on the page.
pub(crate) fn mentions(
    page: &Page<'_>,
    cast: &Cast,
    times: &[TimeDraft],
    speech: &[SpeechDraft],
    language: &Language<'_>,
) -> Vec<EventDraft> {
    let context = Context::new(page, cast, times, speech, language);
    let mut found: Vec<EventDraft> = Vec::new();
    let mut attended: Option<(usize, usize)> = None;
    let mut carried: (usize, Vec<&Mention>) = (0, Vec::new());
    for sentence in 0..page.sentences.len() {
        let block = page.sentences[sentence].block;
        if !is_told(page.block_of(sentence).kind) {
            continue;
        }
        if carried.0 != block {
            carried = (block, Vec::new());
        }
        let view = page.view_of(sentence);
        let hits = language.status.find(&view, page.sentences[sentence].span);
        let tree = Tree::new(&page.syntax[sentence], hits, language);
        attendance::attendance(&context, &tree, sentence, &mut found, &mut attended);
        for draft in scenes(&context, &tree, sentence, &carried.1) {
            merge::add(&context, sentence, draft, &mut found);
        }
        if acting::is_led(&tree) {
            let topic = acting::leading(&context, &tree);
            carried.1 = topic.map_or_else(Vec::new, |topic| topic.mentions);
        }
    }
    merge::merge(&context, found)
}

/// Whether what happens is told in a block of this kind.
fn is_told(kind: BlockKind) -> bool {
    use BlockKind::{Heading, Item, Paragraph, Title};
    matches!(kind, Title | Heading | Paragraph | Item)
}

/// The scenes of a sentence.
fn scenes(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    sentence: usize,
    carried: &[&Mention],
) -> Vec<EventDraft> {
    let triggers = trigger::triggers(context.page.text(), tree, context.language);
    let mut drafts: Vec<(EventDraft, Option<Span>)> = triggers
        .iter()
        .filter(|trigger| !is_named(context, tree, trigger))
        .filter_map(|trigger| scene(context, tree, sentence, trigger, carried))
        .collect();
    // 会談することで合意した: the agreement is how far the meeting has come, no happening of its own.
    let used: Vec<Span> = drafts.iter().filter_map(|(_, told)| *told).collect();
    drafts.retain(|(draft, _)| {
        let word = matches!(draft.kind, EventType::Agree | EventType::Reject | EventType::Other);
        !(word && used.iter().any(|told| told.overlaps(draft.trigger)))
    });
    drafts.into_iter().map(|(draft, _)| draft).collect()
}

/// Whether a trigger is part of a name (全国知事会議), or of a compound that is likely to be one.
fn is_named(context: &Context<'_, '_>, tree: &Tree<'_>, trigger: &Trigger<'_>) -> bool {
    const LONGEST: u32 = 96;
    let around = Span::new(trigger.span.start.saturating_sub(LONGEST), trigger.span.end + LONGEST);
    let mut names = context.cast.within(around);
    if names.any(|mention| mention.span.contains(trigger.span)) {
        return true;
    }
    let tokens = &tree.syntax.tokens;
    let first = tokens.partition_point(|token| token.span.start < trigger.span.start);
    let before = first.checked_sub(1).map(|at| &tokens[at]);
    let glued =
        before.is_some_and(|token| token.span.end == trigger.span.start && token.pos.is_nominal());
    let named = context.cast.within(around).any(|mention| mention.phrase.end == trigger.span.start);
    trigger.needs("alone") && glued && !named
}

/// The scene around a trigger, when enough of it is told, and the words that told its status.
fn scene(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    sentence: usize,
    trigger: &Trigger<'_>,
    carried: &[&Mention],
) -> Option<(EventDraft, Option<Span>)> {
    let frame = frame::of(context.page.text(), tree, trigger, context.language.event);
    let ground = Ground { context, tree, sentence, trigger, frame: &frame };
    let progress = progress::of(&ground)?;
    let participants = participant::of(context, tree, trigger, &frame, progress.status, carried);
    let place = circumstance::place(context, tree, trigger, &frame);
    let time = circumstance::time(context, tree, trigger, &frame, progress.status);
    // 18日に訪れています: what has a day of its own was done on it.
    let progress = match &time {
        Some(time) if time.value.as_ref().is_some_and(|value| value.single_day().is_some()) => {
            progress.on_a_day()
        }
        _ => progress,
    };
    let duration = circumstance::duration(context, tree, &frame);
    let approximate = duration.as_ref().is_some_and(|(_, approximate)| *approximate);
    let told = progress.span;
    let evidence = evidence(context, tree, trigger, &frame, &participants);
    let draft = EventDraft {
        kind: trigger.kind,
        trigger: trigger.span,
        participants,
        place,
        time,
        duration: duration.map(|(value, _)| value),
        approximate,
        status: progress.status,
        factuality: Some(progress.factuality),
        according_to: context.telling(trigger.span),
        outcome: None,
        evidence: vec![evidence],
        steps: steps(trigger, progress),
    };
    let enough = is_enough(context, tree, trigger, &frame, &draft);
    (enough || merge::is_remark(&draft)).then_some((draft, told))
}

fn steps(trigger: &Trigger<'_>, progress: Progress) -> crate::draft::Steps {
    let mut steps = vec![("event.trigger".to_owned(), Some(trigger.span))];
    steps.push((progress.step, progress.span));
    steps.extend(progress.doubt.map(|(rule, span)| (rule, Some(span))));
    steps
}

/// Whether enough is told to speak of a happening: who takes part, or what its word calls for.
fn is_enough(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
    draft: &EventDraft,
) -> bool {
    let kinds: Vec<EntityType> = draft
        .participants
        .iter()
        .filter_map(|it| it.entity)
        .map(|at| context.cast.entities[at].kind)
        .collect();
    let place_kind = draft.place.as_ref().and_then(|place| place.entity);
    let place_kind = place_kind.map(|at| context.cast.entities[at].kind);
    let state = |kind: &EntityType| matches!(kind, EntityType::Country);
    let country = kinds.iter().chain(&place_kind).any(state);
    let partner = kinds.len() >= 2;
    let office = draft.participants.iter().filter_map(|it| it.entity).any(|at| {
        let entity = &context.cast.entities[at];
        entity.kind == EntityType::Person && !entity.roles.is_empty()
    });
    let met = (!trigger.needs("country") || country)
        && (!trigger.needs("partner") || partner)
        && (!trigger.needs("office") || office)
        && has_object(context, tree, trigger, frame);
    let placed = draft.place.is_some()
        && matches!(
            trigger.kind,
            EventType::Other
                | EventType::Attack
                | EventType::Protest
                | EventType::Detain
                | EventType::Meet
                | EventType::Negotiate
                | EventType::Annex
        )
        && matches!(draft.status, Status::Held | Status::Ongoing);
    let placed = placed && (trigger.needs("place") || trigger.kind != EventType::Other);
    met && (!kinds.is_empty() || placed)
}

/// Whether one of the words that a trigger calls for stands in its compound or in its object.
fn has_object(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
) -> bool {
    let Some(words) = trigger.field("object") else { return true };
    let text = context.page.text();
    let within = |span: Span| words.split('|').any(|word| span.of(text).contains(word));
    within(tree.chunk(trigger.chunk).span)
        || frame.parts.iter().flat_map(|part| tree.dependents(*part)).any(|id| {
            let chunk = tree.chunk(*id);
            chunk.predicate.is_none() && !chunk.quotation && within(chunk.span)
        })
}

/// From the first word that tells of it to the end of what says how far it has come.
fn evidence(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    frame: &Frame,
    participants: &[ParticipantDraft],
) -> Span {
    let own = frame.parts.iter().flat_map(|part| tree.dependents(*part));
    let own = own.filter(|id| tree.chunk(**id).predicate.is_none());
    let named = |id: &&u32| {
        let span = tree.chunk(**id).span;
        context.cast.within(span).next().is_some() || !context.times_in(span).is_empty()
    };
    let start = own.filter(named).map(|id| tree.chunk(*id).span.start).min();
    let compound = participants.iter().filter_map(|it| it.span).map(|span| span.start);
    let chunk = tree.chunk(trigger.chunk).span;
    let compound = compound.filter(|start| chunk.covers(*start)).min();
    let below = frame.below.map(|id| tree.chunk(id).span.start);
    let start = start.into_iter().chain(compound).chain(below).min().unwrap_or(trigger.span.start);
    let predicate = trigger.form == Form::Verbal;
    let end = if predicate { chunk.end } else { trigger.span.end };
    let end = frame.path.iter().map(|id| tree.chunk(*id).span.end).fold(end, u32::max);
    Span::new(start.min(trigger.span.start), end)
}
