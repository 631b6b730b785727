//! Names made out of content.

use std::fmt::Write as _;
use std::io;

use keii_ledger::Ledger;
use sha2::{Digest, Sha256};

/// The SHA-256 of words in UTF-8, in lower-case hexadecimal.
pub(crate) fn sha256(words: &str) -> String {
    hash(words.as_bytes())
}

/// The SHA-256 of bytes, in lower-case hexadecimal.
#[must_use]
pub fn hash(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// A name for all that a ledger says: the SHA-256 of its records as JSON Lines, in lower-case
/// hexadecimal. It is that of an export of everything without its first line.
#[must_use]
pub fn digest(ledger: &Ledger) -> String {
    let mut hashed = Hashed(Sha256::new());
    for record in ledger.records() {
        serde_json::to_writer(&mut hashed, record).expect("records are plain values");
        hashed.0.update(b"\n");
    }
    hexadecimal(&hashed.0.finalize())
}

/// A universally unique identifier made out of a name: version 8 of RFC 9562.
pub(crate) fn uuid(name: &str) -> String {
    let mut bytes: [u8; 16] =
        Sha256::digest(name.as_bytes())[..16].try_into().expect("sixteen bytes");
    bytes[6] = bytes[6] & 0x0F | 0x80;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let digits = hexadecimal(&bytes);
    let parts = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]];
    format!("urn:uuid:{}", parts.join("-"))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut digits, byte| {
        write!(digits, "{byte:02x}").expect("a String takes everything");
        digits
    })
}

struct Hashed(Sha256);

impl io::Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_standards() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(sha256(""), empty);
        assert_eq!(uuid(""), "urn:uuid:e3b0c442-98fc-8c14-9afb-f4c8996fb924");
    }
}
