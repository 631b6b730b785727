//! Who takes part in a happening, and where it takes place, over all its tellings.

use std::collections::BTreeSet;

use keii_ledger::Ledger;
use keii_model::{EventMention, Id, ParticipantRole};

use serde::Serialize;

use crate::Lang;

/// Who and where, over all tellings of one event, each once, in the order of the tellings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// Who does it, or who are equals in it, by name.
    pub actors: Vec<String>,
    /// To whom it is done, by name.
    pub recipients: Vec<String>,
    /// Where it takes place, by name.
    pub places: Vec<String>,
}

impl Facts {
    /// What these tellings of one event say, with names in this language where they are known.
    #[must_use]
    pub fn of(ledger: &Ledger, mentions: &[&EventMention], lang: Lang) -> Self {
        let mut facts = Self { actors: Vec::new(), recipients: Vec::new(), places: Vec::new() };
        let mut seen = BTreeSet::new();
        let name = |entity: Option<&Id>, text: Option<&str>| {
            let entity = entity.and_then(|id| ledger.entity(id));
            entity.map(|entity| lang.name(&entity.name).to_owned()).or(text.map(str::to_owned))
        };
        for mention in mentions {
            for one in &mention.participants {
                let Some(name) = name(one.entity.as_ref(), one.text.as_deref()) else { continue };
                if seen.insert(name.clone()) {
                    match one.role {
                        ParticipantRole::Recipient => facts.recipients.push(name),
                        ParticipantRole::Actor | ParticipantRole::Participant => {
                            facts.actors.push(name);
                        }
                    }
                }
            }
            let place = mention.place.as_ref();
            let place = place.and_then(|at| name(at.entity.as_ref(), Some(&at.text)));
            facts.places.extend(place.filter(|place| !facts.places.contains(place)));
        }
        facts
    }

    /// `甲、乙 → 丙`
    #[must_use]
    pub fn who(&self, lang: Lang) -> String {
        let sides = [lang.list(&self.actors), lang.list(&self.recipients)];
        let who = sides.iter().filter(|side| !side.is_empty()).cloned().collect::<Vec<_>>();
        match (who.len(), self.actors.is_empty()) {
            (1, true) => format!("→ {}", who[0]),
            _ => who.join(" → "),
        }
    }

    /// `プーチン、トランプ @ アラスカ`, `プーチン → トランプ @ モスクワ`
    #[must_use]
    pub fn headline(&self, lang: Lang) -> String {
        let who = self.who(lang);
        let place = self.places.join(" / ");
        match (who.is_empty(), place.is_empty()) {
            (_, true) => who,
            (true, false) => format!("@ {place}"),
            (false, false) => format!("{who} @ {place}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_tells_who_did_it_to_whom_and_where() {
        let list = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        let facts = |actors, recipients, places| Facts {
            actors: list(actors),
            recipients: list(recipients),
            places: list(places),
        };
        assert_eq!(facts(&["甲", "乙"], &[], &["丙市"]).headline(Lang::Ja), "甲、乙 @ 丙市");
        assert_eq!(facts(&["甲"], &["乙"], &[]).headline(Lang::Ja), "甲 → 乙");
        assert_eq!(facts(&[], &["乙"], &[]).headline(Lang::Ja), "→ 乙");
        assert_eq!(facts(&[], &[], &["丙市", "丁"]).headline(Lang::Ja), "@ 丙市 / 丁");
    }
}
