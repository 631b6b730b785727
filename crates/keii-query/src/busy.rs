//! Who holds a ledger, said the same by every face.

use keii_store::Holder;
use keii_words::{HeldBy, Lang, busy};

/// The sentence, without a full stop.
#[must_use]
pub fn held(holder: Option<&Holder>, lang: Lang) -> String {
    let since = holder.and_then(|holder| holder.since).map(|since| since.to_string());
    let known = holder.map(|Holder { process, command, .. }| HeldBy {
        command,
        process: *process,
        since: since.as_deref(),
    });
    busy(known, lang)
}
