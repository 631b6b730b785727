//! How far a visitor has seen what arrives: kept by their browser, in a cookie for each ledger.
//!
//! Two readers of one room have a mark each, and a reader of two rooms on one machine, whose
//! browser tells their cookies not apart by the port, has one for each. The first page that
//! somebody opens sets it, so that from then on what arrives is new; `All read` moves it on.

use jiff::civil::Date;
use keii_query::{Mark, StoreError};

use crate::squeeze::stamp;
use crate::visit::{Visit, day_of};

/// How the names of these cookies begin.
pub const PREFIX: &str = "seen-";

/// Up to where a visitor has seen everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// What had arrived then.
    pub mark: Mark,
    /// On which day that was, in UTC.
    pub on: Option<Date>,
}

/// A cookie: its name and its value.
pub type Cookie = (String, String);

/// The name of the cookie for the ledger of this visit.
fn name(visit: &Visit<'_>) -> String {
    let path = visit.room.library.path();
    let whole = path.canonicalize();
    let whole = whole.as_deref().unwrap_or(path);
    format!("{PREFIX}{:x}", stamp(whole.as_os_str().as_encoded_bytes()))
}

/// What the visitor has seen; `None` at their first visit.
pub fn of(visit: &Visit<'_>) -> Option<Seen> {
    let written = visit.asked.seen.get(&name(visit))?;
    let (number, day) = written.split_once('.').unwrap_or((written, ""));
    Some(Seen { mark: Mark::of_number(number.parse().ok()?), on: day_of(day) })
}

/// The cookie that says that all of this has been seen.
pub fn cookie(visit: &Visit<'_>, mark: Mark) -> Cookie {
    let today = visit.today.map(|day| day.to_string()).unwrap_or_default();
    (name(visit), format!("{}.{today}", mark.number()))
}

/// The cookie of a first visit: what is there now is not new. None where the visitor has one, or
/// nothing has arrived yet.
///
/// # Errors
/// When the ledger cannot be read.
pub fn first(visit: &Visit<'_>) -> Result<Option<Cookie>, StoreError> {
    if of(visit).is_some() {
        return Ok(None);
    }
    let newest = visit.room.library.newest()?;
    Ok((newest.number() > 0).then(|| cookie(visit, newest)))
}
