//! What stands before the dictionary in its cache file: 64 bytes, little-endian.

use xxhash_rust::xxh3::xxh3_64;

/// Version of the cache's format: of the header, of how features are packed, of how words are laid
/// out, and of the order of contexts. Part of the file's name.
pub(super) const FORMAT: u64 = 3;

/// Length of the header.
pub(super) const LENGTH: usize = 64;

const MAGIC: u64 = u64::from_le_bytes(*b"KEIIDIC\n");

/// What is known of the dictionary in a cache file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// Names, sizes and times of the source files.
    pub fingerprint: u64,
    /// Whether the user named the sources: then those of the system do not displace it.
    pub chosen: bool,
    /// Hash of the words.
    pub content: u64,
    /// Length of the dictionary in bytes.
    pub length: u64,
    /// XXH3 of the dictionary.
    pub checksum: u64,
}

impl Header {
    /// As it is written.
    pub fn to_bytes(self) -> [u8; LENGTH] {
        let chosen = u64::from(self.chosen);
        let fields =
            [MAGIC, FORMAT, self.fingerprint, chosen, self.content, self.length, self.checksum];
        let mut bytes = [0; LENGTH];
        for (place, field) in bytes.chunks_exact_mut(8).zip(fields) {
            place.copy_from_slice(&field.to_le_bytes());
        }
        let own = xxh3_64(&bytes[..LENGTH - 8]);
        bytes[LENGTH - 8..].copy_from_slice(&own.to_le_bytes());
        bytes
    }

    /// Reads a header; `None` when it is damaged, foreign, or of another format.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let bytes = bytes.get(..LENGTH)?;
        let field = |index: usize| {
            let bytes = bytes[index * 8..][..8].try_into().expect("eight bytes were taken");
            u64::from_le_bytes(bytes)
        };
        let sound = field(0) == MAGIC && field(1) == FORMAT;
        let sound = sound && field(7) == xxh3_64(&bytes[..LENGTH - 8]);
        sound.then(|| Self {
            fingerprint: field(2),
            chosen: field(3) != 0,
            content: field(4),
            length: field(5),
            checksum: field(6),
        })
    }

    /// The dictionary behind the header, when it is whole.
    pub fn payload<'a>(&self, file: &'a [u8]) -> Option<&'a [u8]> {
        let payload = file.get(LENGTH..)?;
        let whole = payload.len() as u64 == self.length && xxh3_64(payload) == self.checksum;
        whole.then_some(payload)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Header {
        let payload = b"words";
        let (length, checksum) = (payload.len() as u64, xxh3_64(payload));
        Header { fingerprint: 7, chosen: true, content: 9, length, checksum }
    }

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(Header::read(&sample().to_bytes()), Some(sample()));
    }

    #[test]
    fn any_flipped_bit_is_noticed() {
        let bytes = sample().to_bytes();
        for bit in 0..LENGTH * 8 {
            let mut damaged = bytes;
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(Header::read(&damaged), None, "bit {bit}");
        }
    }

    #[test]
    fn a_cut_or_changed_dictionary_is_noticed() {
        let whole = [&sample().to_bytes()[..], b"words"].concat();
        assert_eq!(sample().payload(&whole), Some(&b"words"[..]));
        assert_eq!(sample().payload(&whole[..whole.len() - 1]), None);
        let changed = [&sample().to_bytes()[..], b"swords"].concat();
        assert_eq!(sample().payload(&changed), None);
    }
}
