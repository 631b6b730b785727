//! The languages that keii speaks.

use keii_model::EntityName;

/// A language that keii speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// Japanese.
    Ja,
    /// English.
    En,
}

impl Lang {
    /// The tag of the language by BCP 47.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    /// A name in this language, else in another.
    #[must_use]
    pub fn name(self, name: &EntityName) -> &str {
        let english = name.en.as_deref().filter(|_| self == Self::En);
        english.unwrap_or_else(|| name.any())
    }

    /// A list of names.
    #[must_use]
    pub fn list(self, names: &[String]) -> String {
        names.join(match self {
            Self::Ja => "、",
            Self::En => ", ",
        })
    }
}
