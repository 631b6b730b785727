//! What those are told who find the ledger held by another program.

use crate::Lang;

/// Who holds a ledger: the command, the number of its process, and since when, as words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldBy<'a> {
    /// What was typed: `keii add`.
    pub command: &'a str,
    /// The number of the process.
    pub process: u32,
    /// Since when, RFC 3339.
    pub since: Option<&'a str>,
}

/// The sentence, without a full stop.
#[must_use]
pub fn busy(holder: Option<HeldBy<'_>>, lang: Lang) -> String {
    match (holder, lang) {
        (None, Lang::Ja) => "ほかのプログラムが台帳に書き込んでいます".to_owned(),
        (None, Lang::En) => "another program is writing to the ledger".to_owned(),
        (Some(HeldBy { command, process, since }), Lang::Ja) => {
            let since = since.map_or(String::new(), |since| format!("、{since} から"));
            format!("「{command}」(プロセス {process}{since})が台帳に書き込んでいます")
        }
        (Some(HeldBy { command, process, since }), Lang::En) => {
            let since = since.map_or(String::new(), |since| format!(", since {since}"));
            format!("`{command}` (process {process}{since}) is writing to the ledger")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_holds_the_ledger_is_named() {
        let holder =
            HeldBy { command: "keii add", process: 12, since: Some("2025-09-03T00:00:00Z") };
        for lang in [Lang::Ja, Lang::En] {
            let sentence = busy(Some(holder), lang);
            for part in ["keii add", "12", "2025-09-03T00:00:00Z"] {
                assert!(sentence.contains(part), "{sentence}");
            }
            assert_ne!(busy(None, lang), sentence);
        }
    }
}
