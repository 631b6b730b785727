//! Models as bytes.
//!
//! A header of 32 bytes, little-endian: magic (8), version of the caller's features (4), labels (2),
//! bits of the table (1), a zero (1), length of what follows (4), zeros (4), checksum (8) of all
//! other bytes. Then one bit a row that tells whether the row holds anything, and the rows that do: a byte by how many bits
//! they are shifted, and their weights.

use thiserror::Error;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::Model;
use crate::model::Rows;
use crate::quantize::MOST_SHIFT;

const MAGIC: [u8; 8] = *b"keiiLIN2";
const HEADER: usize = 32;
/// Where the checksum stands in the header.
const CHECKSUM: std::ops::Range<usize> = 24..32;
/// Largest table: 2²⁴ rows.
const MOST_BITS: u8 = 24;

/// Why bytes are no model for this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ModelError {
    /// They are something else, or too short to tell.
    #[error("these are not the bytes of a linear model")]
    Foreign,
    /// The model was trained on features of another version.
    #[error("the model is of version {found}, not {wanted}: train it again")]
    Version {
        /// The version that the model has.
        found: u32,
        /// The version of the features that are at hand.
        wanted: u32,
    },
    /// Bytes are missing, or there are too many, or some were changed.
    #[error("the model is damaged: its length or checksum is wrong")]
    Damaged,
}

impl Model {
    /// The model as bytes. `version` is the version of the features it was trained on: whoever
    /// changes how features are made raises it.
    #[must_use]
    pub fn to_bytes(&self, version: u32) -> Vec<u8> {
        let rows = self.rows.iter().map(|row| &row[..=self.labels]);
        let mut held = vec![0_u8; (1_usize << self.bits).div_ceil(8)];
        let mut kept: Vec<u8> = Vec::new();
        for (index, row) in rows.enumerate().filter(|(_, row)| row[1..].iter().any(|&w| w != 0)) {
            held[index / 8] |= 1 << (index % 8);
            kept.extend(row);
        }
        let length = u32::try_from(held.len() + kept.len()).expect("a table of at most 2^32 bytes");
        let labels = u16::try_from(self.labels).expect("a trainer allows no more labels");
        let mut bytes = Vec::with_capacity(HEADER + length as usize);
        bytes.extend(MAGIC);
        bytes.extend(version.to_le_bytes());
        bytes.extend(labels.to_le_bytes());
        bytes.extend([self.bits, 0]);
        bytes.extend(length.to_le_bytes());
        bytes.extend([0; 12]);
        bytes.extend(held);
        bytes.extend(kept);
        let checksum = xxh3_64(&bytes);
        bytes[CHECKSUM].copy_from_slice(&checksum.to_le_bytes());
        bytes
    }

    /// Reads a model, of which `version` must be the version of the caller's features.
    ///
    /// # Errors
    /// When the bytes are no model, one of another version, or not as they were written.
    pub fn from_bytes(bytes: &[u8], version: u32) -> Result<Self, ModelError> {
        let header = Header::read(bytes)?;
        if header.version != version {
            return Err(ModelError::Version { found: header.version, wanted: version });
        }
        let body = &bytes[HEADER..];
        if body.len() != header.length || checksum(bytes) != header.checksum {
            return Err(ModelError::Damaged);
        }
        let rows = rows(&header, body).ok_or(ModelError::Damaged)?;
        Ok(Self { bits: header.bits, labels: header.labels, rows })
    }
}

struct Header {
    version: u32,
    labels: usize,
    bits: u8,
    length: usize,
    checksum: u64,
}

impl Header {
    fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        if bytes.len() < HEADER || bytes[..8] != MAGIC {
            return Err(ModelError::Foreign);
        }
        let word = |at: usize| u32::from_le_bytes([0, 1, 2, 3].map(|offset| bytes[at + offset]));
        let header = Self {
            version: word(8),
            labels: usize::from(u16::from_le_bytes([bytes[12], bytes[13]])),
            bits: bytes[14],
            length: word(16) as usize,
            checksum: u64::from(word(24)) | u64::from(word(28)) << 32,
        };
        let sound = header.labels > 0 && (1..=MOST_BITS).contains(&header.bits);
        if sound { Ok(header) } else { Err(ModelError::Damaged) }
    }
}

/// The checksum of everything but the checksum itself, which counts as zeros.
fn checksum(bytes: &[u8]) -> u64 {
    // In pieces: models are large, and a copy of one would only be made for its eight zeros.
    let mut hash = Xxh3::new();
    hash.update(&bytes[..CHECKSUM.start]);
    hash.update(&[0; CHECKSUM.end - CHECKSUM.start]);
    hash.update(&bytes[CHECKSUM.end..]);
    hash.digest()
}

/// The table; `None` when the rows are not as many as their bits say, or shifted too far.
fn rows(header: &Header, body: &[u8]) -> Option<Rows> {
    let (held, kept) = body.split_at_checked((1_usize << header.bits).div_ceil(8))?;
    let mut kept = kept.chunks_exact(1 + header.labels);
    let mut rows = Rows::new(header.bits, header.labels);
    for (place, &eight) in held.iter().enumerate() {
        let mut left = eight;
        while left != 0 {
            let index = place * 8 + left.trailing_zeros() as usize;
            let row =
                kept.next().filter(|row| row[0] <= MOST_SHIFT && index >> header.bits == 0)?;
            rows.row_mut(index)[..row.len()].copy_from_slice(row);
            left &= left - 1;
        }
    }
    (kept.next().is_none() && kept.remainder().is_empty()).then_some(rows)
}
