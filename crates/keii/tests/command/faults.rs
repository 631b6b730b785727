//! Ledgers that cannot be used: refused with what to do, and left as they are.

use std::fs;
use std::process::Stdio;

use crate::world::World;

/// A ledger with three documents.
fn ledger(world: &World) {
    let folder = world.articles(3);
    assert_eq!(world.add("l", &[&folder]).code, Some(0));
}

#[test]
fn refusals_read_so() {
    let world = World::new();
    ledger(&world);
    world.file("notes.keii", "これは台帳ではない。");
    let newer = world.path("newer.keii");
    fs::copy(world.path("l"), &newer).unwrap();
    make_newer(&newer);
    let mut all = String::new();
    for arguments in [
        &["--ledger", "notes.keii", "timeline"][..],
        &["--ledger", "notes.keii", "add", "articles"],
        &["--ledger", "newer.keii", "timeline"],
        &["--ledger", "newer.keii", "add", "articles"],
        &["--ledger", "none.keii", "timeline"],
        &["--ledger", "articles/0000.txt/l", "add", "articles"],
        &["--ledger", "/proc/keii/l", "add", "articles"],
        &["--ledger", "l", "show", "Z99"],
        &["rules", "explain", "ja.none"],
        &["--lang", "ja", "--ledger", "none.keii", "said"],
    ] {
        let run = world.keii(arguments);
        assert_eq!(run.code, Some(1), "{arguments:?}: {run:?}");
        assert!(run.out.is_empty(), "{run:?}");
        all.push_str(&format!("$ keii {}\n{}\n", arguments.join(" "), run.err));
    }
    assert_eq!(fs::read(world.path("notes.keii")).unwrap(), "これは台帳ではない。".as_bytes());
    insta::assert_snapshot!(all);
}

#[test]
fn an_id_that_fits_several_names_them() {
    let world = World::new();
    ledger(&world);
    let run = world.keii(["--ledger", "l", "why", "E."]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.err.contains("may be any of E."), "{run:?}");
}

/// Raises the version in the header of an SQLite file: `user_version` stands at byte 60
/// (sqlite.org/fileformat2.html, section 1.3), big-endian.
fn make_newer(path: &std::path::Path) {
    let mut bytes = fs::read(path).unwrap();
    bytes[60..64].copy_from_slice(&9999_u32.to_be_bytes());
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_newer_ledger_is_left_as_it_is() {
    let world = World::new();
    ledger(&world);
    make_newer(&world.path("l"));
    let before = fs::read(world.path("l")).unwrap();
    assert_eq!(world.add("l", &[&world.path("articles")]).code, Some(1));
    assert_eq!(fs::read(world.path("l")).unwrap(), before);
}

#[test]
fn a_damaged_ledger_is_reported() {
    let world = World::new();
    ledger(&world);
    let path = world.path("l");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096.min(middle)].fill(0x5A);
    fs::write(&path, bytes).unwrap();
    let run = world.keii(["--ledger", "l", "doctor"]);
    assert_eq!(run.code, Some(1), "{run:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told() {
    let world = World::new();
    ledger(&world);
    let to_device = world.keii(["--ledger", "l", "export", "--output", "/dev/full"]);
    assert_eq!(to_device.code, Some(1), "{to_device:?}");
    assert!(to_device.err.contains("/dev/full"), "{to_device:?}");
    let mut command = world.command(["--ledger", "l", "export"]);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let status = command.stdout(full).stderr(Stdio::null()).status().unwrap();
    assert_eq!(status.code(), Some(1));
}

#[test]
#[cfg(unix)]
fn a_closed_pipe_is_no_error() {
    let world = World::new();
    ledger(&world);
    for arguments in [&["--ledger", "l", "export"][..], &["--ledger", "l", "timeline"]] {
        let mut command = world.command(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert!(!String::from_utf8_lossy(&output.stderr).contains("panic"), "{output:?}");
    }
}

#[test]
#[cfg(unix)]
fn add_goes_on_when_nobody_listens() {
    let world = World::new();
    world.articles(70);
    let mut command = world.command(["--ledger", "l", "add", "articles"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(world.expect(["--ledger", "l", "documents", "--json"]).lines().count(), 70);
}

#[test]
fn an_export_to_a_file_is_whole() {
    let world = World::new();
    ledger(&world);
    world.file("e.jsonl", "old");
    world.expect(["--ledger", "l", "export", "--output", "e.jsonl"]);
    assert_eq!(fs::read_to_string(world.path("e.jsonl")).unwrap(), world.export("l"));
    let failed = world.keii(["--ledger", "l", "export", "--output", "no/such/folder/e.jsonl"]);
    assert_eq!(failed.code, Some(1));
}

#[test]
fn the_dictionary_is_asked_for() {
    let world = World::new();
    let file = world.file("a.txt", "外相が会談した。");
    let mut command = world.command(["dict", "build", "--from", "."]);
    let run = world.run(command.env("KEII_CACHE_DIR", world.path("cache")));
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.err.contains("IPADIC"), "{run:?}");
    // A cache that cannot be written costs time, nothing else.
    let mut command = world.command(["annotate", "a.txt"]);
    let run = world.run(command.env("KEII_CACHE_DIR", file.join("cache")));
    assert_eq!(run.code, Some(0), "{run:?}");
}
