//! The same number of statements of every kind, drawn by a seed.

use std::collections::BTreeMap;

use super::statement::Statement;

/// `size` statements, as evenly over the kinds as there are statements of them, in order of kind,
/// article and place.
pub fn draw(statements: Vec<Statement>, size: usize, seed: u64) -> Vec<Statement> {
    let mut kinds: BTreeMap<&'static str, Vec<Statement>> = BTreeMap::new();
    for statement in statements {
        kinds.entry(statement.kind).or_default().push(statement);
    }
    let mut random = Random(seed);
    // The rarest first: what a kind cannot fill is left to the others.
    let mut kinds: Vec<Vec<Statement>> = kinds.into_values().collect();
    kinds.sort_by_key(Vec::len);
    let (mut left, mut drawn) = (size, Vec::new());
    let count = kinds.len();
    for (done, mut statements) in kinds.into_iter().enumerate() {
        let share = left.div_ceil(count - done).min(statements.len());
        for place in 0..share {
            let other = place + random.below(statements.len() - place);
            statements.swap(place, other);
        }
        statements.truncate(share);
        left -= share;
        drawn.append(&mut statements);
    }
    drawn.sort_by(|a, b| {
        (a.kind, a.article, a.start, a.end).cmp(&(b.kind, b.article, b.start, b.end))
    });
    drawn
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
struct Random(u64);

impl Random {
    /// A number below `bound`, which is not 0. The bias of the remainder is far below what a
    /// sample of hundreds could show.
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % bound as u64).expect("below a usize")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statements() -> Vec<Statement> {
        let of = |kind, article| Statement { kind, article, start: 0, end: 1, said: String::new() };
        (0..100).map(|n| of("time", n)).chain((0..3).map(|n| of("question", n))).collect()
    }

    #[test]
    fn every_kind_has_its_share_and_the_rare_ones_all_they_have() {
        let drawn = draw(statements(), 20, 7);
        assert_eq!(drawn.len(), 20);
        assert_eq!(drawn.iter().filter(|one| one.kind == "question").count(), 3);
        let mut articles: Vec<usize> =
            drawn.iter().filter(|o| o.kind == "time").map(|o| o.article).collect();
        articles.dedup();
        assert_eq!(articles.len(), 17, "nothing is drawn twice");
    }

    #[test]
    fn a_seed_gives_one_sample() {
        let places =
            |seed| draw(statements(), 20, seed).iter().map(|one| one.article).collect::<Vec<_>>();
        assert_eq!(places(7), places(7));
        assert_ne!(places(7), places(8));
    }
}
