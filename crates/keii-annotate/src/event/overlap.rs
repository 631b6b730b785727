//! Which drafts of a sentence tell of happenings of their own, and which only say more of another:
//! how far it has come (会談することで合意した), or that it takes place (会議が開かれる).

use keii_model::{EventType, Span, Status};
use keii_syntax::{Pos, Relation};

use super::Context;
use super::nature::speech_act;
use super::tree::Tree;
use super::trigger::Trigger;
use crate::draft::EventDraft;

/// A draft with the words that told its status.
pub(super) type Told = (EventDraft, Option<Span>);

/// The drafts that tell of something of their own.
pub(super) fn keep_own(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    triggers: &[Trigger<'_>],
    mut drafts: Vec<Told>,
) -> Vec<EventDraft> {
    // 指示することで一致した: what they agree upon is no order yet.
    drafts.retain(|(draft, _)| !(speech_act(draft.kind) && draft.status == Status::Agreed));
    let support = supporting(context, tree, triggers);
    let idle = |at: &Span| support.iter().any(|(it, idle)| it == at && *idle);
    drafts.retain(|(draft, _)| !idle(&draft.trigger));
    let used: Vec<Use> = drafts
        .iter()
        // 会談で合意した: what was done in the course of it is a happening of its own.
        .filter(|(it, _)| !it.steps.iter().any(|(step, _)| step == "status.venue"))
        .filter_map(|(it, told)| Some(Use { trigger: it.trigger, kind: it.kind, told: (*told)? }))
        .collect();
    drafts.retain(|told| !(is_word(context, told) && used.iter().any(|it| it.takes(&told.0))));
    let evidence: Vec<(Span, Span)> = drafts
        .iter()
        .flat_map(|(draft, _)| draft.evidence.iter().map(|span| (draft.trigger, *span)))
        .collect();
    // 会議が開かれる予定だ: the verb tells of nothing but the meeting.
    let bare = |at: &Span| support.iter().any(|(it, _)| it == at);
    let within = |at: &Span| evidence.iter().any(|(own, span)| own != at && span.contains(*at));
    drafts.retain(|(draft, _)| !(bare(&draft.trigger) && within(&draft.trigger)));
    drafts.into_iter().map(|(draft, _)| draft).collect()
}

/// The words that told the status of a happening.
struct Use {
    /// The word that tells of the happening.
    trigger: Span,
    kind: EventType,
    told: Span,
}

impl Use {
    /// Whether the word of a draft is one of those that told the status.
    fn takes(&self, draft: &EventDraft) -> bool {
        use EventType::{Agree, Call, Meet, Negotiate, Reject, Visit};
        // 受け入れたと発表した: what is announced is one thing, the announcement another.
        let apart = draft.kind == EventType::Speak && self.told.start < draft.trigger.start;
        // 関税の引き下げで合意した: an agreement of two, whatever one of them has to do for it.
        // 停戦で合意した: the agreement is reached, what is agreed upon is still to come; but
        // 再会談で合意した says no more than that they will meet.
        let treaty = draft.kind == EventType::Agree && !draft.participants.is_empty();
        let owed = !matches!(self.kind, Agree | Meet | Call | Visit | Negotiate | Reject);
        self.trigger != draft.trigger
            && self.told.overlaps(draft.trigger)
            && !apart
            && !(treaty && owed)
    }
}

/// Whether the word of a draft may be one that only tells how far another has come.
fn is_word(context: &Context<'_, '_>, (draft, told): &Told) -> bool {
    use EventType::{Agree, Appoint, Legislate, Other, Reject, Speak};
    match draft.kind {
        Agree | Reject | Other => true,
        // 罷免する決定を言い渡した: a ruling that is given is one, whatever it is about.
        Legislate => told.is_none_or(|told| told.overlaps(draft.trigger)),
        Appoint => draft.status == Status::Cancelled,
        Speak => {
            let words = draft.trigger.of(context.page.text());
            context.language.event.issue.hold(words)
        }
        _ => false,
    }
}

/// The triggers that are verbs of taking place, and whether their noun has to tell of the happening
/// itself (交渉を行う) or they stand before a noun.
fn supporting(
    context: &Context<'_, '_>,
    tree: &Tree<'_>,
    triggers: &[Trigger<'_>],
) -> Vec<(Span, bool)> {
    let support = &context.language.event.support;
    let idle = |trigger: &Trigger<'_>| {
        let own = tree.dependents(trigger.chunk);
        // 改正で運行を終了した: what it is done by does not take place with it.
        let noun = |it: &Trigger<'_>| {
            it.chunk != trigger.chunk
                && own.contains(&it.chunk)
                && tree.relation(it.chunk) != Relation::Means
        };
        // 再開することで合意した: what is to be done is not told of the noun behind; but 行う tells of nothing itself.
        let above = tree.chunk(trigger.chunk).governor;
        let empty = tree.is_headed_by(trigger.chunk, &context.language.event.carrying);
        let attribute = tree.relation(trigger.chunk) == Relation::Adnominal
            && above.filter(|_| !empty).is_none_or(|id| {
                tree.head(id).pos != Pos::FormalNoun && tree.hits_in(tree.chunk(id).span).is_empty()
            });
        triggers.iter().any(noun) || attribute
    };
    triggers
        .iter()
        .filter(|it| it.kind == EventType::Other)
        .filter(|it| support.hold(&tree.head(it.chunk).lemma))
        .map(|it| (it.span, idle(it)))
        .collect()
}
