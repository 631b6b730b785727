//! Lists of numbers as bytes, little-endian: what the dictionary's cache file is made of.

/// Writes lists one behind the other, each with its length in front.
#[derive(Debug, Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    pub fn list<T, const N: usize>(&mut self, items: &[T], encode: impl Fn(&T) -> [u8; N]) {
        let length = u32::try_from(items.len()).expect("a dictionary has fewer than 2^32 words");
        self.bytes.extend(length.to_le_bytes());
        self.bytes.extend(items.iter().flat_map(encode));
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// Reads lists in the order in which they were written.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The next list; `None` when the bytes end before it does.
    pub fn list<T, const N: usize>(&mut self, decode: impl Fn([u8; N]) -> T) -> Option<Vec<T>> {
        let (length, rest) = self.rest.split_first_chunk()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let (items, rest) = rest.split_at_checked(length.checked_mul(N)?)?;
        self.rest = rest;
        Some(items.as_chunks().0.iter().map(|item| decode(*item)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_come_back_in_order() {
        let mut writer = Writer::default();
        writer.list(&[1_u16, 2], |number| number.to_le_bytes());
        writer.list(&[-3_i16], |number| number.to_le_bytes());
        let bytes = writer.into_bytes();
        let mut reader = Reader::new(&bytes);
        assert_eq!(reader.list(u16::from_le_bytes), Some(vec![1, 2]));
        assert_eq!(reader.list(i16::from_le_bytes), Some(vec![-3]));
        assert_eq!(reader.list(u16::from_le_bytes), None);
        let mut cut = Reader::new(&bytes[..5]);
        assert_eq!(cut.list(u16::from_le_bytes), None);
    }
}
