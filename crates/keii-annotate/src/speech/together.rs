//! Who speaks together: equals named side by side, and the members of a group.

use keii_model::{EntityType, Span, SpeakerHow};

use super::Context;
use super::line::Line;
use super::settings::holds;
use crate::draft::{Mention, MentionForm, SpeakerDraft};
use crate::mention::{Script, script};

/// The mention and those that stand before it as its equals: AとBは.
pub(super) fn together(
    context: &Context<'_, '_>,
    line: &Line<'_>,
    last: &Mention,
    start: u32,
) -> Vec<SpeakerDraft> {
    let mut speakers = speakers_of(context, last);
    let mut first = last.phrase.start;
    for mention in context.cast.within(Span::new(start.min(first), first)).rev() {
        if mention.phrase.end > first {
            continue;
        }
        let between = &line.text[mention.phrase.end as usize..first as usize];
        let behind_remark = between.rsplit([')', '）']).next().unwrap_or(between);
        // Who is named in a remark is none of them: …発表し(A紙)、委員長が….
        let opened = between.matches(['(', '（']).count();
        let closed = between.matches([')', '）']).count();
        let alias =
            between.starts_with([')', '）']) && behind_remark != context.language.speech.comma;
        let in_remark = closed > opened && !alias;
        if in_remark {
            break;
        }
        let kind = |it: &Mention| context.cast.entity(it).kind;
        // A氏と同業のB氏は: of people the words tell how the two belong together.
        let bodies = kind(mention) == EntityType::Organization && kind(last) == kind(mention);
        let second = bodies && is_apposed(context, behind_remark);
        // 英仏独は: countries by one character each.
        let glued = between.is_empty() && are_countries(kind(mention), kind(last));
        if !holds(&context.language.speech.equals, behind_remark) && !second && !glued {
            break;
        }
        // 放送局・会長, 野党・代表: whose president it is does not speak beside them.
        let apposed = behind_remark == context.language.speech.middle_dot;
        if apposed && kind(mention) != kind(last) {
            break;
        }
        speakers.splice(0..0, speakers_of(context, mention));
        first = mention.phrase.start;
    }
    speakers
}

fn are_countries(one: EntityType, other: EntityType) -> bool {
    one == EntityType::Country && other == EntityType::Country
}

/// 最大手のA社と|同2位の|B社: what the second is stands between the two.
fn is_apposed(context: &Context<'_, '_>, between: &str) -> bool {
    const LONGEST: usize = 8;
    let inside = between
        .strip_prefix(context.language.names.coordinates.as_str())
        .and_then(|rest| rest.strip_suffix(context.language.names.genitive.as_str()));
    inside.is_some_and(|words| {
        let plain = |it| !matches!(script(it), Script::Hiragana | Script::Other);
        !words.is_empty() && words.chars().count() <= LONGEST && words.chars().all(plain)
    })
}

/// A mention as speaker; a group whose members are known speaks as all of them.
pub(super) fn speakers_of(context: &Context<'_, '_>, mention: &Mention) -> Vec<SpeakerDraft> {
    let entity = context.cast.entity(mention);
    let how = match (mention.form, entity.kind) {
        (MentionForm::Role, _) => SpeakerHow::Role,
        (MentionForm::Group, _) => SpeakerHow::Group,
        (_, EntityType::Country | EntityType::Place) => SpeakerHow::Metonym,
        _ => SpeakerHow::Explicit,
    };
    let draft = |entity| SpeakerDraft { entity: Some(entity), span: Some(mention.phrase), how };
    match entity.members.as_slice() {
        [] => vec![draft(mention.entity)],
        members => members.iter().map(|&member| draft(member)).collect(),
    }
}
