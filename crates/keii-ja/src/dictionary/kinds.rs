//! Kinds of characters, and what the dictionary makes of a run of one kind that it does not know:
//! `char.def`.

use std::collections::BTreeMap;

use super::bytes::{Reader, Writer};

/// Kinds that a dictionary may tell apart: each is a bit.
const MOST: usize = 32;
/// Characters that `char.def` can name.
const NAMED: usize = 1 << 16;

/// What `char.def` says of a character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kind {
    /// The kinds that it is of, each a bit: neighbours that share one make a run.
    pub all: u32,
    /// The one whose unknown words it begins.
    pub first: u8,
    /// Whether unknown words are tried where the dictionary has a word, too.
    pub always: bool,
    /// Whether a whole run is one unknown word.
    pub grouped: bool,
    /// Unknown words of up to so many characters of a run are tried.
    pub length: u8,
}

/// The kinds of all characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kinds {
    /// By character, the place of its kind; characters behind the last are as the first is.
    places: Vec<u8>,
    kinds: Vec<Kind>,
}

impl Kinds {
    /// The kind of a character.
    #[inline]
    pub fn of(&self, character: char) -> Kind {
        let place = self.places.get(character as usize).unwrap_or(&self.places[0]);
        self.kinds[usize::from(*place)]
    }

    pub fn write(&self, writer: &mut Writer) {
        writer.list(&self.places, |place| [*place]);
        writer.list(&self.kinds, |kind| {
            let [a, b, c, d] = kind.all.to_le_bytes();
            let flags = u8::from(kind.always) | u8::from(kind.grouped) << 1;
            [a, b, c, d, kind.first, flags, kind.length, 0]
        });
    }

    pub fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let places = reader.list(|[place]| place)?;
        let kinds = reader.list(|[a, b, c, d, first, flags, length, _]| Kind {
            all: u32::from_le_bytes([a, b, c, d]),
            first,
            always: flags & 1 != 0,
            grouped: flags & 2 != 0,
            length,
        })?;
        let sound = places.iter().all(|&place| usize::from(place) < kinds.len());
        (sound && !places.is_empty()).then_some(Self { places, kinds })
    }
}

/// The kinds as `char.def` defines them, and their names, by number.
#[derive(Debug, Default)]
pub(super) struct Definition {
    numbers: BTreeMap<String, u8>,
    /// By number; those that are named but not defined have none.
    kinds: Vec<Option<Kind>>,
    /// First and last character, and the kinds they are of.
    ranges: Vec<(usize, usize, Vec<String>)>,
}

impl Definition {
    /// Reads `char.def`; the error is the line, from 1, and what is wrong there.
    pub fn parse(text: &str) -> Result<Self, (usize, &'static str)> {
        let mut read = Self::default();
        read.number("DEFAULT");
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let named = line.starts_with("0x");
            let added = if named { read.add_range(line) } else { read.add_kind(line) };
            added.ok_or((
                number,
                if named {
                    "no range of characters with their kinds"
                } else {
                    "no kind of characters"
                },
            ))?;
        }
        Ok(read)
    }

    /// The number of a kind that is defined.
    pub fn number_of(&self, name: &str) -> Option<u8> {
        self.numbers.get(name).copied()
    }

    /// How many kinds there are.
    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    /// The kind of each character; `None` when one is of a kind that is not defined.
    pub fn kinds(&self) -> Option<Kinds> {
        let mut kinds = vec![self.kind(&["DEFAULT".to_owned()])?];
        let mut places = vec![0; NAMED];
        for (first, last, names) in &self.ranges {
            let kind = self.kind(names)?;
            let known = kinds.iter().position(|&known| known == kind);
            let place = known.unwrap_or(kinds.len());
            if known.is_none() {
                kinds.push(kind);
            }
            places[*first..=*last].fill(u8::try_from(place).ok()?);
        }
        Some(Kinds { places, kinds })
    }

    /// What characters of these kinds are: as the first says, and of all of them.
    fn kind(&self, names: &[String]) -> Option<Kind> {
        let one = |name: &String| self.kinds[usize::from(*self.numbers.get(name)?)];
        let mut kind = one(names.first()?)?;
        for name in names {
            kind.all |= 1 << one(name)?.first;
        }
        Some(kind)
    }

    fn number(&mut self, name: &str) -> Option<u8> {
        if let Some(known) = self.numbers.get(name) {
            return Some(*known);
        }
        let number = u8::try_from(self.kinds.len()).ok().filter(|it| usize::from(*it) < MOST)?;
        self.numbers.insert(name.to_owned(), number);
        self.kinds.push(None);
        Some(number)
    }

    /// `KATAKANA 1 1 2`: always, grouped, length.
    fn add_kind(&mut self, line: &str) -> Option<()> {
        let mut columns = line.split_whitespace();
        let first = self.number(columns.next()?)?;
        let mut flag = || match columns.next()? {
            "0" => Some(false),
            "1" => Some(true),
            _ => None,
        };
        let (always, grouped) = (flag()?, flag()?);
        let length = columns.next()?.parse().ok()?;
        self.kinds[usize::from(first)] = Some(Kind { all: 0, first, always, grouped, length });
        Some(())
    }

    /// `0x30A1..0x30FF KATAKANA`, or a single character.
    fn add_range(&mut self, line: &str) -> Option<()> {
        let code = |text: &str| usize::from_str_radix(text.trim_start_matches("0x"), 16).ok();
        let mut columns = line.split_whitespace().take_while(|column| !column.starts_with('#'));
        let range = columns.next()?;
        let (first, last) = range.split_once("..").unwrap_or((range, range));
        let (first, last) = (code(first)?, code(last)?);
        let names: Vec<String> = columns.map(str::to_owned).collect();
        let sound = first <= last && last < NAMED && !names.is_empty();
        sound.then(|| self.ranges.push((first, last, names)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEFINITION: &str = "DEFAULT 0 1 0 # all others\nKANJI 0 0 2\nNUMBER 1 1 0\n\n\
                              0x4E00..0x9FA5 KANJI # ideographs\n0x4E8C NUMBER KANJI\n";

    #[test]
    fn a_character_is_what_the_last_range_says() {
        let definition = Definition::parse(DEFINITION).expect("it is sound");
        let kinds = definition.kinds().expect("all are defined");
        assert_eq!((definition.number_of("NUMBER"), definition.len()), (Some(2), 3));
        let kanji = Kind { all: 0b10, first: 1, always: false, grouped: false, length: 2 };
        assert_eq!(kinds.of('亜'), kanji);
        let two = Kind { all: 0b110, first: 2, always: true, grouped: true, length: 0 };
        assert_eq!(kinds.of('二'), two);
        assert_eq!((kinds.of('a').first, kinds.of('𠮷').first), (0, 0));
        let mut writer = Writer::default();
        kinds.write(&mut writer);
        assert_eq!(Kinds::read(&mut Reader::new(&writer.into_bytes())), Some(kinds));
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_line() {
        for wrong in ["KANJI 0 0", "KANJI 0 2 1", "0x9 ", "0x9..0x8 DEFAULT", "0x10000 DEFAULT"] {
            let text = format!("DEFAULT 0 1 0\n{wrong}\n");
            assert_eq!(Definition::parse(&text).err().map(|(line, _)| line), Some(2), "{wrong}");
        }
        let undefined = Definition::parse("DEFAULT 0 1 0\n0x9 SPACE\n").expect("it is sound");
        assert!(undefined.kinds().is_none());
    }
}
