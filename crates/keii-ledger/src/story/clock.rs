//! When a document appeared, as far as its reading tells.

use jiff::civil::Date;
use keii_model::{DocumentRecord, Edtf, EventMention, Reading, Status, TimeType};

/// A day of publication that is known no better than this tells nothing, in days.
const VAGUEST: i32 = 62;

/// The first and the last day on which the document can have appeared: the day of publication, else
/// those of what it credits, else the last day with its year on which something is told to have
/// happened, else the last one in the text. In days of the common era.
pub(super) fn days(reading: &Reading) -> Option<(i32, i32)> {
    let stated = stated_days(&reading.document).map(|(first, last)| (number(first), number(last)));
    stated.or_else(|| {
        let dates = reading.times.iter().filter(|time| time.time_type == TimeType::Date);
        let days = dates.filter_map(|time| {
            let value: Edtf = time.value.as_deref()?.parse().ok()?;
            value.single_day().map(number)
        });
        let happened = || {
            let past = |one: &&EventMention| matches!(one.status, Status::Held | Status::Ongoing);
            let times = reading.events.iter().filter(past).filter_map(|one| one.time.as_ref());
            times.filter_map(|time| time.value.as_ref()?.single_day().map(number)).max()
        };
        happened().or_else(|| days.max()).map(|last| (last, last))
    })
}

/// As [`days`], without those of the text: they may be long past.
pub(crate) fn stated_days(document: &DocumentRecord) -> Option<(Date, Date)> {
    let ends = |value: &Edtf| Some((value.first_day()?, value.last_day()?));
    let published = document.published.value.as_ref().and_then(ends);
    if let Some(published) = published.filter(|&(first, last)| (last - first).get_days() <= VAGUEST)
    {
        return Some(published);
    }
    let credited = document.references.iter().filter_map(|one| one.date.as_ref());
    let both = |a: (Date, Date), b: (Date, Date)| (a.0.min(b.0), a.1.max(b.1));
    credited.filter_map(ends).reduce(both)
}

fn number(day: Date) -> i32 {
    (day - Date::ZERO).get_days()
}
