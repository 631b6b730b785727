//! Names made out of content.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// The first `digits` hexadecimal digits of the SHA-256 of `words`.
pub(crate) fn digest(words: &str, digits: usize) -> String {
    let bytes = Sha256::digest(words.as_bytes());
    let mut digest = bytes.iter().fold(String::new(), |mut digest, byte| {
        write!(digest, "{byte:02x}").expect("a String takes everything");
        digest
    });
    digest.truncate(digits);
    digest
}
