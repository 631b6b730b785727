//! Whose people a group is: 米ロの高官.

use keii_model::{EntityType, Span};

use super::shape::is_joint;
use crate::draft::{Cast, Mention};
use crate::language::Language;

/// How many mentions before a group are looked at.
const NEAR: usize = 4;

/// The longest word, in characters, for a pair behind its countries (両政府).
const PAIR: usize = 3;

/// 日韓|外相, 米ロの|高官, A国とB国の|高官, 米中両国の|高官: the countries right before a group, whose people they are, in order.
pub(crate) fn owners<'a>(
    text: &str,
    language: &Language<'_>,
    cast: &'a Cast,
    group: Span,
) -> Vec<&'a Mention> {
    let genitive = language.names.genitive.as_str();
    let before = &text[..group.start as usize];
    let before = match before.strip_suffix(genitive) {
        Some(before) => before,
        // A国とB国|両首脳 are a group of their own.
        None if language.group.get(group.of(text)).is_some() => return Vec::new(),
        None => before,
    };
    // 米中|両国の, 米中|両政府の
    let of_two = |at: &usize| {
        language.group.get(&before[*at..]).is_some_and(|it| it.field("size") == Some("2"))
    };
    let last = before.char_indices().rev().map(|(at, _)| at).take(PAIR);
    let mut end = last.filter(of_two).last().unwrap_or(before.len());
    let at = cast.mentions.partition_point(|mention| (mention.span.start as usize) < end);
    let mut found: Vec<&Mention> = Vec::new();
    for mention in cast.mentions[..at].iter().rev().take(NEAR) {
        let gap = text.get(mention.span.end as usize..end);
        let beside = match (gap, found.is_empty()) {
            (Some(""), _) => true,
            (Some(gap), false) => language.names.coordinates == gap || gap.chars().all(is_joint),
            _ => false,
        };
        if !beside || cast.entity(mention).kind != EntityType::Country {
            break;
        }
        end = mention.span.start as usize;
        found.push(mention);
    }
    found.reverse();
    found
}
