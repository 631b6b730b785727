//! Sets of characters in one machine word, for a first look at a text.

/// A set of characters that never denies one that it holds, but may claim one that it does not:
/// characters whose codes are equal but for a multiple of 128 are one to it.
// Two words of 64 bits: a bit is found in one of them with fewer instructions than in one of 128.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Characters([u64; 2]);

impl Characters {
    /// All of them, and the end of the text.
    pub(crate) const ANY: Self = Self([u64::MAX; 2]);

    /// Whether `character` may be one of them. A `false` is certain.
    #[must_use]
    #[inline]
    pub fn may_hold(&self, character: char) -> bool {
        let (word, bit) = place(character);
        self.0[word] >> bit & 1 == 1
    }

    /// Whether `next`, or the end of the text, may be one of them.
    #[inline]
    pub(crate) fn may_begin_with(&self, next: Option<char>) -> bool {
        next.map_or(*self == Self::ANY, |next| self.may_hold(next))
    }

    /// Whether some character may be one of both.
    #[inline]
    pub(crate) fn may_share(self, others: Self) -> bool {
        self.0[0] & others.0[0] | self.0[1] & others.0[1] != 0
    }

    #[inline]
    pub(crate) fn add(&mut self, others: Self) {
        self.0[0] |= others.0[0];
        self.0[1] |= others.0[1];
    }
}

/// The word that stands for a character, and its bit.
#[inline]
fn place(character: char) -> (usize, u32) {
    let code = u32::from(character);
    ((code / 64 % 2) as usize, code % 64)
}

impl From<char> for Characters {
    #[inline]
    fn from(character: char) -> Self {
        let (word, bit) = place(character);
        let mut one = Self::default();
        one.0[word] = 1 << bit;
        one
    }
}

impl FromIterator<char> for Characters {
    fn from_iter<I: IntoIterator<Item = char>>(characters: I) -> Self {
        let mut all = Self::default();
        characters.into_iter().for_each(|character| all.add(character.into()));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_is_denied() {
        let marks = "「」。ー亜𠮷a";
        let set: Characters = marks.chars().collect();
        assert!(marks.chars().all(|mark| set.may_hold(mark)));
        assert!(!set.may_hold('あ') && !set.may_begin_with(None));
        assert!(Characters::ANY.may_begin_with(None) && Characters::ANY.may_hold('あ'));
    }
}
