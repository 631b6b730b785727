//! The words of the interchange format as readers say them, in Japanese and English, for every
//! face of keii: the command, the pages, the exports for people.

mod busy;
pub mod date;
mod en;
mod facts;
mod ja;
mod lang;
mod length;
mod source;
pub mod standing;
mod topic;

use keii_model::{
    Attribute, AttributionType, Basis, EntityType, EventType, Factuality, Modality, SpeakerHow,
    Status, Verdict,
};

pub use busy::{HeldBy, busy};
pub use facts::Facts;
pub use lang::Lang;
pub use length::for_duration;
pub use source::by_word_of;
pub use topic::for_topic;

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
