//! What the types of happenings are like: which last, which are done by words, which are owed.

use keii_model::EventType;

/// What is done over a time, so that a progressive tells that it is going on.
pub(super) fn lasts(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::War
            | EventType::Negotiate
            | EventType::Visit
            | EventType::Attack
            | EventType::Sanction
            | EventType::Aid
            | EventType::Cooperate
            | EventType::Deploy
            | EventType::Protest
            | EventType::Mediate
            | EventType::Ceasefire
    )
}

/// What is done by words, and done again and again.
pub(super) fn speech_act(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Demand
            | EventType::Reject
            | EventType::Accuse
            | EventType::Praise
            | EventType::Threaten
    )
}

/// What may be told ahead by a verb as in the dictionary; of what nobody announces it tells none.
pub(super) fn scheduled(kind: EventType) -> bool {
    !speech_act(kind)
        && !matches!(
            kind,
            EventType::War
                | EventType::Agree
                | EventType::Other
                | EventType::Attack
                | EventType::Detain
                | EventType::Annex
        )
}

/// What a body does by deciding or announcing it.
pub(super) fn imposed(kind: EventType) -> bool {
    matches!(kind, EventType::Sanction | EventType::Ease | EventType::Expel)
}

/// What whoever announces it has yet to do: 提携を発表した, 増派を発表した.
pub(super) fn announced(kind: EventType) -> bool {
    use EventType::{Aid, Appoint, Ceasefire, Cooperate, Deploy, Withdraw};
    matches!(kind, Aid | Appoint | Ceasefire | Cooperate | Deploy | Withdraw)
}

/// What one may decline to take part in.
pub(super) fn attended(kind: EventType) -> bool {
    use EventType::{Appoint, Call, Join, Meet, Sign, Visit};
    matches!(kind, Appoint | Call | Join | Meet | Sign | Visit)
}

/// What is owed to somebody until it is done, rather than a date to be kept.
pub(super) fn owed(kind: EventType) -> bool {
    use EventType::{Ease, Legislate, Release, Sanction, Sign, Withdraw};
    matches!(kind, Release | Sanction | Ease | Legislate | Withdraw | Sign)
}

/// What parties agree to do, rather than what they do while they agree.
pub(super) fn promised(kind: EventType) -> bool {
    use EventType::{Agree, Call, Meet, Negotiate, Speak, Visit, War};
    !speech_act(kind) && !matches!(kind, Meet | Call | Visit | Negotiate | Speak | Agree | War)
}

/// What is told with a word that it took place, whoever takes part.
pub(super) fn is_news(kind: EventType) -> bool {
    use EventType::{
        Agree, Aid, Call, Cooperate, Demand, Ease, Invite, Mediate, Meet, Negotiate, Other, Praise,
        Threaten, War,
    };
    !matches!(
        kind,
        Agree
            | Aid
            | Call
            | Cooperate
            | Demand
            | Ease
            | Invite
            | Mediate
            | Meet
            | Negotiate
            | Other
            | Praise
            | Threaten
            | War
    )
}

/// What is news without a time or a place as well; of a visit or a refusal one wants to know whose.
pub(super) fn stands_alone(kind: EventType) -> bool {
    use EventType::{Accuse, Deploy, Reject, Speak, Visit};
    is_news(kind) && !matches!(kind, Accuse | Deploy | Reject | Speak | Visit)
}

/// What others suffer from: what followed from it tells that it took place (攻撃で3人が死亡した).
pub(super) fn strikes(kind: EventType) -> bool {
    use EventType::{Attack, Deploy, Protest, War};
    matches!(kind, Attack | Deploy | Protest | War)
}

/// What one does to another, so that a noun of it with by whom tells that it was done.
pub(super) fn is_deed(kind: EventType) -> bool {
    use EventType::{Annex, Attack, Deploy, Detain, Expel, Mediate, Release, Sanction, Visit};
    matches!(kind, Annex | Attack | Deploy | Detain | Expel | Mediate | Release | Sanction | Visit)
}

/// What is held to have a result.
pub(super) fn is_poll(kind: EventType) -> bool {
    use EventType::{Appoint, Call, Legislate, Meet, Negotiate};
    matches!(kind, Appoint | Call | Legislate | Meet | Negotiate)
}
