//! A moment that one document tells of by two days: by the clock of the place, and by that of home.

use keii_model::{EventTime, TextSpan, Time, TimeType};

use super::{Part, are_neighbours, month_and_day};

/// So many characters lie between two days that are told of as one moment: a bracket, and whose
/// clock it is.
const BETWEEN: u32 = 8;

/// A day, and the one before or after by which the document tells of the same moment.
pub(super) struct Twin {
    span: TextSpan,
    own: Part,
    pub(super) other: Part,
}

impl Twin {
    /// Whether a happening's time is this day: by its words, else by its value.
    pub(super) fn is_of(&self, time: &EventTime, own: Part) -> bool {
        time.span.as_ref().map_or(self.own == own, |span| *span == self.span)
    }
}

/// Days one after the other that stand side by side, the second in an aside to the first.
pub(super) fn twins(times: &[Time]) -> Vec<Twin> {
    let mut days: Vec<(&TextSpan, Part)> = times
        .iter()
        .filter(|time| time.time_type == TimeType::Date)
        .filter_map(|time| Some((&time.span, day_of_month(time.value.as_deref()?)?)))
        .collect();
    days.sort_by_key(|(span, _)| span.start);
    let mut found = Vec::new();
    for pair in days.windows(2) {
        let [(first, one), (second, other)] = [pair[0], pair[1]];
        let between = second.start.saturating_sub(first.end);
        if (2..=BETWEEN).contains(&between) && are_neighbours(one, other) {
            found.push(Twin { span: first.clone(), own: one, other });
            found.push(Twin { span: second.clone(), own: other, other: one });
        }
    }
    found
}

fn day_of_month(value: &str) -> Option<Part> {
    let (month, day) = month_and_day(value)?;
    (!value.contains('/')).then_some((month, (day, day)))
}
