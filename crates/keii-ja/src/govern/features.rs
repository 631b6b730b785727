//! What speaks for or against a candidate.

use keii_linear::Key;

use super::Reader;
use super::traits::Traits;

/// How many features a candidate has.
pub(super) const COUNT: usize = 32;

/// Keys for the kinds of features, so that those made of the same parts differ. Numbers from here
/// on belong to values that are counted.
const COUNTED: u64 = 64;

/// What stands before each chunk of a level, summed up from the first one.
pub(super) struct Between {
    /// Chunks that end with a comma.
    commas: Vec<i32>,
    /// Topics.
    topics: Vec<i32>,
    /// Brackets that are open.
    brackets: Vec<i32>,
}

impl Between {
    pub fn of(chunks: &[Traits]) -> Self {
        let sums = |amount: &dyn Fn(&Traits) -> i32| {
            let mut sum = 0;
            let before = |chunk| {
                sum += amount(chunk);
                sum - amount(chunk)
            };
            chunks.iter().map(before).collect()
        };
        Self {
            commas: sums(&|chunk| i32::from(chunk.comma)),
            topics: sums(&|chunk| i32::from(chunk.topic)),
            brackets: sums(&|chunk| chunk.brackets),
        }
    }

    /// What stands between two chunks: up to three commas, a topic, a bracket opened or closed.
    fn key(&self, first: usize, last: usize) -> Key {
        let many = |sums: &[i32], least, most| (sums[last] - sums[first + 1]).clamp(least, most);
        let commas = many(&self.commas, 0, 3);
        let topics = many(&self.topics, 0, 1);
        let brackets = many(&self.brackets, -1, 1) + 1;
        counted(0, (commas << 4 | topics << 2 | brackets).unsigned_abs().into())
    }
}

/// The key of a number of some sort.
const fn counted(sort: u64, number: u64) -> Key {
    Key::number(COUNTED * (sort + 1) + number)
}

/// The chunk that asks for its governor, with all that is the same for every candidate.
pub(super) struct Asking<'a> {
    reader: &'a Reader<'a>,
    own: &'a Traits,
    /// Role and comma.
    role: Key,
    /// The content word with its role.
    word: Key,
    /// The chunk behind it, which is the first candidate.
    next: Key,
    /// The role of the chunk before it.
    before: Key,
    /// The last two function words.
    ending: Key,
}

impl<'a> Asking<'a> {
    pub fn of(reader: &'a Reader<'a>) -> Self {
        let (own, next) = (&reader.chunks[reader.index], &reader.chunks[reader.index + 1]);
        let comma = Key::number(own.comma.into());
        let before = reader.index.checked_sub(1).map(|before| reader.chunks[before].role);
        let role = own.role.and(comma);
        Self {
            reader,
            own,
            role,
            word: own.word.and(own.role),
            next: next.role.and(next.kind),
            before: role.and(before.unwrap_or_default()),
            ending: own.ending.and(comma),
        }
    }

    /// The features of the candidate at a place.
    pub fn features(&self, place: usize) -> [Key; COUNT] {
        let (reader, own) = (self.reader, self.own);
        let at = reader.candidates[place];
        let other = &reader.chunks[at];
        let around = |place: Option<usize>| {
            let candidate = place.and_then(|place| reader.candidates.get(place));
            candidate.map_or(Key::default(), |&at| reader.chunks[at].target)
        };
        let (nearer, farther) = (around(place.checked_sub(1)), around(Some(place + 1)));
        let far = distance(at - reader.index);
        let rank = rank(place, reader.candidates.len());
        let between = reader.between.key(reader.index, at);
        let same = self.same(other);
        let rule = counted(4, u64::from(at == reader.ruled) << 1 | u64::from(at < reader.ruled));
        let (role, t) = (self.role, Key::number);
        // Role and candidate, coarse and fine, which most features are made of.
        let (coarse, fine) = (role.and(other.kind), role.and(other.target));
        [
            coarse,
            coarse.and(far),
            coarse.and(self.filled(at)),
            coarse.and(t(1)).and(reader.nearest[at]),
            coarse.and(rank).and(self.next),
            coarse.and(same).and(own.kind),
            coarse.and(rule),
            coarse.and(nearer).and(farther),
            fine,
            fine.and(far),
            fine.and(rank),
            fine.and(rank).and(own.kind),
            fine.and(between),
            fine.and(t(2)).and(nearer),
            fine.and(t(3)).and(farther),
            fine.and(t(4)).and(own.tail),
            role.and(t(5)).and(far),
            role.and(far).and(between),
            role.and(same).and(rank),
            role.and(t(6)).and(other.word),
            role.and(rank).and(other.tail),
            role.and(rule),
            role.and(rule).and(far).and(rank),
            rule,
            self.word.and(other.kind),
            own.word.and(rank).and(other.kind),
            own.word.and(far).and(t(own.comma.into())),
            self.before.and(other.target),
            self.ending.and(other.ending),
            self.ending.and(t(7)).and(other.word),
            own.tail.and(t(own.relation.into())).and(other.tail),
            own.kind
                .and(t(own.comma.into()))
                .and(other.kind)
                .and(reader.chunks[reader.index + 1].kind),
        ]
    }

    /// What the two have in common: the kind of word, the last noun, the role.
    fn same(&self, other: &Traits) -> Key {
        let own = self.own;
        let (kind, tail, role) =
            (own.kind == other.kind, own.tail == other.tail, own.role == other.role);
        counted(1, u64::from(kind) << 2 | u64::from(tail) << 1 | u64::from(role))
    }

    /// Whether something depends on the candidate already, and of the same relation.
    fn filled(&self, at: usize) -> Key {
        let filled = self.reader.filled[at];
        counted(2, u64::from(filled >> self.own.relation & 1) << 1 | u64::from(filled != 0))
    }
}

/// How many chunks ahead, in classes.
fn distance(chunks: usize) -> Key {
    let class = match chunks {
        0..=3 => chunks as u64,
        4..=5 => 4,
        6..=8 => 5,
        _ => 6,
    };
    counted(3, class)
}

/// Which of the candidates, and whether the last.
fn rank(place: usize, candidates: usize) -> Key {
    let class = match place {
        0..=2 => place as u64,
        3..=4 => 3,
        _ => 4,
    };
    counted(5, class << 1 | u64::from(place + 1 == candidates))
}
