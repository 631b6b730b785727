//! The words of the interchange format as readers say them.

mod en;
mod ja;
pub mod standing;

use keii_model::{
    Attribute, AttributionType, Basis, EntityType, EventType, Factuality, Modality, SpeakerHow,
    Status, Verdict,
};

use crate::print::style::Style;
use crate::settings::Lang;

/// A word of the interchange format that readers meet.
pub trait Word: Copy {
    /// In Japanese.
    fn ja(self) -> &'static str;
    /// In English.
    fn en(self) -> &'static str;

    /// In the reader's language.
    fn word(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ja => self.ja(),
            Lang::En => self.en(),
        }
    }
}

macro_rules! words {
    ($($kind:ty => $function:ident),* $(,)?) => {$(
        impl Word for $kind {
            fn ja(self) -> &'static str {
                ja::$function(self)
            }
            fn en(self) -> &'static str {
                en::$function(self)
            }
        }
    )*};
}

words! {
    Status => status,
    EventType => event_type,
    Modality => modality,
    Factuality => factuality,
    AttributionType => attribution_type,
    SpeakerHow => speaker_how,
    EntityType => entity_type,
    Basis => basis,
    Attribute => attribute,
    Verdict => verdict,
    Heading => heading,
}

/// Headings and labels of listings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    Id,
    New,
    Version,
    Known,
    Date,
    Title,
    Publisher,
    Statements,
    What,
    Name,
    Roles,
    Mentions,
    Documents,
    Undated,
    Step,
    Evidence,
    Unattributed,
    Independent,
    OneSource,
    Values,
    Called,
    Writer,
    Unknown,
    Correction,
    Effect,
    Telling,
    History,
    Compared,
    Passages,
    Contacts,
    Said,
    Positions,
    Story,
    Sources,
    ToldUntil,
    Next,
}

/// The sign that goes before a status word, so that nothing hangs on colour.
#[must_use]
pub fn status_sign(status: Status) -> char {
    match status {
        Status::Held => '●',
        Status::Ongoing => '◐',
        Status::Agreed => '◎',
        Status::Planned => '○',
        Status::Proposed => '◇',
        Status::Possible => '△',
        Status::Unlikely => '▽',
        Status::Postponed => '‖',
        Status::Cancelled | Status::Failed => '✕',
    }
}

/// The sign that goes before a verdict.
#[must_use]
pub fn verdict_sign(verdict: Verdict) -> char {
    match verdict {
        Verdict::Agree => '=',
        Verdict::Precision => '⊃',
        Verdict::NearQuote => '≈',
        Verdict::Conflict | Verdict::WithinDocument => '≠',
        Verdict::Framing => '◊',
        Verdict::SingleSource => '1',
    }
}

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
