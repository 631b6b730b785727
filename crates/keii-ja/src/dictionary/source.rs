//! From IPADIC's source files to a compiled dictionary, in memory.

use std::borrow::Cow;

use encoding_rs::EUC_JP;
use vibrato_rkyv::SystemDictionaryBuilder;
use vibrato_rkyv::dictionary::DictionaryInner;
use vibrato_rkyv::errors::VibratoError;
use xxhash_rust::xxh3::Xxh3;

use super::{DictionaryError, feature};

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
    /// As vibrato writes and maps it.
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
    let (inner, content) = inner(sources)?;
    let mut sides = CONTEXTS.lines().filter(|line| !line.starts_with('#'));
    let (left, right) = sizes(&sources.matrix)
        .map(|(right, left)| (order(sides.next(), left), order(sides.next(), right)))
        .ok_or_else(|| DictionaryError::Compile("matrix.def begins with no sizes".to_owned()))?;
    finish(inner.map_connection_ids_from_iter(left, right), content)
}

/// Compiles the dictionary with its contexts numbered as in its sources: for counting them.
///
/// # Errors
/// As [`build`].
pub fn build_unordered(sources: &Sources) -> Result<Compiled, DictionaryError> {
    let (inner, content) = inner(sources)?;
    finish(Ok(inner), content)
}

fn finish(
    inner: vibrato_rkyv::errors::Result<DictionaryInner>,
    content: u64,
) -> Result<Compiled, DictionaryError> {
    let failed = |error: VibratoError| DictionaryError::Compile(error.to_string());
    let mut payload = Vec::new();
    inner.and_then(|inner| inner.write(&mut payload)).map_err(failed)?;
    Ok(Compiled { payload, content })
}

/// How many contexts there are to the right and to the left of words, by the first line of
/// `matrix.def`.
fn sizes(matrix: &[u8]) -> Option<(u16, u16)> {
    let line = std::str::from_utf8(matrix.split(|&byte| byte == b'\n').next()?).ok()?;
    let mut sizes = line.split_whitespace().map(|size| size.parse().ok());
    Some((sizes.next()??, sizes.next()??))
}

/// All contexts but the first, which is that of a sentence's ends: the frequent ones, then the others.
fn order(frequent: Option<&str>, size: u16) -> Vec<u16> {
    let frequent = frequent.into_iter().flat_map(str::split_whitespace);
    let mut taken = vec![false; usize::from(size)];
    let mut order: Vec<u16> = Vec::with_capacity(taken.len());
    for id in frequent.filter_map(|id| id.parse().ok()).chain(1..size) {
        if id > 0 && taken.get(usize::from(id)) == Some(&false) {
            taken[usize::from(id)] = true;
            order.push(id);
        }
    }
    order
}

/// The dictionary as vibrato holds it, and the hash of its words.
fn inner(sources: &Sources) -> Result<(DictionaryInner, u64), DictionaryError> {
    let mut rows = String::with_capacity(sources.lexicons.iter().map(|(_, file)| file.len()).sum());
    for (name, bytes) in &sources.lexicons {
        trim(name, &decode(name, bytes)?, &mut rows)?;
    }
    let mut unknown = String::new();
    trim("unk.def", &decode("unk.def", &sources.unknown)?, &mut unknown)?;
    let characters = decode("char.def", &sources.characters)?;

    let mut hash = Xxh3::new();
    for part in [rows.as_bytes(), &sources.matrix, characters.as_bytes(), unknown.as_bytes()] {
        hash.update(part);
    }
    let inner = SystemDictionaryBuilder::from_readers(
        rows.as_bytes(),
        sources.matrix.as_slice(),
        characters.as_bytes(),
        unknown.as_bytes(),
    )
    .map_err(|error| DictionaryError::Compile(error.to_string()))?;
    Ok((inner, hash.digest()))
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

/// Copies the rows of a word list with their features packed.
fn trim(name: &str, text: &str, rows: &mut String) -> Result<(), DictionaryError> {
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let columns = columns(line);
        let [surface, left, right, cost, features @ ..] = columns.as_slice() else {
            let why = "a word takes four columns at least";
            return Err(DictionaryError::Source { file: name.to_owned(), line: Some(number), why });
        };
        let packed = feature::encode(features, surface.trim_matches('"'));
        for column in [surface, left, right, cost] {
            rows.push_str(column);
            rows.push(',');
        }
        rows.push_str(&packed);
        rows.push('\n');
    }
    Ok(())
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
    fn each_context_has_one_place_whatever_the_list_holds() {
        assert_eq!(order(Some("3 1 3 0 9 x"), 5), [3, 1, 2, 4]);
        assert_eq!(order(None, 3), [1, 2]);
        assert_eq!((sizes(b"3 5\n0 0 1\n"), sizes(b"x\n")), (Some((3, 5)), None));
    }

    #[test]
    fn a_quoted_comma_does_not_split() {
        assert_eq!(columns("\",\",1,2,3,記号"), ["\",\"", "1", "2", "3", "記号"]);
    }

    #[test]
    fn rows_are_trimmed_to_what_is_read() {
        let mut rows = String::new();
        let line = "走っ,10,10,500,動詞,自立,*,*,五段・ラ行,連用タ接続,走る,ハシッ,ハシッ\n";
        trim("Verb.csv", line, &mut rows).expect("the row is whole");
        assert!(rows.starts_with("走っ,10,10,500,"));
        assert!(rows.ends_with("走る\n"));
        assert!(!rows.contains("五段"));
    }

    #[test]
    fn a_short_row_is_named_by_file_and_line() {
        let error = trim("Verb.csv", "\n走る,1\n", &mut String::new()).expect_err("it is short");
        let DictionaryError::Source { file, line, .. } = error else { panic!("{error}") };
        assert_eq!((file.as_str(), line), ("Verb.csv", Some(2)));
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
