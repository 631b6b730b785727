//! For whom an organisation acts and where a place lies: the country, as the lexicons have it.

use keii_model::EntityType;
use keii_rules::{Entry, Lexicon};

use crate::draft::{Cast, EntityDraft};
use crate::language::Language;

/// Tells of every body of a state and every place which country it belongs to.
pub(super) fn read(language: &Language<'_>, cast: &mut Cast) {
    for draft in &mut cast.entities {
        draft.country = country(draft, language);
    }
}

fn country(draft: &EntityDraft, language: &Language<'_>) -> Option<String> {
    let key = draft.key.as_deref()?;
    if let Some((_, of)) = key.split_once('@') {
        return Some(of.to_owned());
    }
    let lexicon = match draft.kind {
        EntityType::Organization => language.organization,
        EntityType::Place => language.place,
        EntityType::Person | EntityType::Country | EntityType::Group => return None,
    };
    let entry = entry(lexicon, &draft.name, key)?;
    let acts = draft.kind == EntityType::Place || is_body_of_state(entry);
    entry.field("country").filter(|_| acts).map(str::to_owned)
}

/// The entry of this key, by a name that may stand behind that of its country.
fn entry<'l>(lexicon: &'l Lexicon, name: &str, key: &str) -> Option<&'l Entry> {
    let tails = name.char_indices().map(|(at, _)| &name[at..]);
    let mut entries = tails.filter_map(|tail| lexicon.get(tail));
    entries.find(|entry| entry.field("key") == Some(key))
}

/// Whether it acts for its state; a party or a newspaper of a country does not.
fn is_body_of_state(entry: &Entry) -> bool {
    matches!(entry.field("kind"), Some("government" | "military" | "court" | "bank"))
}
