//! How documents name one thing: the words that each uses for a war, talks, a government, a pair of
//! states.

use serde::{Deserialize, Serialize};

use crate::{Id, TextSpan};

/// What sort of thing is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NamingKind {
    /// A war, crisis or issue between states or at a place (侵攻, 紛争, 情勢).
    Conflict,
    /// Two or more states in one breath (日米, 米日, 日本とアメリカ).
    Relation,
    /// Those who govern a state, by their seat, their leader or the state itself.
    Government,
    /// A side that is named by a place or by its union (欧州, EU諸国).
    Bloc,
    /// A thing that is called differently by those who quarrel over it.
    Term,
    /// An organisation, by its full name, by letters or by a shorter word.
    Organization,
    /// A state, by its full name or by a shorter word.
    State,
    /// What goes on between parties or was made by them: talks, a deal, a merger.
    Process,
}

/// One place in a document where something is named by words that others may choose otherwise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NameUse {
    /// What sort of thing.
    pub kind: NamingKind,
    /// The keys of what it is about, sorted: of the lexicon's entries (`country:us`), for a bloc or a
    /// term the key of its row.
    pub about: Vec<String>,
    /// Of a government named after a person: who leads it.
    #[serde(default)]
    pub leader: Option<Id>,
    /// The words.
    pub span: TextSpan,
}

/// The `naming` record: how each document names one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Naming {
    /// Its name.
    pub id: Id,
    /// What is named, as far as names can tell it (`紛争`'s parties, whose government).
    pub concept: String,
    /// What sort of thing.
    #[serde(rename = "type")]
    pub kind: NamingKind,
    /// The keys of what it is about, sorted.
    pub about: Vec<String>,
    /// The words, the most frequent first.
    pub forms: Vec<NamingForm>,
}

/// One form in one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamingForm {
    /// The words.
    pub form: String,
    /// The document.
    pub document: Id,
    /// How often, not counting where it is part of a longer form.
    pub count: u32,
    /// How many of them stand inside somebody's reported words.
    pub quoted: u32,
}
