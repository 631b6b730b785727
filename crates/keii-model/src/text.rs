//! Text as received, and ranges of it.
//!
//! Inside keii a [`Span`] counts bytes, so that slicing is free. At the border (records, exports)
//! a [`TextSpan`] counts Unicode code points, as the interchange format wants. [`Text::quote`] is
//! the one way from the first to the second.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open range of bytes of one document's text, on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`.
    ///
    /// # Panics
    /// In debug builds when `start > end`.
    #[must_use]
    #[inline]
    pub fn new(start: u32, end: u32) -> Self {
        debug_assert!(start <= end, "span {start}..{end} is reversed");
        Self { start, end }
    }

    /// The span of a `usize` range, as string searches give it.
    ///
    /// # Panics
    /// When an offset is 4 GiB or more; ingest refuses such texts.
    #[must_use]
    #[inline]
    pub fn from_range(range: Range<usize>) -> Self {
        let start = u32::try_from(range.start).expect("ingest caps texts far below 4 GiB");
        let end = u32::try_from(range.end).expect("ingest caps texts far below 4 GiB");
        Self::new(start, end)
    }

    /// As a range for slicing.
    #[must_use]
    #[inline]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    #[inline]
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it covers nothing.
    #[must_use]
    #[inline]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies inside.
    #[must_use]
    #[inline]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` lies inside.
    #[must_use]
    #[inline]
    pub fn covers(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    #[inline]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    #[inline]
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The words of `text` that it covers.
    ///
    /// # Panics
    /// When it does not lie on character boundaries of `text`.
    #[must_use]
    #[inline]
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }
}

/// How many bytes lie between two entries of the code point index.
const STRIDE: usize = 64;

/// Immutable text with an index from bytes to code points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    text: Box<str>,
    /// Code points before byte `i * STRIDE` (before the first boundary at or after it).
    counts: Box<[u32]>,
}

impl Text {
    /// Takes the text over and indexes it.
    #[must_use]
    pub fn new(text: impl Into<Box<str>>) -> Self {
        let text = text.into();
        let bytes = text.as_bytes();
        let mut counts = Vec::with_capacity(bytes.len() / STRIDE + 1);
        let mut seen = 0;
        for block in bytes.chunks(STRIDE) {
            counts.push(seen);
            seen += count_starts(block);
        }
        counts.push(seen);
        Self { text, counts: counts.into() }
    }

    /// The text itself.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Code points before the byte `offset`.
    ///
    /// # Panics
    /// When `offset` is past the end.
    #[must_use]
    pub fn code_point(&self, offset: u32) -> u32 {
        let offset = offset as usize;
        let block = offset / STRIDE;
        self.counts[block] + count_starts(&self.text.as_bytes()[block * STRIDE..offset])
    }

    /// The byte before which `code_points` code points stand; `None` past the end.
    #[must_use]
    pub fn byte(&self, code_points: u32) -> Option<u32> {
        let block = self.counts.partition_point(|&seen| seen <= code_points).checked_sub(1)?;
        let start = (block * STRIDE).min(self.text.len());
        // A block may begin inside a character: that one was counted in the block before.
        let start = (start..=self.text.len()).find(|&at| self.text.is_char_boundary(at))?;
        let wanted = (code_points - self.counts[block]) as usize;
        let rest = &self.text[start..];
        let found = rest.char_indices().map(|(at, _)| at).chain([rest.len()]).nth(wanted)?;
        u32::try_from(start + found).ok()
    }

    /// The span as a record of `document`, in code points and with its words.
    #[must_use]
    pub fn quote(&self, document: &crate::Id, span: Span) -> TextSpan {
        let text = span.of(&self.text);
        let start = self.code_point(span.start);
        // Short words are counted sooner than the bytes before their end.
        let short = text.len() < STRIDE;
        let end =
            if short { start + count_starts(text.as_bytes()) } else { self.code_point(span.end) };
        TextSpan { document: document.clone(), start, end, text: text.to_owned() }
    }

    /// The byte span of a record's span, when it lies within this text and its words agree.
    #[must_use]
    pub fn locate(&self, span: &TextSpan) -> Option<Span> {
        let (start, end) = (self.byte(span.start)?, self.byte(span.end)?);
        (start <= end && self.text[start as usize..end as usize] == *span.text)
            .then(|| Span::new(start, end))
    }
}

/// Bytes that begin a character. Few enough are counted at a time that one byte holds their number, so that
/// the compiler counts many at once.
fn count_starts(bytes: &[u8]) -> u32 {
    let starts = |few: &[u8]| few.iter().map(|byte| u8::from(byte & 0xC0 != 0x80)).sum::<u8>();
    bytes.chunks(u8::MAX.into()).map(|few| u32::from(starts(few))).sum()
}

/// Characters of a document with the words they spell: the `Span` of the interchange format.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TextSpan {
    /// Which document.
    pub document: crate::Id,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// Exactly the words there.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Id;
    use proptest::prelude::*;

    #[test]
    fn a_quotation_counts_code_points() {
        let text = Text::new("aé「首脳」𠮷野");
        let start = u32::try_from(text.as_str().find("首脳").expect("it is there")).expect("small");
        let quoted = text.quote(&Id::from("D1"), Span::new(start, start + 6));
        assert_eq!((quoted.start, quoted.end, quoted.text.as_str()), (3, 5, "首脳"));
    }

    #[test]
    fn a_span_with_other_words_is_not_located() {
        let text = Text::new("首脳会談");
        let span = TextSpan { document: Id::from("D1"), start: 0, end: 2, text: "会談".into() };
        assert_eq!(text.locate(&span), None);
    }

    proptest! {
        #[test]
        fn code_points_and_bytes_are_inverse(text in "\\PC{0,200}") {
            let indexed = Text::new(text.as_str());
            for (count, (byte, _)) in text.char_indices().enumerate() {
                let byte = u32::try_from(byte).expect("small");
                let count = u32::try_from(count).expect("small");
                prop_assert_eq!(indexed.code_point(byte), count);
                prop_assert_eq!(indexed.byte(count), Some(byte));
            }
            let end = u32::try_from(text.len()).expect("small");
            prop_assert_eq!(indexed.byte(indexed.code_point(end)), Some(end));
            prop_assert_eq!(indexed.byte(indexed.code_point(end) + 1), None);
        }
    }
}
