//! Entities: who and what is named.

use serde::{Deserialize, Serialize};

use crate::{Id, TextSpan};

/// The `entity` record: of one document in a reading, of all documents in a ledger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Its name.
    pub id: Id,
    /// What it is.
    #[serde(rename = "type")]
    pub entity_type: EntityType,
    /// The fullest form of its name.
    pub name: EntityName,
    /// Every form that names it, sorted.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Offices as documents state them.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// Mention spans: the name itself, innermost, without its title.
    #[serde(default)]
    pub evidence: Vec<TextSpan>,
    /// The key of the pack's lexicon entry (`country:us`), when the name stands in one. Equal keys
    /// are equal entities in every document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Of a place that stands in the pack's lexicon: what it is and where it lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceFacts>,
    /// The key of the country (`country:us`) that an organisation is a body of, or a place lies in,
    /// as the pack's lexicon has it; absent for those of several countries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// What a pack's lexicon knows of a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceFacts {
    /// `city`, `region`, `state`, `continent`, `sea`, `area` or `building`.
    pub kind: String,
    /// The key of the country it lies in, where it is one and undisputed.
    pub country: Option<String>,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words are those of the interchange format")]
pub enum EntityType {
    Person,
    Organization,
    Country,
    Place,
    Group,
}

impl EntityType {
    /// The letter that ids of this type begin with.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Person => 'P',
            Self::Organization => 'O',
            Self::Country => 'C',
            Self::Place => 'L',
            Self::Group => 'G',
        }
    }
}

/// A name by language.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EntityName {
    /// In Japanese.
    pub ja: Option<String>,
    /// In English.
    pub en: Option<String>,
}

impl EntityName {
    /// The name in Japanese, else in English.
    #[must_use]
    pub fn any(&self) -> &str {
        self.ja.as_deref().or(self.en.as_deref()).unwrap_or_default()
    }
}

/// An office as a document states it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Role {
    /// 外務次官
    pub title: String,
    /// ロシア
    pub of: Option<String>,
    /// How high it is, when the pack's lexicon knows the title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<OfficeLevel>,
    /// Where it is stated.
    #[serde(default)]
    pub evidence: Vec<TextSpan>,
}

/// How high an office is: the `level` of a pack's lexicon of titles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words are those of the lexicon")]
pub enum OfficeLevel {
    HeadOfState,
    HeadOfGovernment,
    Minister,
    Envoy,
    Official,
    Legislator,
    Spokesperson,
    Military,
    Judiciary,
    Business,
    Academic,
    Religious,
    Sport,
    Media,
    Other,
}

impl OfficeLevel {
    /// The level that a lexicon calls so.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "head-of-state" => Self::HeadOfState,
            "head-of-government" => Self::HeadOfGovernment,
            "minister" => Self::Minister,
            "envoy" => Self::Envoy,
            "official" => Self::Official,
            "legislator" => Self::Legislator,
            "spokesperson" => Self::Spokesperson,
            "military" => Self::Military,
            "judiciary" => Self::Judiciary,
            "business" => Self::Business,
            "academic" => Self::Academic,
            "religious" => Self::Religious,
            "sport" => Self::Sport,
            "media" => Self::Media,
            "other" => Self::Other,
            _ => return None,
        })
    }

    /// Whether a state has one holder of such an office at a time: its leaders and ministers.
    #[must_use]
    pub fn has_one_holder(self) -> bool {
        matches!(self, Self::HeadOfState | Self::HeadOfGovernment | Self::Minister)
    }

    /// Whether it is an office of a state or a body of states. A title of another kind (a player,
    /// a professor) is shared by many.
    #[must_use]
    pub fn is_public(self) -> bool {
        self.has_one_holder()
            || matches!(self, Self::Envoy | Self::Official | Self::Spokesperson | Self::Military)
    }
}
