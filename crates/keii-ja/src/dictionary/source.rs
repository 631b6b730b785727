//! From IPADIC's source files to a compiled dictionary, in memory.

use std::borrow::Cow;

use encoding_rs::EUC_JP;
use xxhash_rust::xxh3::Xxh3;

use super::DictionaryError;
use super::compile::Parts;
use super::feature;

/// The bytes of IPADIC's source files.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The word lists (`*.csv`) with their names, in the order of the names.
    pub lexicons: Vec<(String, Vec<u8>)>,
    /// `matrix.def`: what it costs one word to stand before another.
    pub matrix: Vec<u8>,
    /// `char.def`: classes of characters.
    pub characters: Vec<u8>,
    /// `unk.def`: words that the lists do not know.
    pub unknown: Vec<u8>,
}

/// A compiled dictionary.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// As it is kept in the cache file.
    pub payload: Vec<u8>,
    /// Hash of the words it was made from: the same on every machine.
    pub content: u64,
}

/// The contexts of IPADIC that are met most often, in words to their right and in words to their left,
/// the most frequent first; see `contexts.txt`.
const CONTEXTS: &str = include_str!("contexts.txt");

/// Compiles the dictionary, with each word's features trimmed to what keii reads.
///
/// What it costs one context to stand behind another is a table of 3.5 MB of which a text needs some
/// hundred rows and columns: those are put together, so that they stay in the processor's cache.
///
/// # Errors
/// [`DictionaryError::Source`] when a file is neither UTF-8 nor EUC-JP or a row cannot be read,
/// [`DictionaryError::Compile`] when the parts do not fit together.
pub fn build(sources: &Sources) -> Result<Compiled, DictionaryError> {
    compile(sources, CONTEXTS)
}

/// Compiles the dictionary with its contexts numbered as in its sources: for counting them.
///
/// # Errors
/// As [`build`].
pub fn build_unordered(sources: &Sources) -> Result<Compiled, DictionaryError> {
    compile(sources, "")
}

fn compile(sources: &Sources, contexts: &str) -> Result<Compiled, DictionaryError> {
    let mut words = Rows::default();
    for (name, bytes) in &sources.lexicons {
        words.trim(name, &decode(name, bytes)?)?;
    }
    let mut unknown = Rows::default();
    unknown.trim("unk.def", &decode("unk.def", &sources.unknown)?)?;
    let characters = decode("char.def", &sources.characters)?;
    let matrix = decode("matrix.def", &sources.matrix)?;

    let mut hash = Xxh3::new();
    for part in
        [words.text.as_bytes(), &sources.matrix, characters.as_bytes(), unknown.text.as_bytes()]
    {
        hash.update(part);
    }
    let parts = Parts {
        words: words.rows,
        unknown: unknown.rows,
        characters: &characters,
        matrix: &matrix,
    };
    Ok(Compiled { payload: parts.compile(contexts)?.to_bytes(), content: hash.digest() })
}

/// The text of a source file: UTF-8 where it is that, else EUC-JP.
fn decode<'a>(name: &str, bytes: &'a [u8]) -> Result<Cow<'a, str>, DictionaryError> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    EUC_JP.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(|| {
        DictionaryError::Source {
            file: name.to_owned(),
            line: None,
            why: "neither UTF-8 nor EUC-JP",
        }
    })
}

/// A row of a word list: the word, its contexts and cost, and its packed features.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub surface: String,
    pub left: u16,
    pub right: u16,
    pub cost: i16,
    pub packed: String,
}

/// Rows of word lists with their features packed.
#[derive(Debug, Default)]
struct Rows {
    rows: Vec<Row>,
    /// The same as text: what the hash of the words is made from.
    text: String,
}

impl Rows {
    /// Adds the rows of a list.
    fn trim(&mut self, name: &str, list: &str) -> Result<(), DictionaryError> {
        for (number, line) in (1..).zip(list.lines()) {
            if line.trim().is_empty() {
                continue;
            }
            let wrong =
                |why| DictionaryError::Source { file: name.to_owned(), line: Some(number), why };
            let columns = columns(line);
            let [surface, left, right, cost, features @ ..] = columns.as_slice() else {
                return Err(wrong("a word takes four columns at least"));
            };
            let packed = feature::encode(features, surface.trim_matches('"'));
            for column in [surface, left, right, cost] {
                self.text.push_str(column);
                self.text.push(',');
            }
            self.text.push_str(&packed);
            self.text.push('\n');
            let no_number = || wrong("contexts are numbers up to 65,535, and costs up to 32,767");
            self.rows.push(Row {
                surface: unquoted(surface),
                left: left.parse().map_err(|_| no_number())?,
                right: right.parse().map_err(|_| no_number())?,
                cost: cost.parse().map_err(|_| no_number())?,
                packed,
            });
        }
        Ok(())
    }
}

/// A column without the quotation marks around it, and with those inside written once.
fn unquoted(column: &str) -> String {
    let inside = column.strip_prefix('"').and_then(|column| column.strip_suffix('"'));
    inside.map_or_else(|| column.to_owned(), |inside| inside.replace("\"\"", "\""))
}

/// Splits a row at its commas, except at those within quotation marks.
fn columns(line: &str) -> Vec<&str> {
    let mut quoted = false;
    line.split(move |character| {
        quoted ^= character == '"';
        character == ',' && !quoted
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_comma_does_not_split() {
        assert_eq!(columns("\",\",1,2,3,記号"), ["\",\"", "1", "2", "3", "記号"]);
        assert_eq!(["\",\"", "\"\"\"\"", "港"].map(unquoted), [",", "\"", "港"]);
    }

    #[test]
    fn rows_are_trimmed_to_what_is_read() {
        let mut rows = Rows::default();
        let line = "走っ,10,10,500,動詞,自立,*,*,五段・ラ行,連用タ接続,走る,ハシッ,ハシッ\n";
        rows.trim("Verb.csv", line).expect("the row is whole");
        assert!(rows.text.starts_with("走っ,10,10,500,"));
        assert!(rows.text.ends_with("走る\n"));
        assert!(!rows.text.contains("五段"));
        assert_eq!((rows.rows[0].surface.as_str(), rows.rows[0].cost), ("走っ", 500));
    }

    #[test]
    fn a_wrong_row_is_named_by_file_and_line() {
        for wrong in ["\n走る,1\n", "\n走る,1,1,40000,動詞\n"] {
            let error = Rows::default().trim("Verb.csv", wrong).expect_err("it is short");
            let DictionaryError::Source { file, line, .. } = error else { panic!("{error}") };
            assert_eq!((file.as_str(), line), ("Verb.csv", Some(2)));
        }
    }

    #[test]
    fn both_charsets_read_alike() {
        let (euc, ..) = EUC_JP.encode("辞書");
        assert_eq!(
            decode("x", &euc).expect("EUC-JP"),
            decode("x", "辞書".as_bytes()).expect("UTF-8")
        );
        assert!(decode("x", &[0xFF, 0x80, 0x20]).is_err());
    }
}
