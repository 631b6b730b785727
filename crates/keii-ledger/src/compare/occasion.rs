//! What was asked for at meetings that are told of by words of two ranks.

use keii_model::Attribution;

use super::Sources;
use super::happening::Told;
use crate::rank::Meeting;

/// Pairs of tellings of one meeting by words of two ranks.
pub(super) struct Occasions<'a> {
    pairs: Vec<(Meeting<'a>, Meeting<'a>)>,
}

impl<'a> Occasions<'a> {
    pub(super) fn of(sources: &Sources<'a>, told: &[Told<'a>]) -> Self {
        let pairs = told.iter().filter_map(|one| {
            let [a, b] = one.tellings.as_slice() else { return None };
            let meeting = |mention: &&'a keii_model::EventMention| {
                let number = *sources.numbers.get(&mention.document)?;
                Meeting::of(&sources.entities, &sources.readings[number], mention)
            };
            let (one, other) = (meeting(a)?, meeting(b)?);
            one.may_be(&other).then_some((one, other))
        });
        Self { pairs: pairs.collect() }
    }

    /// Whether these two were said at one such meeting.
    pub(super) fn are_one(&self, a: &Attribution, b: &Attribution) -> bool {
        self.pairs.iter().any(|(one, other)| {
            (one.heard(&a.id) && other.heard(&b.id)) || (one.heard(&b.id) && other.heard(&a.id))
        })
    }
}
