//! What a search can be narrowed to, on its page and through the API: words of the interchange
//! format, which stand in addresses, with what they are called.

use keii_model::{AttributionType, EventType, Factuality, Status};

/// How somebody is quoted.
pub const SPEECH: [(&str, AttributionType); 4] = [
    ("direct", AttributionType::Direct),
    ("mixed", AttributionType::Mixed),
    ("indirect", AttributionType::Indirect),
    ("author", AttributionType::Author),
];

/// What happens.
pub const EVENTS: [(&str, EventType); 33] = [
    ("meet", EventType::Meet),
    ("call", EventType::Call),
    ("visit", EventType::Visit),
    ("negotiate", EventType::Negotiate),
    ("mediate", EventType::Mediate),
    ("invite", EventType::Invite),
    ("agree", EventType::Agree),
    ("sign", EventType::Sign),
    ("ceasefire", EventType::Ceasefire),
    ("withdraw", EventType::Withdraw),
    ("release", EventType::Release),
    ("aid", EventType::Aid),
    ("cooperate", EventType::Cooperate),
    ("demand", EventType::Demand),
    ("reject", EventType::Reject),
    ("accuse", EventType::Accuse),
    ("praise", EventType::Praise),
    ("threaten", EventType::Threaten),
    ("sanction", EventType::Sanction),
    ("ease", EventType::Ease),
    ("expel", EventType::Expel),
    ("deploy", EventType::Deploy),
    ("attack", EventType::Attack),
    ("war", EventType::War),
    ("protest", EventType::Protest),
    ("detain", EventType::Detain),
    ("annex", EventType::Annex),
    ("join", EventType::Join),
    ("appoint", EventType::Appoint),
    ("resign", EventType::Resign),
    ("legislate", EventType::Legislate),
    ("speak", EventType::Speak),
    ("other", EventType::Other),
];

/// How far it has come.
pub const STATUSES: [(&str, Status); 10] = [
    ("held", Status::Held),
    ("ongoing", Status::Ongoing),
    ("agreed", Status::Agreed),
    ("planned", Status::Planned),
    ("proposed", Status::Proposed),
    ("possible", Status::Possible),
    ("unlikely", Status::Unlikely),
    ("postponed", Status::Postponed),
    ("cancelled", Status::Cancelled),
    ("failed", Status::Failed),
];

/// How certain it is to whoever says it.
pub const CERTAINTIES: [(&str, Factuality); 9] = [
    ("CT+", Factuality::Certain),
    ("PR+", Factuality::Probable),
    ("PS+", Factuality::Possible),
    ("CT-", Factuality::CertainNot),
    ("PR-", Factuality::ProbablyNot),
    ("PS-", Factuality::PossiblyNot),
    ("U", Factuality::Unknown),
    ("normative", Factuality::Normative),
    ("opinion", Factuality::Opinion),
];

/// The words of a choice, without what they are called.
pub const fn words<T, const N: usize>(all: &[(&'static str, T); N]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut at = 0;
    while at < N {
        words[at] = all[at].0;
        at += 1;
    }
    words
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;

    fn are_words<T: Serialize>(all: &[(&str, T)]) {
        for (word, value) in all {
            assert_eq!(serde_json::to_value(value).unwrap(), *word);
        }
    }

    #[test]
    fn what_can_be_chosen_are_the_words_of_the_interchange_format() {
        are_words(&SPEECH);
        are_words(&EVENTS);
        are_words(&STATUSES);
        are_words(&CERTAINTIES);
    }
}
