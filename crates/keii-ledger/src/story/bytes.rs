//! Profiles as bytes, to be kept beside a document.
//!
//! A version, the days (first and last, little-endian, absent where nobody knows them), then for
//! each trait key, sort, marks, worth and weight: fourteen bytes.

use keii_model::Id;

use super::profile::{Profile, Sort, Trait};

/// Of the traits, their weights and this layout. Profiles of another version are made anew.
const VERSION: u8 = 4;
/// Bytes of a trait.
const TRAIT: usize = 14;
/// Bytes of the days.
const DAYS: usize = 8;

impl Profile {
    /// The profile as bytes, without the document's name.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION, u8::from(self.days.is_some())];
        if let Some((first, last)) = self.days {
            bytes.extend(first.to_le_bytes());
            bytes.extend(last.to_le_bytes());
        }
        for one in &self.traits {
            bytes.extend(one.key.to_le_bytes());
            bytes.extend([one.sort as u8, one.marks]);
            bytes.extend(one.worth.to_le_bytes());
            bytes.extend(one.weight.to_le_bytes());
        }
        bytes
    }

    /// The profile of a document from its bytes; `None` where they are of another version or
    /// damaged.
    #[must_use]
    pub fn from_bytes(document: Id, bytes: &[u8]) -> Option<Self> {
        let (&[VERSION, dated], rest) = bytes.split_first_chunk()? else { return None };
        let (days, rest) = match dated {
            0 => (None, rest),
            1 => {
                let (days, rest) = rest.split_first_chunk::<DAYS>()?;
                let [a, b, c, d, e, f, g, h] = *days;
                let days = (i32::from_le_bytes([a, b, c, d]), i32::from_le_bytes([e, f, g, h]));
                (Some(days), rest)
            }
            _ => return None,
        };
        let (chunks, rest) = rest.as_chunks::<TRAIT>();
        let traits: Option<Vec<Trait>> = chunks.iter().map(one).collect();
        let traits = traits.filter(|_| rest.is_empty())?;
        // Two profiles are compared by walking along both.
        traits.is_sorted_by(|a, b| a.key < b.key).then_some(Self { document, days, traits })
    }
}

fn one(bytes: &[u8; TRAIT]) -> Option<Trait> {
    let (key, rest) = bytes.split_first_chunk()?;
    let [sort, marks, a, b, c, d] = *rest.first_chunk()?;
    Some(Trait {
        key: u64::from_le_bytes(*key),
        sort: *Sort::ALL.get(usize::from(sort))?,
        worth: u16::from_le_bytes([a, b]),
        weight: u16::from_le_bytes([c, d]),
        marks,
    })
}
