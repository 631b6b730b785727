//! Files, directories and what can be wrong with them.

use std::fs;
use std::path::{Path, PathBuf};

use keii_ingest::{Fault, IngestError, Input, Limits, Options, Overrides, articles, read_bytes};
use tempfile::TempDir;

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("inside the folder")).expect("created");
        fs::write(path, bytes).expect("written");
    }
    folder
}

fn read(path: &Path) -> Vec<Result<Input, IngestError>> {
    articles(&[path.to_owned()], Options::default()).collect()
}

fn names(read: &[Result<Input, IngestError>]) -> Vec<&str> {
    read.iter().flatten().map(|input| input.document.name.as_str()).collect()
}

#[test]
fn a_directory_is_read_by_name_and_the_rest_is_told() {
    let folder = folder(&[
        ("b.txt", "乙の記事。".as_bytes()),
        ("a/z.md", "---\ntitle: 題\n---\n甲の記事。".as_bytes()),
        ("a/d.jsonl", "{\"text\": \"丁\"}\n{\"text\": \"戊\"}\n".as_bytes()),
        ("c.html", "<p>丙の記事。".as_bytes()),
        (".hidden.txt", b"hidden"),
        (".git/x.txt", b"hidden"),
        ("README.md", b"about"),
        ("photo.png", b"\x89PNG\0"),
        ("expected.jsonl", b"{\"kind\": \"document\", \"id\": \"D1\"}\n{\"kind\": \"time\"}\n"),
    ]);
    let mut reading = articles(&[folder.path().to_owned()], Options::default());
    let read: Vec<_> = reading.by_ref().collect();
    assert_eq!(names(&read), ["d.jsonl:1", "d.jsonl:2", "z.md", "b.txt", "c.html"]);
    assert_eq!(read.len(), 5);
    let skipped: Vec<_> = reading.skipped().iter().filter_map(|path| path.file_name()).collect();
    assert_eq!(skipped, ["README.md", "expected.jsonl", "photo.png"]);
}

#[test]
fn a_file_named_by_the_caller_is_read_whatever_its_name() {
    let folder = folder(&[("README", "説明も記事になる。".as_bytes())]);
    assert_eq!(names(&read(&folder.path().join("README"))), ["README"]);
    let folder = self::folder(&[("e.jsonl", b"{\"kind\": \"document\", \"id\": \"D1\"}\n")]);
    let error = read(&folder.path().join("e.jsonl")).remove(0).expect_err("records");
    assert_eq!((error.fault, error.line), (Fault::Records, Some(1)));
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_or_round_in_circles() {
    let folder = folder(&[("a/one.txt", "一。".as_bytes()), ("z.txt", "二。".as_bytes())]);
    let link = |to: &Path, name: &str| {
        std::os::unix::fs::symlink(to, folder.path().join(name)).expect("linked");
    };
    link(folder.path(), "a/loop");
    link(Path::new("/nowhere/at/all.txt"), "m.txt");
    let read = read(folder.path());
    assert_eq!(names(&read), ["one.txt", "z.txt"]);
    let errors: Vec<&IngestError> = read.iter().filter_map(|one| one.as_ref().err()).collect();
    let [error] = errors[..] else { panic!("{errors:?}") };
    assert!(matches!(error.fault, Fault::Unreadable(_)));
    assert!(error.file.ends_with("m.txt") && error.to_string().contains("cannot be read"));
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_read() {
    let folder = folder(&[
        ("1-empty.txt", b""),
        ("2-blank.txt", " \n　\n".as_bytes()),
        ("3-binary.txt", b"one\ntwo\0"),
        ("4-latin.txt", &[b"caf\xE9 ".as_slice(); 40].concat()),
        ("5-front.md", "---\ntitle: 題\n---\n".as_bytes()),
        ("6-good.txt", "残りは読める。".as_bytes()),
    ]);
    let read = read(folder.path());
    assert_eq!(names(&read), ["6-good.txt"]);
    let told: Vec<(String, Option<u64>)> = read
        .iter()
        .filter_map(|one| one.as_ref().err())
        .map(|error| {
            (
                Path::new(&error.file).file_name().expect("a name").to_string_lossy().into_owned(),
                error.line,
            )
        })
        .collect();
    let expected = [
        ("1-empty.txt", None),
        ("2-blank.txt", None),
        ("3-binary.txt", Some(2)),
        ("4-latin.txt", Some(1)),
        ("5-front.md", None),
    ];
    assert_eq!(told, expected.map(|(name, line)| (name.to_owned(), line)));
    assert!(
        articles(&[PathBuf::from("/nowhere.txt")], Options::default())
            .next()
            .is_some_and(|e| e.is_err())
    );
}

#[test]
fn fifty_megabytes_are_refused_with_the_limit() {
    let folder = folder(&[("b.txt", "小さい。".as_bytes())]);
    let large = fs::File::create(folder.path().join("a.txt")).expect("created");
    large.set_len(50 << 20).expect("sparse");
    let read = read(folder.path());
    let error = read[0].as_ref().expect_err("too large");
    assert_eq!(error.fault, Fault::TooLarge { limit: 16 << 20 });
    assert!(error.to_string().contains("16 MiB"), "{error}");
    assert_eq!(names(&read), ["b.txt"]);
}

#[test]
fn a_large_file_of_lines_is_read_line_by_line() {
    let line = format!("{{\"text\": \"{}\"}}\n", "長い記事。".repeat(20));
    let folder = folder(&[("many.jsonl", line.repeat(2_000).as_bytes())]);
    let limits = Limits { document_bytes: 1_000, ..Limits::default() };
    let options = Options { limits, ..Options::default() };
    let read = articles(&[folder.path().join("many.jsonl")], options);
    assert_eq!(read.filter(Result::is_ok).count(), 2_000);
}

#[test]
fn the_same_bytes_are_the_same_document() {
    let read =
        |name| read_bytes(name, "同じ記事。".as_bytes(), None, &Options::default()).remove(0);
    let (a, b) = (read("a.txt").expect("text").document, read("b.txt").expect("text").document);
    assert_eq!((&a.id, &a.sha256), (&b.id, &b.sha256));
    assert_eq!(a.id.to_string(), format!("D{}", &a.sha256[..12]));
    assert_eq!(a.sha256.len(), 64);
}

#[test]
fn flags_win_over_what_came_with_the_article() {
    let overrides = Overrides {
        published: Some("2025-08".parse().expect("a month")),
        publisher: Some("別の社".to_owned()),
        url: Some("https://example.org/b".to_owned()),
    };
    let options = Options { overrides, ..Options::default() };
    let file = "---\ndate: きのう\npublisher: 架空通信\nauthor: 甲\n---\n記事。";
    let input = read_bytes("a.md", file.as_bytes(), None, &options).remove(0).expect("an article");
    let metadata = input.document.metadata;
    assert_eq!(metadata.published.map(|month| month.to_string()).as_deref(), Some("2025-08"));
    assert_eq!(metadata.publisher.as_deref(), Some("別の社"));
    assert_eq!(metadata.url.as_deref(), Some("https://example.org/b"));
    assert_eq!(metadata.author.as_deref(), Some("甲"));
}
