//! By whose word something is told.

use keii_ledger::Ledger;
use keii_model::{EventMention, Record};

use crate::Lang;

/// So many are named; of more it is said that there are others.
const NAMED: usize = 3;

/// Whose word all tellings of a happening rest on (`甲省によると`), where no article tells it in its
/// own voice; `None` where one does, or nobody is named.
#[must_use]
pub fn by_word_of(ledger: &Ledger, mentions: &[&EventMention], lang: Lang) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for mention in mentions {
        let Some(Record::Attribution(said)) = ledger.get(mention.according_to.as_ref()?) else {
            return None;
        };
        let speakers = said.speaker.iter().filter_map(|speaker| {
            let known = speaker.entity.as_ref().and_then(|id| ledger.entity(id));
            known.map(|entity| lang.name(&entity.name)).or(speaker.text.as_deref())
        });
        for name in speakers.filter(|name| !name.is_empty()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    said_by(&names, lang)
}

fn said_by(names: &[&str], lang: Lang) -> Option<String> {
    let first = &names[..names.len().min(NAMED)];
    let more = names.len() > NAMED;
    Some(match (lang, first) {
        (_, []) => return None,
        (Lang::Ja, _) => format!("{}{}によると", first.join("、"), if more { "ら" } else { "" }),
        (Lang::En, _) if more => format!("according to {} and others", first.join(", ")),
        (Lang::En, [only]) => format!("according to {only}"),
        (Lang::En, [before @ .., last]) => {
            format!("according to {} and {last}", before.join(", "))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_are_named_on_whose_word_it_rests() {
        assert_eq!(said_by(&[], Lang::Ja), None);
        assert_eq!(said_by(&["甲省"], Lang::Ja).as_deref(), Some("甲省によると"));
        assert_eq!(said_by(&["甲", "乙"], Lang::Ja).as_deref(), Some("甲、乙によると"));
        let four = ["甲", "乙", "丙", "丁"];
        assert_eq!(said_by(&four, Lang::Ja).as_deref(), Some("甲、乙、丙らによると"));
        assert_eq!(said_by(&["A", "B"], Lang::En).as_deref(), Some("according to A and B"));
        let others = "according to 甲, 乙, 丙 and others";
        assert_eq!(said_by(&four, Lang::En).as_deref(), Some(others));
    }
}
