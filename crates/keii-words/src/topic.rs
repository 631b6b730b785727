//! What a meeting was about, in words.

use crate::Lang;

/// The words of a topic; of one that is told not to have come up, that it did not.
#[must_use]
pub fn for_topic(words: &str, raised: bool, lang: Lang) -> String {
    match (raised, lang) {
        (true, _) => words.to_owned(),
        (false, Lang::Ja) => format!("{words}（議題にならず）"),
        (false, Lang::En) => format!("{words} (not raised)"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_did_not_come_up_is_told_so() {
        assert_eq!(for_topic("漁業", true, Lang::En), "漁業");
        assert_eq!(for_topic("漁業", false, Lang::Ja), "漁業（議題にならず）");
    }
}
