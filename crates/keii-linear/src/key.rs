//! Features as numbers.

/// Odd, and with its bits well mixed: the fraction of the golden ratio, as in Knuth's
/// multiplicative hashing (The Art of Computer Programming, volume 3, 6.4).
const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

/// A feature, or a part of one: 64 bits that stand for what was seen.
///
/// Words are hashed once, when they are first met; what is made of several parts is combined from
/// their keys. Equal parts in equal order give equal keys, on every machine. A sentence has thousands
/// of keys, each of a few instructions: calls would cost as much again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Key(u64);

impl Key {
    /// The key of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut key = Self::number(text.len() as u64);
        for part in text.as_bytes().chunks(8) {
            // Words are short: byte by byte is sooner than a call that copies them.
            let word = part.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
            key = key.and(Self(word));
        }
        key
    }

    /// The key of a number: of a template, a class, a distance.
    #[inline]
    #[must_use]
    pub const fn number(number: u64) -> Self {
        Self(number.wrapping_add(1).wrapping_mul(MIX))
    }

    /// This and another together. The order counts.
    #[inline]
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        let mixed = (self.0.rotate_left(23) ^ other.0).wrapping_mul(MIX);
        Self(mixed ^ (mixed >> 29))
    }

    /// The row of a table with `1 << bits` rows that holds this feature's weights.
    #[inline]
    pub(crate) const fn row(self, bits: u8) -> usize {
        (self.0.wrapping_mul(MIX) >> (64 - bits as u32)) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn parts_and_their_order_count() {
        let (one, two) = (Key::of("一"), Key::of("二"));
        assert_ne!(one.and(two), two.and(one));
        assert_ne!(Key::of("ab").and(Key::of("c")), Key::of("a").and(Key::of("bc")));
        assert_ne!(Key::of(""), Key::of("\0"));
        assert_eq!(one.and(two), Key::of("一").and(Key::of("二")));
    }

    #[test]
    fn rows_are_spread_over_the_table() {
        let mut taken = vec![0; 1 << 8];
        for number in 0..1 << 12 {
            taken[Key::number(3).and(Key::number(number)).row(8)] += 1;
        }
        assert!(taken.iter().all(|&count| (2..40).contains(&count)), "{taken:?}");
    }
}
