//! The compiled dictionary on disk: the one module of this crate that touches files.
//!
//! The cache is one file. It is written under a name of its own, synced and renamed, so that a
//! reader sees the old file or the new one and never a part; two processes that write at once
//! write the same, and the last rename wins. A file that is cut, damaged, of another format or
//! made from other sources is rebuilt.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use tempfile::NamedTempFile;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::header::{FORMAT, Header};
use super::{Compiled, Dictionary, DictionaryError, Origin, Sources, Words, build};

/// Where the packages of various systems put IPADIC's sources.
const USUAL_PLACES: [&str; 9] = [
    "/usr/share/mecab/dic/ipadic",
    "/usr/lib/mecab/dic/ipadic",
    "/usr/lib/mecab/dic/ipadic-utf8",
    "/usr/lib64/mecab/dic/ipadic",
    "/var/lib/mecab/dic/ipadic",
    "/var/lib/mecab/dic/ipadic-utf8",
    "/usr/local/lib/mecab/dic/ipadic",
    "/opt/homebrew/lib/mecab/dic/ipadic",
    "/usr/local/share/mecab/dic/ipadic",
];

/// The files without which a directory is no source of a dictionary.
const NEEDED: [&str; 3] = ["matrix.def", "char.def", "unk.def"];

/// What there is of a dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The directory of sources, when there is one.
    pub source: Option<PathBuf>,
    /// Where the cache file is or would be.
    pub path: PathBuf,
    /// Size of the cache file in bytes; `None` when there is none.
    pub size: Option<u64>,
    /// Whether the cache file is whole and of this version.
    pub valid: bool,
    /// Whether it would be used: valid, and made from these sources (or from sources the user chose).
    pub current: bool,
    /// Version of the cache's format.
    pub format: u64,
    /// Hash of the words in the cache file, when it is valid.
    pub content: Option<u64>,
}

/// The cache file within `cache_dir`.
#[must_use]
pub fn path(cache_dir: &Path) -> PathBuf {
    cache_dir.join(format!("ipadic-{FORMAT}.dic"))
}

/// The sources to compile: `named` when given, else the first of the usual places that holds some.
///
/// # Errors
/// [`DictionaryError::NotASource`] when `named` holds none, [`DictionaryError::Missing`] when no
/// place does.
pub fn find_source(named: Option<&Path>) -> Result<PathBuf, DictionaryError> {
    if let Some(dir) = named {
        return match lacks(dir) {
            Some(lacks) => Err(DictionaryError::NotASource { dir: dir.to_owned(), lacks }),
            None => Ok(dir.to_owned()),
        };
    }
    let found = USUAL_PLACES.iter().map(Path::new).find(|dir| lacks(dir).is_none());
    found.map(Path::to_owned).ok_or_else(|| DictionaryError::Missing {
        looked: USUAL_PLACES.iter().map(PathBuf::from).collect(),
    })
}

/// Loads the dictionary cached in `cache_dir`; compiles and caches it first when it is not there,
/// damaged, or made from other sources. `source_dir` names the sources; without it a dictionary
/// that the user once compiled from a directory of choice ([`rebuild`]) is kept, and else the
/// [usual places](find_source) are looked at.
///
/// A cache that cannot be written is no error: [`Dictionary::origin`] tells.
///
/// # Errors
/// Any [`DictionaryError`].
pub fn open(cache_dir: &Path, source_dir: Option<&Path>) -> Result<Dictionary, DictionaryError> {
    let source = find_source(source_dir);
    if let Some((header, file)) = load(&path(cache_dir))
        && is_current(&header, source.as_deref().ok(), source_dir.is_some())
        && let Some(words) = header.payload(&file).and_then(Words::from_bytes)
    {
        return Ok(Dictionary::new(words, header.content, Origin::Loaded));
    }
    compile(cache_dir, &source?, source_dir.is_some())
}

/// Compiles the dictionary anew and caches it, whatever the cache holds.
///
/// # Errors
/// As [`open`].
pub fn rebuild(cache_dir: &Path, source_dir: Option<&Path>) -> Result<Dictionary, DictionaryError> {
    compile(cache_dir, &find_source(source_dir)?, source_dir.is_some())
}

/// Tells what there is, without changing anything.
#[must_use]
pub fn status(cache_dir: &Path, source_dir: Option<&Path>) -> Status {
    let path = path(cache_dir);
    let source = find_source(source_dir).ok();
    let cached = load(&path).filter(|(header, file)| header.payload(file).is_some());
    let header = cached.map(|(header, _)| header);
    let current = |header| is_current(&header, source.as_deref(), source_dir.is_some());
    Status {
        size: fs::metadata(&path).ok().map(|file| file.len()),
        path,
        valid: header.is_some(),
        current: header.is_some_and(current),
        format: FORMAT,
        content: header.map(|header| header.content),
        source,
    }
}

/// The first file that `dir` lacks to be a source.
fn lacks(dir: &Path) -> Option<&'static str> {
    let lexicons = || list(dir).is_ok_and(|files| files.iter().any(|file| is_lexicon(file)));
    let missing = NEEDED.into_iter().find(|name| !dir.join(name).is_file());
    missing.or_else(|| (!lexicons()).then_some("*.csv"))
}

fn is_lexicon(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "csv")
}

/// The files of a directory in the order of their names.
fn list(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir)? {
        files.push(entry?.path());
    }
    files.sort();
    Ok(files)
}

/// Whether a cache file is the one to use.
fn is_current(header: &Header, source: Option<&Path>, named: bool) -> bool {
    match source {
        // Whoever removed the sources after compiling them may go on with what was compiled.
        None => !named,
        Some(_) if header.chosen && !named => true,
        Some(source) => fingerprint(source).is_ok_and(|found| found == header.fingerprint),
    }
}

/// Names, sizes and times of the sources: enough to notice that they changed, in a millisecond.
fn fingerprint(source: &Path) -> io::Result<u64> {
    let mut hash = Xxh3::new();
    for file in list(source)? {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !is_lexicon(&file) && !NEEDED.contains(&name.as_str()) {
            continue;
        }
        let metadata = fs::metadata(&file)?;
        let modified = metadata.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
        hash.update(name.as_bytes());
        hash.update(&metadata.len().to_le_bytes());
        hash.update(&modified.as_nanos().to_le_bytes());
    }
    Ok(hash.digest())
}

/// The header of a cache file, and the whole file.
fn load(path: &Path) -> Option<(Header, Vec<u8>)> {
    let file = fs::read(path).ok()?;
    Some((Header::read(&file)?, file))
}

fn compile(cache_dir: &Path, source: &Path, chosen: bool) -> Result<Dictionary, DictionaryError> {
    let failed = |error| DictionaryError::Io { path: source.to_owned(), error };
    let fingerprint = fingerprint(source).map_err(failed)?;
    let compiled = build(&read(source)?)?;
    let header = Header {
        fingerprint,
        chosen,
        content: compiled.content,
        length: compiled.payload.len() as u64,
        checksum: xxh3_64(&compiled.payload),
    };
    let origin = match write(cache_dir, &header, &compiled) {
        Ok(()) => Origin::Built,
        Err(error) => Origin::Uncached(format!("{}: {error}", cache_dir.display())),
    };
    Ok(Dictionary::compiled(&compiled, origin))
}

/// The source files in a directory.
///
/// # Errors
/// [`DictionaryError::Io`] when one cannot be read.
pub fn read(source: &Path) -> Result<Sources, DictionaryError> {
    let read = |path: PathBuf| fs::read(&path).map_err(|error| DictionaryError::Io { path, error });
    let files =
        list(source).map_err(|error| DictionaryError::Io { path: source.to_owned(), error })?;
    let mut sources = Sources {
        lexicons: Vec::new(),
        matrix: read(source.join("matrix.def"))?,
        characters: read(source.join("char.def"))?,
        unknown: read(source.join("unk.def"))?,
    };
    for file in files.into_iter().filter(|file| is_lexicon(file)) {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        sources.lexicons.push((name, read(file)?));
    }
    Ok(sources)
}

fn write(cache_dir: &Path, header: &Header, compiled: &Compiled) -> io::Result<()> {
    fs::create_dir_all(cache_dir)?;
    let mut file = NamedTempFile::with_prefix_in(".ipadic-", cache_dir)?;
    file.write_all(&header.to_bytes())?;
    file.write_all(&compiled.payload)?;
    file.as_file().sync_all()?;
    file.persist(path(cache_dir))?;
    // The rename itself must last, too; a system that cannot sync directories loses a cache at
    // worst.
    if let Ok(dir) = File::open(cache_dir) {
        let _ = dir.sync_all();
    }
    Ok(())
}
