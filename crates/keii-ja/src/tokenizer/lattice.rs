//! The search for the best words: Viterbi's, over all words that can begin at each character.

use std::ops::Range;

use crate::dictionary::{Kind, Word, Words};

/// No node.
const NONE: u32 = u32::MAX;

/// The buffers of the search, used again from text to text.
#[derive(Debug, Default)]
pub(super) struct Lattice {
    characters: Vec<Character>,
    ways: Ways,
    best: Vec<Found>,
}

/// A character of the text.
#[derive(Clone, Copy, Debug)]
struct Character {
    /// Its first byte.
    at: u32,
    /// How many characters from here on are of one kind with their neighbours.
    run: u16,
    code: u16,
    kind: Kind,
}

/// A word of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Its bytes.
    pub range: Range<usize>,
    /// Its place in the dictionary.
    pub word: u32,
}

impl Lattice {
    /// The best words of a text of at most 65,535 characters, white space left out. Of ways that
    /// cost the same that is taken which was found last, as `mecab` does.
    pub fn search(&mut self, words: &Words, text: &str) -> &[Found] {
        self.read(words, text);
        self.ways.clear(self.characters.len());
        // Where words end, and where the next ones begin: behind white space, if there is any.
        let (mut end, mut start) = (0, 0);
        while start < self.characters.len() {
            if self.ways.lead_to(end) {
                let Character { kind, run, .. } = self.characters[end];
                start += if words.is_space(kind) { usize::from(run) } else { 0 };
                if start == self.characters.len() {
                    break;
                }
                self.ways.gather(end);
                self.ways.go_on(words, &self.characters, start);
            }
            start += 1;
            end = start;
        }
        self.ways.gather(end);
        self.follow(words, text.len());
        &self.best
    }

    /// After a search, each pair of contexts that could stand together: that to the left of a word,
    /// and that to the right of a word in front of it.
    pub fn pairs<'l>(&'l self, words: &'l Words) -> impl Iterator<Item = (u16, u16)> + 'l {
        let Ways { nodes, last, .. } = &self.ways;
        nodes[1..].iter().flat_map(move |node| {
            let left = words.word(node.word).left;
            let place = usize::from(nodes[node.before as usize].end);
            let end = nodes.get(last[place] as usize);
            let ends = std::iter::successors(end, |end| nodes.get(end.other as usize));
            ends.map(move |end| (left, end.right))
        })
    }

    fn read(&mut self, words: &Words, text: &str) {
        self.characters.clear();
        self.characters.extend(text.char_indices().map(|(at, character)| {
            let (code, kind) = words.look(character);
            Character { at: number(at), run: 1, code, kind }
        }));
        let (mut run, mut kinds) = (0, 0);
        for character in self.characters.iter_mut().rev() {
            run = if character.kind.all & kinds == 0 { 1 } else { run + 1 };
            (character.run, kinds) = (run, character.kind.all);
        }
    }

    /// Lists the words of the best way to the end of the text, which is so many bytes long.
    fn follow(&mut self, words: &Words, length: usize) {
        self.best.clear();
        let end_of_text = words.costs().row(0);
        let mut at = self.ways.before.cheapest(end_of_text).node();
        let byte = |place: u16| {
            let character = self.characters.get(usize::from(place));
            character.map_or(length, |character| character.at as usize)
        };
        while at > 0 {
            let node = self.ways.nodes[at as usize];
            self.best.push(Found { range: byte(node.start)..byte(node.end), word: node.word });
            at = node.before;
        }
        self.best.reverse();
    }
}

/// The ways from the beginning of the text, each by its last word.
#[derive(Debug, Default)]
struct Ways {
    /// In the order in which they were found; the first is the beginning of the text.
    nodes: Vec<Node>,
    /// By character, the node found last of those that end in front of it.
    last: Vec<u32>,
    before: Before,
}

/// The ways to where words are looked for.
#[derive(Debug, Default)]
struct Before {
    ends: Vec<End>,
    /// By context to the left of a word, the best of them in front of it, where it was looked for.
    known: Vec<Known>,
    /// How often words were looked for: tells what is known here from what was known elsewhere.
    times: u64,
}

/// A word at its place, behind the best words in front of it.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// Of the whole way, this word included.
    cost: i32,
    /// The node in front of it.
    before: u32,
    /// The node that ends where this one does and was found before it.
    other: u32,
    word: u32,
    start: u16,
    end: u16,
    right: u16,
}

/// A node that ends where words are looked for.
#[derive(Clone, Copy, Debug)]
struct End {
    way: Price,
    right: u16,
}

/// What the way to a node costs, and behind it the node, counted down: one number, so that the cheapest node, of
/// equals that found last, is the least number, and is found without a branch that no processor foresees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Price(i64);

impl Price {
    const MOST: Self = Self(i64::MAX);

    fn new(cost: i32, node: u32) -> Self {
        Self(i64::from(cost) << 32 | i64::from(!node))
    }

    fn more(self, cost: i16) -> Self {
        Self(self.0 + (i64::from(cost) << 32))
    }

    fn cost(self) -> i32 {
        (self.0 >> 32) as i32
    }

    fn node(self) -> u32 {
        !(self.0 as u32)
    }
}

/// The best way to the front of a word with some context, and where that was found.
#[derive(Clone, Copy, Debug)]
struct Known {
    times: u64,
    best: Price,
}

impl Ways {
    /// Forgets all ways but the empty one through a text of so many characters.
    fn clear(&mut self, characters: usize) {
        self.nodes.clear();
        self.last.clear();
        self.last.resize(characters + 1, NONE);
        let (start, end, right) = (0, 0, 0);
        self.nodes.push(Node { cost: 0, before: NONE, other: NONE, word: NONE, start, end, right });
        self.last[0] = 0;
    }

    /// Whether words end in front of this character.
    fn lead_to(&self, place: usize) -> bool {
        self.last[place] != NONE
    }

    /// Gets ready to go on where words end.
    fn gather(&mut self, place: usize) {
        let Before { ends, times, .. } = &mut self.before;
        *times += 1;
        ends.clear();
        let mut at = self.last[place];
        while at != NONE {
            let Node { cost, right, other, .. } = self.nodes[at as usize];
            ends.push(End { way: Price::new(cost, at), right });
            at = other;
        }
    }

    /// Goes on with each word that begins at this character.
    fn go_on(&mut self, words: &Words, characters: &[Character], start: usize) {
        let codes = characters[start..].iter().map(|character| character.code);
        let mut is_known = false;
        for (length, alike) in words.prefixes(codes) {
            self.add(words, alike, start..start + length);
            is_known = true;
        }
        let Character { kind, run, .. } = characters[start];
        if is_known && !kind.always {
            return;
        }
        let run = usize::from(run);
        if kind.grouped {
            self.add(words, words.unknown(kind), start..start + run);
            is_known = true;
        }
        for length in 1..=usize::from(kind.length).min(run) {
            if !(kind.grouped && length == run) {
                self.add(words, words.unknown(kind), start..start + length);
                is_known = true;
            }
        }
        if !is_known {
            self.add(words, words.unknown(kind), start..start + 1);
        }
    }

    /// Adds words that are spelt alike.
    fn add(&mut self, words: &Words, alike: Range<u32>, place: Range<usize>) {
        let (start, end) = (short(place.start), short(place.end));
        let (mut other, mut node) = (self.last[place.end], number(self.nodes.len()));
        for (word, &Word { left, right, cost, .. }) in (alike.start..).zip(words.alike(alike)) {
            let best = self.before.best(words, left);
            let (cost, before) = (best.cost() + i32::from(cost), best.node());
            self.nodes.push(Node { cost, before, other, word, start, end, right });
            (other, node) = (node, node + 1);
        }
        self.last[place.end] = other;
    }
}

impl Before {
    /// The best way to the front of a word with this context. Words of one sort have the same: what is
    /// best in front of one is so in front of the others.
    fn best(&mut self, words: &Words, left: u16) -> Price {
        let place = usize::from(left);
        if self.known.len() <= place {
            self.known.resize(place + 1, Known { times: 0, best: Price::MOST });
        }
        let Known { times, best } = self.known[place];
        if times == self.times {
            return best;
        }
        let best = self.cheapest(words.costs().row(left));
        self.known[place] = Known { times: self.times, best };
        best
    }

    /// The best of the ways that were gathered, where this is what it costs to stand behind each context.
    fn cheapest(&self, costs: &[i16]) -> Price {
        let price = |end: &End| end.way.more(costs[usize::from(end.right)]);
        self.ends.iter().map(price).fold(Price::MOST, Price::min)
    }
}

/// A number of nodes or bytes: a text is short.
fn number(of: usize) -> u32 {
    u32::try_from(of).expect("a window is short")
}

/// A place among the characters of a text.
fn short(place: usize) -> u16 {
    u16::try_from(place).expect("a window has at most 4,000 characters")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::{Sources, build_unordered};

    /// Two contexts, of which the second stands cheaply behind the first.
    fn dictionary(rows: &str) -> Words {
        let bytes = |text: &str| text.as_bytes().to_vec();
        let sources = Sources {
            lexicons: vec![("Noun.csv".to_owned(), bytes(rows))],
            matrix: bytes("3 3\n1 2 -50\n"),
            characters: bytes(
                "DEFAULT 0 1 0\nSPACE 0 1 0\nKANA 1 1 2\n0x0020 SPACE\n0x30A1..0x30FF KANA\n",
            ),
            unknown: bytes("DEFAULT,1,1,900,記号\nSPACE,1,1,900,記号\nKANA,1,1,300,名詞\n"),
        };
        let compiled = build_unordered(&sources).expect("they fit together");
        Words::from_bytes(&compiled.payload).expect("it was written just now")
    }

    fn split<'t>(words: &Words, text: &'t str) -> Vec<&'t str> {
        let mut lattice = Lattice::default();
        // Twice: what is left of one search must not be seen by the next.
        lattice.search(words, "港の橋");
        let found = lattice.search(words, text);
        found.iter().map(|found| &text[found.range.clone()]).collect()
    }

    #[test]
    fn the_cheapest_way_is_found_over_words_and_contexts() {
        let words =
            dictionary("東京,1,1,100,名詞\n東,1,1,60,名詞\n京都,2,2,60,名詞\n都,1,1,30,名詞\n");
        // 東 60 + 京都 60 - 50 is less than 東京 100 + 都 30.
        assert_eq!(split(&words, "東京都"), ["東", "京都"]);
        assert_eq!(split(&words, "東京"), ["東京"]);
        assert_eq!(split(&words, ""), [""; 0]);
    }

    #[test]
    fn what_no_word_covers_is_one_run_of_its_kind_and_white_space_is_none() {
        let words = dictionary("港,1,1,100,名詞\n");
        assert_eq!(split(&words, "港 ベルク  港 "), ["港", "ベルク", "港"]);
        assert_eq!(split(&words, " \u{20}"), [""; 0]);
        assert_eq!(split(&words, "港??ベルク"), ["港", "??", "ベルク"]);
    }

    #[test]
    fn of_ways_that_cost_the_same_the_one_found_last_is_taken() {
        let words = dictionary("港,1,1,100,名詞\n港,1,1,100,動詞\n");
        let mut lattice = Lattice::default();
        let parts: Vec<_> =
            lattice.search(&words, "港").iter().map(|it| words.word(it.word).pos()).collect();
        assert_eq!(parts, [keii_syntax::Pos::DependentVerb]);
    }

    #[test]
    fn pairs_of_contexts_are_those_of_words_that_touch() {
        let words = dictionary("東,1,1,60,名詞\n京都,2,2,60,名詞\n");
        let mut lattice = Lattice::default();
        lattice.search(&words, "東京都");
        assert_eq!(lattice.pairs(&words).collect::<Vec<_>>(), [(1, 0), (2, 1)]);
    }
}
