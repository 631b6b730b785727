//! The section `naming` of a pack.

use serde::Deserialize;

/// Words around the names of states by which conflicts and governments are named.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct NamingSettings {
    /// Between two states named in one breath.
    pub(crate) joints: Vec<String>,
    /// Between a name and the conflict (での, による).
    pub(crate) links: Vec<String>,
    /// Words before the conflict that belong to its name (大規模な).
    pub(crate) manners: Vec<String>,
    /// Words that point at a conflict named before (この).
    pub(crate) pointing: Vec<String>,
    /// What behind a state's name means those who govern it.
    pub(crate) governments: Vec<String>,
    /// Endings of the names of bodies that stand for a government.
    pub(crate) seats: Vec<String>,
    /// What behind a person's name means the government that the person leads.
    pub(crate) administrations: Vec<String>,
    /// Joins an administration to its state.
    pub(crate) genitive: String,
    /// Joins two capitals that stand for their governments.
    pub(crate) between: String,
    /// Suffixes behind a name that leave it a name (交渉中, 停戦合意後).
    pub(crate) after: Vec<String>,
    /// Behind a capital: the government acts or is addressed.
    pub(crate) acts: Vec<String>,
}

/// How many bytes of the longest of `words` stand at the beginning of `text`.
pub(super) fn longest_of(words: &[String], text: &str) -> Option<usize> {
    let found = words.iter().filter(|word| text.starts_with(word.as_str()));
    found.map(String::len).max()
}
