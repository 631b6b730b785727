//! In what part somebody takes part, by how the name stands to the word for the happening.

use keii_model::{EntityType, EventType, ParticipantRole};
use keii_syntax::Voice;

use super::Context;
use super::nature::speech_act;
use super::stand::Stand;
use super::trigger::{Form, Trigger};
use crate::draft::{Mention, MentionForm};

/// What the one who proposes it takes part in.
pub(super) fn invited(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Meet
            | EventType::Call
            | EventType::Visit
            | EventType::Negotiate
            | EventType::Sign
            | EventType::Cooperate
    )
}

/// Whether somebody of this kind can stand there.
pub(super) fn takes_part(
    context: &Context<'_, '_>,
    trigger: &Trigger<'_>,
    stand: Stand,
    mention: &Mention,
) -> bool {
    let kind = context.cast.entity(mention).kind;
    let place = kind == EntityType::Place;
    let office = mention.form == MentionForm::Role
        && matches!(trigger.kind, EventType::Appoint | EventType::Resign)
        && !matches!(stand, Stand::Topic | Stand::Subject);
    let destination = is_destination(trigger.kind)
        && !trigger.receives
        && kind != EntityType::Person
        && matches!(stand, Stand::Recipient | Stand::Object | Stand::Compound);
    let stationed =
        is_stationed(trigger.kind) && kind != EntityType::Person && stand == Stand::Recipient;
    // 両首脳に電話した
    let called = trigger.kind == EventType::Call && kind == EntityType::Group;
    let person = kind == EntityType::Person || called;
    let addressee = trigger.symmetric && stand == Stand::Recipient && !person;
    let contest = trigger.kind == EventType::Appoint
        && (stand == Stand::Compound && kind != EntityType::Person
            || stand == Stand::Owner && kind == EntityType::Country);
    // …の戦闘を停止すると首相が述べた: a war is no war of one person.
    let person = trigger.kind == EventType::War
        && trigger.form == Form::Nominal
        && kind == EntityType::Person
        && matches!(stand, Stand::Topic | Stand::Subject);
    // レバノン南部を空爆した: where, and not upon whom.
    let rest = &context.page.text()[mention.phrase.end as usize..];
    let region = trigger.kind == EventType::Attack
        && stand == Stand::Object
        && context.language.event.regions.iter().any(|word| rest.starts_with(word.as_str()));
    // 記者団に…と評価した: they are told, and not praised.
    let told = matches!(stand, Stand::Recipient | Stand::Object)
        && trigger.kind != EventType::Speak
        && context.language.event.press.hold(mention.span.of(context.page.text()));
    // 裁判所に提訴した: where it is lodged, and not against whom.
    let lodged = trigger.is_marked("lodged")
        && stand == Stand::Recipient
        && context.language.event.benches.end(mention.span.of(context.page.text()));
    !(place
        || lodged
        || is_platform(context, trigger, stand, mention)
        || region
        || told
        || person
        || office
        || destination
        || stationed
        || addressee
        || contest)
}

/// Xに投稿した: where it is said, and not to whom.
fn is_platform(
    context: &Context<'_, '_>,
    trigger: &Trigger<'_>,
    stand: Stand,
    mention: &Mention,
) -> bool {
    let said = trigger.kind == EventType::Speak || speech_act(trigger.kind);
    let name = &context.cast.entity(mention).name;
    said && matches!(stand, Stand::Recipient | Stand::Place)
        && context.language.is_body_of_kind(name, "platform")
}

/// Whether a happening has a destination rather than a place.
pub(super) fn is_destination(kind: EventType) -> bool {
    matches!(kind, EventType::Visit | EventType::Invite)
}

/// Whether a happening takes forces or people to a place.
pub(super) fn is_stationed(kind: EventType) -> bool {
    kind == EventType::Deploy
}

/// What is done to the one whose name stands before its noun: Aの逮捕.
fn suffered(kind: EventType) -> bool {
    matches!(kind, EventType::Detain | EventType::Release | EventType::Expel)
}

/// What is done to the one whose name stands in its compound: A攻撃.
fn aimed(kind: EventType) -> bool {
    suffered(kind)
        || matches!(
            kind,
            EventType::Attack
                | EventType::Aid
                | EventType::Sanction
                | EventType::Ease
                | EventType::Accuse
                | EventType::Praise
                | EventType::Invite
        )
}

/// What one does without another: no object takes part in it.
fn intransitive(kind: EventType) -> bool {
    matches!(kind, EventType::Legislate | EventType::Sign | EventType::Agree | EventType::Protest)
}

/// The part of one who stands so; nothing where who stands so takes no part.
pub(super) fn role(
    trigger: &Trigger<'_>,
    stand: Stand,
    voice: Voice,
    body: EntityType,
) -> Option<ParticipantRole> {
    // NHKのインタビュー: given to it; A氏のインタビュー: given by A.
    let hosts = body != EntityType::Person;
    use ParticipantRole::{Actor, Participant, Recipient};
    let kind = trigger.kind;
    if trigger.symmetric {
        return match stand {
            Stand::Place => (kind == EventType::War).then_some(Participant),
            Stand::Object => None,
            _ => Some(Participant),
        };
    }
    if trigger.receives {
        return match stand {
            Stand::Topic | Stand::Subject => Some(Recipient),
            Stand::Object => Some(Actor),
            _ => None,
        };
    }
    let passive = voice == Voice::Passive;
    Some(match stand {
        // 4人の会談は…と発表された: nobody suffers what is said.
        Stand::Topic | Stand::Subject if passive && kind == EventType::Speak => return None,
        Stand::Topic | Stand::Subject if passive => Recipient,
        Stand::Recipient if passive => Actor,
        Stand::Topic | Stand::Subject | Stand::Agent => Actor,
        Stand::Owner if kind == EventType::Mediate || trigger.is_marked("suffered") => Recipient,
        Stand::Owner if suffered(kind) || trigger.is_marked("host") && hosts => Recipient,
        Stand::Owner => Actor,
        Stand::Compound if aimed(kind) => Recipient,
        Stand::Compound if kind == EventType::Join => Recipient,
        // 首相訪米, but 首相訪問
        Stand::Compound if body == EntityType::Person && trigger.is_marked("bound") => Actor,
        Stand::Compound if is_destination(kind) => return None,
        Stand::Compound => Actor,
        Stand::Object if intransitive(kind) || passive => return None,
        Stand::Object | Stand::Recipient => Recipient,
        Stand::Partner if intransitive(kind) => Actor,
        Stand::Partner => Recipient,
        // AUでは…と非難している: the body speaks.
        Stand::Place if speech_act(kind) && body == EntityType::Organization => Actor,
        Stand::Place => return None,
    })
}

/// What is told of people without a name as well: who does it, but of a war one wants to know whose;
/// to whom it is done, where that is what makes it news.
pub(super) fn nameless(kind: EventType, stand: Stand) -> bool {
    use EventType::{
        Accuse, Agree, Attack, Call, Ceasefire, Detain, Expel, Meet, Negotiate, Protest, Release,
        Sign, War,
    };
    let suffered = matches!(
        kind,
        Detain
            | Release
            | Attack
            | Protest
            | Expel
            | Accuse
            | Meet
            | Call
            | Negotiate
            | Sign
            | Agree
            | Ceasefire
    );
    let addressed =
        matches!(kind, EventType::Demand | EventType::Aid | EventType::Invite | EventType::Speak);
    suffered
        || kind != War && matches!(stand, Stand::Topic | Stand::Subject)
        || addressed && stand == Stand::Recipient
}
