//! What the search for words needs of a dictionary: the words that begin a text, what it costs one
//! word to stand behind another, and what becomes of what no word covers.

use std::ops::Range;

use keii_syntax::{Form, Pos};

use super::bytes::{Reader, Writer};
use super::feature;
use super::kinds::{Kind, Kinds};
use super::trie::Trie;

/// Bits for the length of a [`Piece`].
const LENGTH: u32 = 8;

/// Neighbours in a list, in one number: where the first stands and, in the last bits, how many they
/// are.
pub(super) type Piece = u32;

/// The number of a piece; `None` when there is no room for it.
pub(super) fn piece(first: usize, length: usize) -> Option<Piece> {
    let first = u32::try_from(first).ok().filter(|first| first >> (32 - LENGTH) == 0)?;
    let length = u32::try_from(length).ok().filter(|length| length >> LENGTH == 0)?;
    Some(first << LENGTH | length)
}

#[inline]
fn range(piece: Piece) -> Range<u32> {
    let (first, length) = (piece >> LENGTH, piece & ((1 << LENGTH) - 1));
    first..first + length
}

/// A word of the dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its context to the left, and to the right: rows and columns of [`Words::costs`].
    pub left: u16,
    pub right: u16,
    pub cost: i16,
    /// Part of speech and form, as letters: see [`feature`].
    part: u8,
    form: u8,
    /// Its base form in the text of base forms; empty where it is the word itself.
    base: Piece,
}

impl Word {
    pub fn new((left, right): (u16, u16), cost: i16, [part, form]: [u8; 2], base: Piece) -> Self {
        Self { left, right, cost, part, form, base }
    }

    pub fn pos(&self) -> Pos {
        feature::part_of(self.part)
    }

    pub fn form(&self) -> Form {
        feature::form_of(self.form)
    }

    fn to_bytes(self) -> [u8; 12] {
        let ([a, b], [c, d], [e, f]) =
            (self.left.to_le_bytes(), self.right.to_le_bytes(), self.cost.to_le_bytes());
        let [g, h, i, j] = self.base.to_le_bytes();
        [a, b, c, d, e, f, self.part, self.form, g, h, i, j]
    }

    fn from_bytes([a, b, c, d, e, f, part, form, g, h, i, j]: [u8; 12]) -> Self {
        Self {
            left: u16::from_le_bytes([a, b]),
            right: u16::from_le_bytes([c, d]),
            cost: i16::from_le_bytes([e, f]),
            part,
            form,
            base: u32::from_le_bytes([g, h, i, j]),
        }
    }
}

/// What it costs a word to stand behind another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Costs {
    /// Contexts to the right of words.
    pub(super) rights: usize,
    /// A row for each context to the left of a word.
    pub(super) table: Vec<i16>,
}

impl Costs {
    /// Costs of a word with this context to its left, by the context to the right of the word before.
    #[inline]
    pub fn row(&self, left: u16) -> &[i16] {
        &self.table[usize::from(left) * self.rights..][..self.rights]
    }
}

/// A compiled dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Words {
    pub(super) trie: Trie,
    pub(super) kinds: Kinds,
    /// The kind of white space, as a bit; 0 where there is none.
    pub(super) space: u32,
    /// The words, those spelt alike side by side; then the unknown ones, kind by kind.
    pub(super) all: Vec<Word>,
    /// By the number of a kind, the first of its unknown words; one more for the end.
    pub(super) unknown: Vec<u32>,
    pub(super) costs: Costs,
    pub(super) bases: String,
}

impl Words {
    /// The code of a character in the tree of words, and its kind.
    #[inline]
    pub fn look(&self, character: char) -> (u16, Kind) {
        (self.trie.code(character), self.kinds.of(character))
    }

    /// Whether characters of this kind are white space.
    #[inline]
    pub fn is_space(&self, kind: Kind) -> bool {
        kind.all & self.space != 0
    }

    /// The words that a text in codes begins with, the shorter first: the characters of each, and the
    /// places of all that are spelt so.
    #[inline]
    pub fn prefixes(
        &self,
        codes: impl Iterator<Item = u16>,
    ) -> impl Iterator<Item = (usize, Range<u32>)> {
        self.trie.prefixes(codes).map(|(length, alike)| (length, range(alike)))
    }

    /// The places of the words that an unknown run of this kind may be.
    #[inline]
    pub fn unknown(&self, kind: Kind) -> Range<u32> {
        let number = usize::from(kind.first);
        self.unknown[number]..self.unknown[number + 1]
    }

    /// Whether the word at this place stands for what the dictionary does not know.
    pub fn is_unknown(&self, place: u32) -> bool {
        place >= self.unknown[0]
    }

    /// A word by its place.
    #[inline]
    pub fn word(&self, place: u32) -> &Word {
        &self.all[place as usize]
    }

    /// The words at these places.
    #[inline]
    pub fn alike(&self, places: Range<u32>) -> &[Word] {
        &self.all[places.start as usize..places.end as usize]
    }

    /// What it costs words to stand behind each other.
    pub fn costs(&self) -> &Costs {
        &self.costs
    }

    /// The base form of a word, where it is not the word itself.
    pub fn base(&self, word: &Word) -> Option<&str> {
        let bytes = range(word.base);
        (!bytes.is_empty()).then(|| &self.bases[bytes.start as usize..bytes.end as usize])
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        self.trie.write(&mut writer);
        self.kinds.write(&mut writer);
        writer.list(&[self.space], |space| space.to_le_bytes());
        writer.list(&self.all, |word| word.to_bytes());
        writer.list(&self.unknown, |place| place.to_le_bytes());
        let rights = u32::try_from(self.costs.rights).expect("contexts are counted in u16");
        writer.list(&[rights], |rights| rights.to_le_bytes());
        writer.list(&self.costs.table, |cost| cost.to_le_bytes());
        writer.list(self.bases.as_bytes(), |byte| [*byte]);
        writer.into_bytes()
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote; `None` when it did not write these bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let trie = Trie::read(&mut reader)?;
        let kinds = Kinds::read(&mut reader)?;
        let space = *reader.list(u32::from_le_bytes)?.first()?;
        let all = reader.list(Word::from_bytes)?;
        let unknown = reader.list(u32::from_le_bytes)?;
        let rights = *reader.list(u32::from_le_bytes)?.first()? as usize;
        let table = reader.list(i16::from_le_bytes)?;
        let bases = String::from_utf8(reader.list(|[byte]| byte)?).ok()?;
        let costs = Costs { rights, table };
        Some(Self { trie, kinds, space, all, unknown, costs, bases })
    }
}
