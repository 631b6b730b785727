//! The one clock of the program. It tells when articles arrived, and nothing that is exported.

/// The present moment as RFC 3339.
#[must_use]
pub fn now() -> String {
    #[expect(clippy::disallowed_methods, reason = "the command's one clock")]
    let now = jiff::Timestamp::now();
    now.to_string()
}
