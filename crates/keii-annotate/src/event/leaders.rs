//! Who meets at a summit of countries: the leaders whom the document names.

use keii_model::{EntityType, ParticipantRole, Span};

use super::Context;
use super::trigger::Trigger;
use crate::draft::{EntityDraft, EntityIndex, Mention, ParticipantDraft};

/// Puts the leaders in the place of their countries at a meeting of leaders (米英首脳会談), where the
/// document names one of each country and no others who could be meant.
pub(super) fn leaders(
    context: &Context<'_, '_>,
    trigger: &Trigger<'_>,
    found: &mut [ParticipantDraft],
) {
    if trigger.field("level") != Some("leaders") || found.len() != 2 {
        return;
    }
    let country = |draft: &ParticipantDraft| {
        let entity = draft.entity.map(|at| &context.cast.entities[at]);
        entity.filter(|entity| entity.kind == EntityType::Country)
    };
    let (Some(one), Some(other)) = (country(&found[0]), country(&found[1])) else { return };
    let known = [leader_of(context, Some(one)), leader_of(context, Some(other))];
    let pair = match known {
        [Some(one), Some(other)] => Some([one, other]),
        // Neither office says of which country: the only two leaders are the two.
        [None, None] => unplaced_pair(context),
        _ => None,
    };
    let Some(pair) = pair else { return };
    for (draft, leader) in found.iter_mut().zip(pair) {
        draft.entity = Some(leader);
        draft.span = context.named_near(leader, trigger.span.start);
        draft.role = ParticipantRole::Participant;
    }
}

/// タイとカンボジア両首脳が: the countries only tell whose leaders they are.
pub(super) fn only_of_which(context: &Context<'_, '_>, found: &mut Vec<ParticipantDraft>) {
    let country = |it: &Mention| context.cast.entity(it).kind == EntityType::Country;
    let mut before: Vec<Span> = Vec::new();
    for group in found.iter().filter_map(|it| it.span) {
        let of_two = context.language.group.get(group.of(context.page.text()));
        if of_two.is_none_or(|it| it.field("size") != Some("2")) {
            continue;
        }
        let mut end = group.start;
        let mentions = &context.cast.mentions;
        let at = mentions.partition_point(|it| it.span.start < group.start);
        for mention in mentions[..at].iter().rev().take_while(|it| country(it)).take(2) {
            let between = end.saturating_sub(mention.span.end);
            if between > JOINT {
                break;
            }
            before.push(mention.span);
            end = mention.span.start;
        }
    }
    found.retain(|it| it.span.is_none_or(|span| !before.contains(&span)));
}

/// How many bytes join two countries, or their leaders to them: the one particle between.
const JOINT: u32 = 3;

/// The only person named who leads a country, or leads one that is not told.
fn leader_of(context: &Context<'_, '_>, country: Option<&EntityDraft>) -> Option<EntityIndex> {
    let mut all = leading(context, country);
    all.next().filter(|_| all.next().is_none())
}

/// The two leaders without a country, when there are no more of them.
fn unplaced_pair(context: &Context<'_, '_>) -> Option<[EntityIndex; 2]> {
    let mut all = leading(context, None);
    let pair = [all.next()?, all.next()?];
    all.next().is_none().then_some(pair)
}

fn leading<'c>(
    context: &'c Context<'_, '_>,
    country: Option<&'c EntityDraft>,
) -> impl Iterator<Item = EntityIndex> + 'c {
    let titles = context.language.title;
    let entities = context.cast.entities.iter().enumerate();
    let leads = move |entity: &EntityDraft| {
        let mut offices = entity.roles.iter().filter(|role| {
            let level = titles.get(&role.title).and_then(|entry| entry.field("level"));
            matches!(level, Some("head-of-state" | "head-of-government"))
        });
        entity.kind == EntityType::Person
            && !entity.aliases.is_empty()
            && offices.any(|office| match (country, &office.of) {
                (Some(country), Some(of)) => country.aliases.contains(of) || country.name == *of,
                (None, None) => true,
                _ => false,
            })
    };
    entities.filter(move |(_, entity)| leads(entity)).map(|(at, _)| at)
}
