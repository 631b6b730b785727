//! What matching may look at.

use std::borrow::Cow;
use std::ops::Range;

use crate::machine::offset;
use crate::numbers::Numbers;
use crate::starts::Layers;

/// A character where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Its first byte.
    pub at: u32,
    /// The character.
    pub character: char,
    /// Whether a token may begin with it. A `false` is certain.
    pub begins_token: bool,
    /// The layers of a pack that have a rule which may begin with it: see
    /// [`Pack::characters`](crate::Pack::characters).
    pub(crate) layers: Layers,
}

impl Placed {
    /// The characters of a text in order, of whose tokens nothing is known.
    pub fn all(text: &str) -> impl Iterator<Item = Self> {
        let placed = |(at, character)| Self {
            at: offset(at),
            character,
            begins_token: true,
            layers: Layers::MAX,
        };
        text.char_indices().map(placed)
    }
}

/// A text with what is known of it: its tokens and annotations. Callers implement it over their own
/// data. All offsets are bytes on character boundaries.
pub trait View {
    /// The whole document's text.
    fn text(&self) -> &str;

    /// The characters of the bytes in `range`, of which both ends are character boundaries. Every layer
    /// goes through them: a view that several layers are asked about keeps them.
    fn characters(&self, range: Range<usize>) -> Cow<'_, [Placed]> {
        let start = offset(range.start);
        let inside = Placed::all(&self.text()[range]);
        Cow::Owned(inside.map(|it| Placed { at: start + it.at, ..it }).collect())
    }

    /// The numbers of the whole text. Every layer asks for them: a view that several layers are asked about
    /// keeps them.
    fn numbers(&self) -> Cow<'_, Numbers> {
        Cow::Owned(Numbers::of(self.text()))
    }

    /// The token that begins at `offset`.
    fn token_at(&self, offset: u32) -> Option<TokenView<'_>>;

    /// Whether a token begins or ends at `offset`.
    fn is_boundary(&self, offset: u32) -> bool;

    /// The end of an annotation with this label that begins at `offset`.
    fn label_at(&self, offset: u32, label: &str) -> Option<u32>;

    /// Where the clause that holds the byte at `offset` ends: what follows a gap begins before it.
    fn clause_end(&self, offset: u32) -> u32;
}

/// A token, as rules see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenView<'a> {
    /// One past its last byte.
    pub end: u32,
    /// Its dictionary form.
    pub lemma: &'a str,
    /// Its part of speech, under the name that patterns write.
    pub pos: &'a str,
}

/// A bare text: every character is a boundary, there are no tokens and no annotations, and a clause
/// ends at 。, at a line's end or at the text's.
#[derive(Clone, Copy, Debug)]
pub struct CharacterView<'a> {
    text: &'a str,
}

impl<'a> CharacterView<'a> {
    /// A view of `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text }
    }
}

impl View for CharacterView<'_> {
    fn text(&self) -> &str {
        self.text
    }

    fn token_at(&self, _offset: u32) -> Option<TokenView<'_>> {
        None
    }

    fn is_boundary(&self, offset: u32) -> bool {
        self.text.is_char_boundary(offset as usize)
    }

    fn label_at(&self, _offset: u32, _label: &str) -> Option<u32> {
        None
    }

    fn clause_end(&self, offset: u32) -> u32 {
        // A gap is never longer than 200 characters, so that looking further is of no use.
        let rest = self.text.get(offset as usize..).unwrap_or_default();
        let inside = rest.chars().take(200).take_while(|next| !matches!(next, '。' | '\n'));
        let length: usize = inside.map(char::len_utf8).sum();
        u32::try_from(offset as usize + length).unwrap_or(u32::MAX)
    }
}
