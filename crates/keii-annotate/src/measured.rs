//! What a quantity measures: a happening, a time, or what was agreed.

use keii_model::Span;

use crate::draft::{EventDraft, Findings, QuantityDraft};

/// The record that a quantity measures, by its position among those of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measured {
    Event(usize),
    Time(usize),
    Commitment(usize),
}

/// Units of what may be the length of a happening.
const LENGTHS: [&str; 7] = ["second", "minute", "hour", "day", "week", "month", "year"];

/// How many records before a quantity are looked at: the stretches of a kind hardly lie in each other.
const NEAR: usize = 8;

/// Looks up what quantities measure; every look-up takes logarithmic time.
pub(crate) struct Measures<'a> {
    findings: &'a Findings,
    /// The words that tell of each happening, in order of their start.
    told: Vec<(Span, usize)>,
    agreed: Vec<(Span, usize)>,
}

impl<'a> Measures<'a> {
    pub(crate) fn new(findings: &'a Findings) -> Self {
        let events = findings.events.iter().enumerate();
        let mut told: Vec<(Span, usize)> = events
            .flat_map(|(at, event)| event.evidence.iter().map(move |span| (*span, at)))
            .collect();
        told.sort_by_key(|(span, at)| (span.start, span.end, *at));
        let commitments = findings.commitments.iter().enumerate();
        let mut agreed: Vec<(Span, usize)> =
            commitments.map(|(at, commitment)| (commitment.content, at)).collect();
        agreed.sort_by_key(|(span, at)| (span.start, span.end, *at));
        Self { findings, told, agreed }
    }

    /// What `quantity` measures, where it is plain: the length of a happening; else the time that it
    /// is part of; else what was agreed, or the happening in whose words it stands.
    pub(crate) fn of(&self, quantity: &QuantityDraft) -> Option<Measured> {
        let unit = quantity.unit.as_deref().unwrap_or_default();
        let lasts = LENGTHS.contains(&unit);
        let around = |at: &usize| &self.findings.events[*at];
        let events = containing(&self.told, quantity.span);
        if lasts {
            let mut long = events.clone().filter(|at| around(at).duration.is_some());
            let times = &self.findings.times;
            let before = times.partition_point(|time| time.span.start <= quantity.span.start);
            let near = (0..before).rev().take(NEAR);
            let time = near.into_iter().find(|at| times[*at].span.contains(quantity.span));
            return long.next().map(Measured::Event).or(time.map(Measured::Time));
        }
        let agreed = containing(&self.agreed, quantity.span).next().map(Measured::Commitment);
        let far = |event: &EventDraft| event.trigger.start.abs_diff(quantity.span.start);
        agreed.or_else(|| events.min_by_key(|at| far(around(at))).map(Measured::Event))
    }
}

/// The positions of the stretches around `span`, the innermost first.
fn containing(stretches: &[(Span, usize)], span: Span) -> impl Iterator<Item = usize> + Clone + '_ {
    let after = stretches.partition_point(|(stretch, _)| stretch.start <= span.start);
    let near = stretches[..after].iter().rev().take(NEAR);
    near.filter(move |(stretch, _)| stretch.contains(span)).map(|(_, at)| *at)
}
