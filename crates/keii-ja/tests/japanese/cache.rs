//! The dictionary's cache, with a small dictionary made for the purpose.

use std::fs;
use std::path::{Path, PathBuf};

use keii_ja::dictionary::{self, DictionaryError, Origin};
use tempfile::TempDir;

/// A source of two words, and an empty cache directory.
fn sources() -> (TempDir, PathBuf, PathBuf) {
    let root = tempfile::tempdir().expect("a temporary directory");
    let (source, cache) = (root.path().join("source"), root.path().join("cache"));
    fs::create_dir(&source).expect("created");
    let rows = "橋,0,0,100,名詞,一般,*,*,*,*,橋,ハシ,ハシ\n港,0,0,100,名詞,一般,*,*,*,*,港,ミナト,ミナト\n";
    let files = [
        ("Noun.csv", rows),
        ("matrix.def", "1 1\n0 0 0\n"),
        ("char.def", "DEFAULT 0 1 0\nSPACE 0 1 0\n0x0020 SPACE\n"),
        ("unk.def", "DEFAULT,0,0,1000,記号,一般,*,*,*,*,*\nSPACE,0,0,1000,記号,空白,*,*,*,*,*\n"),
    ];
    for (name, text) in files {
        fs::write(source.join(name), text).expect("written");
    }
    (root, source, cache)
}

fn origin(cache: &Path, source: &Path) -> Origin {
    dictionary::open(cache, Some(source)).expect("it opens").origin().clone()
}

#[test]
fn it_is_built_once_and_loaded_afterwards() {
    let (_root, source, cache) = sources();
    assert!(!dictionary::status(&cache, Some(&source)).valid);
    assert_eq!(origin(&cache, &source), Origin::Built);
    assert_eq!(origin(&cache, &source), Origin::Loaded);
    let status = dictionary::status(&cache, Some(&source));
    assert!(status.valid && status.current && status.size > Some(64));
    assert_eq!(fs::read_dir(&cache).expect("listed").count(), 1, "no temporary file is left");
}

#[test]
fn a_cut_file_is_rebuilt_at_every_length() {
    let (_root, source, cache) = sources();
    origin(&cache, &source);
    let file = dictionary::cache::path(&cache);
    let whole = fs::read(&file).expect("read");
    for length in [0, 1, 63, 64, 65, whole.len() / 2, whole.len() - 1] {
        // As a crash of another program may leave it: a new file in its place, not the mapped one.
        fs::remove_file(&file).expect("removed");
        fs::write(&file, &whole[..length]).expect("written");
        assert!(!dictionary::status(&cache, Some(&source)).valid, "{length}");
        assert_eq!(origin(&cache, &source), Origin::Built, "{length}");
        assert_eq!(fs::read(&file).expect("read"), whole);
    }
}

#[test]
fn a_damaged_or_foreign_file_is_rebuilt() {
    let (_root, source, cache) = sources();
    origin(&cache, &source);
    let file = dictionary::cache::path(&cache);
    let whole = fs::read(&file).expect("read");
    let mut damaged = whole.clone();
    damaged[whole.len() / 2] ^= 1;
    for wrong in [damaged, b"SQLite format 3\0".repeat(40), vec![0; 200]] {
        fs::remove_file(&file).expect("removed");
        fs::write(&file, wrong).expect("written");
        assert_eq!(origin(&cache, &source), Origin::Built);
    }
}

#[test]
fn changed_sources_are_noticed() {
    let (_root, source, cache) = sources();
    let before = dictionary::open(&cache, Some(&source)).expect("it opens").content();
    let rows = "川,0,0,100,名詞,一般,*,*,*,*,川,カワ,カワ\n";
    fs::write(source.join("More.csv"), rows).expect("written");
    assert!(!dictionary::status(&cache, Some(&source)).current);
    let after = dictionary::open(&cache, Some(&source)).expect("it opens");
    assert_eq!(after.origin(), &Origin::Built);
    assert_ne!(after.content(), before);
}

#[test]
fn a_chosen_dictionary_is_kept_when_no_source_is_named() {
    let (_root, source, cache) = sources();
    let chosen = dictionary::rebuild(&cache, Some(&source)).expect("it builds").content();
    let opened = dictionary::open(&cache, None).expect("it opens");
    assert_eq!((opened.content(), opened.origin()), (chosen, &Origin::Loaded));
}

#[test]
fn threads_that_build_at_once_do_no_harm() {
    let (_root, source, cache) = sources();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| dictionary::open(&cache, Some(&source)).expect("it opens"));
        }
    });
    assert_eq!(origin(&cache, &source), Origin::Loaded);
}

#[test]
fn a_cache_that_cannot_be_written_is_no_error() {
    let (root, source, _) = sources();
    let file = root.path().join("file");
    fs::write(&file, "in the way").expect("written");
    assert!(matches!(origin(&file, &source), Origin::Uncached(_)));
}

#[test]
fn a_directory_that_is_no_source_is_named_with_what_it_lacks() {
    let (_root, source, cache) = sources();
    fs::remove_file(source.join("unk.def")).expect("removed");
    let error = dictionary::open(&cache, Some(&source)).expect_err("it is no source");
    assert!(matches!(error, DictionaryError::NotASource { lacks: "unk.def", .. }), "{error}");
    assert!(error.to_string().contains("unk.def"));
}

#[test]
fn what_is_missing_says_what_to_install() {
    let message = DictionaryError::Missing { looked: vec!["/nowhere".into()] }.to_string();
    assert!(message.contains("apt-get install mecab-ipadic"));
    assert!(message.contains("keii dict build --from DIR"));
    assert!(message.contains("/nowhere"));
}
