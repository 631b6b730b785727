//! The words of listings: those of `keii-words`, headings, and the colours that go with a status.

mod heading;

use keii_model::{Status, Verdict};

use crate::print::style::Style;

pub use heading::Heading;
pub use keii_words::{Word, standing, status_sign, verdict_sign};

/// The colour that goes with a verdict.
#[must_use]
pub fn verdict_style(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Agree | Verdict::Precision | Verdict::NearQuote => Style::Good,
        Verdict::Framing | Verdict::SingleSource => Style::Open,
        Verdict::Conflict | Verdict::WithinDocument => Style::Bad,
    }
}

/// The colour that goes with a status.
#[must_use]
pub fn status_style(status: Status) -> Style {
    match status {
        Status::Held | Status::Ongoing => Style::Good,
        Status::Agreed | Status::Planned | Status::Proposed | Status::Possible => Style::Open,
        Status::Unlikely | Status::Postponed | Status::Cancelled | Status::Failed => Style::Bad,
    }
}
