//! From the rows of the sources to a dictionary that can be searched.

use std::collections::BTreeMap;

use super::DictionaryError;
use super::feature;
use super::kinds::Definition;
use super::source::Row;
use super::trie::Trie;
use super::words::{Costs, Piece, Word, Words, piece};

/// The parts of the sources, read.
pub(super) struct Parts<'s> {
    pub words: Vec<Row>,
    /// What unknown words may be: the word of a row is the name of a kind of characters.
    pub unknown: Vec<Row>,
    /// `char.def`
    pub characters: &'s str,
    /// `matrix.def`
    pub matrix: &'s str,
}

impl Parts<'_> {
    /// Puts the parts together. `contexts` has two lines: contexts to the left of words and to the
    /// right, the most frequent first; those that it does not name follow.
    pub fn compile(mut self, contexts: &str) -> Result<Words, DictionaryError> {
        let matrix = Matrix::parse(self.matrix)?;
        let mut sides = contexts.lines().filter(|line| !line.starts_with('#'));
        let mut places = |size| places(sides.next().unwrap_or_default(), size);
        let order = (places(matrix.lefts), places(matrix.rights));

        let mut bases = Bases::default();
        self.words.retain(|row| !row.surface.is_empty());
        // In order of their letters; those spelt alike stay in the order of the lists.
        self.words.sort_by(|row, next| row.surface.cmp(&next.surface));
        let mut all = Vec::with_capacity(self.words.len() + self.unknown.len());
        let mut spelt: Vec<(&str, u32)> = Vec::new();
        for rows in self.words.chunk_by(|row, next| row.surface == next.surface) {
            let rows = choosable(rows);
            let alike =
                piece(all.len(), rows.len()).ok_or_else(|| wrong("it has too many words"))?;
            spelt.push((&rows[0].surface, alike));
            for row in rows {
                all.push(word(row, &order, &mut bases)?);
            }
        }
        let definition = Definition::parse(self.characters).map_err(|(line, why)| {
            DictionaryError::Source { file: "char.def".to_owned(), line: Some(line), why }
        })?;
        let kinds = definition.kinds();
        let mut words = Words {
            trie: Trie::new(&spelt).ok_or_else(|| wrong("it has too many characters"))?,
            kinds: kinds.ok_or_else(|| wrong("char.def names a kind that it does not define"))?,
            space: definition.number_of("SPACE").map_or(0, |number| 1 << number),
            all,
            unknown: Vec::new(),
            costs: matrix.ordered(&order),
            bases: String::new(),
        };
        self.unknown(&mut words, &definition, &order, &mut bases)?;
        words.bases = bases.text;
        Ok(words)
    }

    /// Adds what unknown words may be, kind by kind.
    fn unknown(
        &self,
        words: &mut Words,
        definition: &Definition,
        order: &(Vec<u16>, Vec<u16>),
        bases: &mut Bases,
    ) -> Result<(), DictionaryError> {
        let number = |row: &Row| definition.number_of(&row.surface);
        if self.unknown.iter().any(|row| number(row).is_none()) {
            return Err(wrong("unk.def names a kind that char.def does not define"));
        }
        for kind in 0..=definition.len() {
            words.unknown.push(u32::try_from(words.all.len()).expect("the words were counted"));
            let rows =
                self.unknown.iter().filter(|&row| number(row).map(usize::from) == Some(kind));
            for row in rows {
                words.all.push(word(row, order, bases)?);
            }
        }
        Ok(())
    }
}

/// Of words that are spelt alike, those that can ever be chosen. Of two in one context it is the cheaper
/// one, of equals the later: IPADIC has many for their readings alone, which nobody asks for here.
fn choosable(rows: &[Row]) -> Vec<&Row> {
    let beats = |other: &Row, row: &Row, later: bool| {
        let alike = (other.left, other.right) == (row.left, row.right);
        alike && (other.cost < row.cost || later && other.cost == row.cost)
    };
    let is_beaten = |at: usize| {
        let others = rows.iter().enumerate();
        others.filter(|(other, _)| *other != at).any(|(other, it)| beats(it, &rows[at], other > at))
    };
    (0..rows.len()).filter(|&at| !is_beaten(at)).map(|at| &rows[at]).collect()
}

fn wrong(why: &str) -> DictionaryError {
    DictionaryError::Compile(why.to_owned())
}

/// A word with its contexts at their new places.
fn word(
    row: &Row,
    (lefts, rights): &(Vec<u16>, Vec<u16>),
    bases: &mut Bases,
) -> Result<Word, DictionaryError> {
    let place = |places: &[u16], context: u16| places.get(usize::from(context)).copied();
    let contexts = place(lefts, row.left).zip(place(rights, row.right));
    let contexts = contexts.ok_or_else(|| wrong("a word has a context without costs"))?;
    let (letters, base) = feature::decode(&row.packed);
    let base = bases.place(base).ok_or_else(|| wrong("its base forms are too long"))?;
    Ok(Word::new(contexts, row.cost, letters, base))
}

/// The new place of each context: that of the ends of a sentence stays the first, the frequent ones
/// come next, then the others.
fn places(frequent: &str, size: u16) -> Vec<u16> {
    let frequent = frequent.split_whitespace().filter_map(|id| id.parse::<u16>().ok());
    let mut places = vec![None; usize::from(size)];
    let mut next = 0;
    for id in std::iter::once(0).chain(frequent).chain(0..size) {
        if let Some(place @ None) = places.get_mut(usize::from(id)) {
            *place = Some(next);
            next += 1;
        }
    }
    places.into_iter().map(|place| place.expect("every context was gone through")).collect()
}

/// `matrix.def`: what it costs one context to stand behind another.
struct Matrix {
    rights: u16,
    lefts: u16,
    /// Right, left and cost.
    costs: Vec<(u16, u16, i16)>,
}

impl Matrix {
    fn parse(text: &str) -> Result<Self, DictionaryError> {
        fn next<T: std::str::FromStr>(columns: &mut std::str::SplitWhitespace<'_>) -> Option<T> {
            columns.next()?.parse().ok()
        }
        let wrong = |line, why| DictionaryError::Source {
            file: "matrix.def".to_owned(),
            line: Some(line),
            why,
        };
        let mut lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
        let mut header = lines.next().map_or("", |(_, line)| line).split_whitespace();
        let sizes = next(&mut header).zip(next(&mut header));
        let (rights, lefts) = sizes.ok_or_else(|| wrong(1, "it begins with no sizes"))?;
        let mut costs = Vec::with_capacity(usize::from(rights) * usize::from(lefts));
        for (number, line) in lines {
            let mut columns = line.split_whitespace();
            let row = next(&mut columns).zip(next(&mut columns)).zip(next(&mut columns));
            let ((right, left), cost) =
                row.ok_or_else(|| wrong(number, "a row is two contexts and a cost"))?;
            if right >= rights || left >= lefts {
                return Err(wrong(number, "a context is larger than the sizes in the first line"));
            }
            costs.push((right, left, cost));
        }
        Ok(Self { rights, lefts, costs })
    }

    /// The costs as a table, with contexts at their new places.
    fn ordered(&self, (lefts, rights): &(Vec<u16>, Vec<u16>)) -> Costs {
        let width = usize::from(self.rights);
        let mut table = vec![0; width * usize::from(self.lefts)];
        for &(right, left, cost) in &self.costs {
            let row = usize::from(lefts[usize::from(left)]) * width;
            table[row + usize::from(rights[usize::from(right)])] = cost;
        }
        Costs { rights: width, table }
    }
}

/// The base forms, each written once.
#[derive(Default)]
struct Bases {
    text: String,
    known: BTreeMap<String, Piece>,
}

impl Bases {
    /// Where a base form stands; `None` where there is no room for it.
    fn place(&mut self, form: &str) -> Option<Piece> {
        if form.is_empty() {
            return Some(0);
        }
        if let Some(known) = self.known.get(form) {
            return Some(*known);
        }
        let place = piece(self.text.len(), form.len())?;
        self.text.push_str(form);
        self.known.insert(form.to_owned(), place);
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_context_has_one_place_whatever_the_list_holds() {
        assert_eq!(places("3 1 3 0 9 x", 5), [0, 2, 3, 1, 4]);
        assert_eq!(places("", 3), [0, 1, 2]);
    }

    #[test]
    fn of_words_alike_in_letters_and_contexts_one_can_be_chosen() {
        let row = |left, cost, packed: &str| Row {
            surface: "東".to_owned(),
            left,
            right: left,
            cost,
            packed: packed.to_owned(),
        };
        let rows = [row(1, 70, "AA"), row(2, 60, "BA"), row(1, 50, "CA"), row(1, 50, "DA")];
        let kept: Vec<&str> = choosable(&rows).iter().map(|row| row.packed.as_str()).collect();
        assert_eq!(kept, ["BA", "DA"]);
    }

    #[test]
    fn costs_are_found_at_the_new_places_of_their_contexts() {
        let matrix = Matrix::parse("2 3\n0 0 5\n1 2 -7\n").expect("it is sound");
        let costs = matrix.ordered(&(places("2", 3), places("", 2)));
        assert_eq!((costs.row(0), costs.row(1)), (&[5, 0][..], &[0, -7][..]));
        for wrong in ["", "2\n", "1 1\n0 0\n", "1 1\n0 1 4\n", "1 1\n0 0 x\n"] {
            assert!(Matrix::parse(wrong).is_err(), "{wrong:?}");
        }
    }
}
