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
    /// Where it is stated.
    #[serde(default)]
    pub evidence: Vec<TextSpan>,
}
