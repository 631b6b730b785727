//! `kill -9` at any moment of `add`, `fix` and `reread` loses nothing that was reported: 200 moments.

use std::collections::BTreeSet;
use std::io::Read;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::rereading::age;
use crate::world::World;

const ADD_MOMENTS: u32 = 60;
const FIX_MOMENTS: u32 = 80;
const REREAD_MOMENTS: u32 = 60;

/// More than are committed at once.
const ARTICLES: usize = 40;

/// A small generator (Steele and others, SplitMix64), so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A moment within the usual time of a command, or shortly after.
    fn moment(&mut self, usual: Duration) -> Duration {
        usual * u32::try_from(self.next() % 1100).unwrap() / 1000
    }
}

/// The ids that `add` printed, as far as their lines are whole.
fn printed(out: &str) -> BTreeSet<String> {
    let whole = out.rfind('\n').map_or("", |end| &out[..end]);
    let id = |line: &str| line.split_whitespace().nth(1).map(str::to_owned);
    whole.lines().filter_map(id).collect()
}

/// The ids that the ledger lists, in full.
fn listed(world: &World, ledger: &str) -> BTreeSet<String> {
    let run = world.keii(["--ledger", ledger, "documents", "--json"]);
    if run.code != Some(0) {
        assert!(run.err.contains("no ledger"), "{run:?}");
        return BTreeSet::new();
    }
    let id = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        value["document"]["id"].as_str().unwrap().to_owned()
    };
    run.out.lines().map(id).collect()
}

#[test]
fn add_killed_at_any_moment_loses_nothing_reported() {
    let world = World::new();
    let folder = world.articles(ARTICLES);
    let began = Instant::now();
    assert_eq!(world.add("whole", &[&folder]).code, Some(0));
    let usual = began.elapsed();
    let complete = listed(&world, "whole");
    assert_eq!(complete.len(), ARTICLES);
    let export = world.export("whole");
    let mut random = Random(20_250_815);
    let mut cut_short = 0;
    for moment in 0..ADD_MOMENTS {
        let ledger = format!("killed-{moment}");
        let add = ["--ledger", &ledger, "add", "articles"];
        let out = kill_after(&world, &add, random.moment(usual));
        let reported = printed(&out);
        let there = listed(&world, &ledger);
        for id in &reported {
            let kept = there.iter().any(|one| one.trim_start_matches('D').starts_with(id));
            assert!(kept, "moment {moment}: {id} was reported and is lost");
        }
        cut_short += u32::from(there.len() < ARTICLES);
        is_sound(&world, &ledger, moment);
        // The rest of it takes a while: a few moments stand for all.
        if moment % 10 == 0 {
            assert_eq!(world.add(&ledger, &[&folder]).code, Some(0));
            assert_eq!(world.export(&ledger), export, "moment {moment}");
        }
    }
    // A test that never interrupts anything would show nothing.
    assert!(cut_short > ADD_MOMENTS / 4, "only {cut_short} of {ADD_MOMENTS} came in time");
}

fn kill_after(world: &World, arguments: &[&str], delay: Duration) -> String {
    let mut command = world.command(arguments);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut pipe = child.stdout.take().unwrap();
    std::thread::sleep(delay);
    child.kill().unwrap();
    child.wait().unwrap();
    let mut out = Vec::new();
    pipe.read_to_end(&mut out).unwrap();
    String::from_utf8_lossy(&out).into_owned()
}

/// By what doctor asks; every tenth time by the command itself, which takes longer.
fn is_sound(world: &World, ledger: &str, moment: u32) {
    if !moment.is_multiple_of(10) && world.path(ledger).metadata().is_ok_and(|file| file.len() > 0)
    {
        let mut store = keii_store::Store::open(world.path(ledger)).unwrap();
        assert_eq!(store.check().unwrap(), [], "{ledger}");
        // What was left undone of the catalogue is done by whoever comes next.
        store.settle().unwrap();
        assert!(store.is_settled().unwrap(), "{ledger}");
        assert_eq!(store.check().unwrap(), [], "{ledger}");
        return;
    }
    let doctor = world.keii(["--ledger", ledger, "doctor"]);
    assert_eq!(doctor.code, Some(0), "{ledger}: {doctor:?}");
}

/// How long the command takes when nobody stops it.
fn usual(world: &World, arguments: &[&str]) -> Duration {
    let began = Instant::now();
    world.expect(arguments);
    began.elapsed()
}

#[test]
fn fix_killed_at_any_moment_loses_nothing_reported() {
    let world = World::new();
    let folder = world.articles(3);
    assert_eq!(world.add("l", &[&folder]).code, Some(0));
    let documents: Vec<String> = listed(&world, "l").into_iter().collect();
    let before = world.export("l");
    let mut random = Random(20_251_123);
    let usual = usual(&world, &["--ledger", "l", "fix", "date", &documents[0], "2031-01-01"]);
    let (mut reported, mut cut_short) = (1, 0);
    for moment in 0..FIX_MOMENTS {
        let document = &documents[usize::try_from(moment).unwrap() % documents.len()];
        let day = format!("2031-02-{:02}", moment % 28 + 1);
        let fix = ["--ledger", "l", "fix", "date", document, &day];
        let out = kill_after(&world, &fix, random.moment(usual));
        let number: Option<usize> = out.split("  ").next().and_then(|first| first.parse().ok());
        let there = world.json(["--ledger", "l", "fix", "list", "--json"]);
        assert!(there.len() >= reported, "moment {moment}: {} of {reported}", there.len());
        cut_short += u32::from(number.is_none());
        if let Some(number) = number {
            assert_eq!(number, there.len(), "moment {moment}: {out}");
            assert_eq!(there[number - 1]["correction"]["published"], day);
        }
        // A correction that was cut short is there as a whole or not at all.
        reported = there.len();
        assert!(there.iter().all(|one| one["effect"] != "gone"), "moment {moment}");
        is_sound(&world, "l", moment);
    }
    assert!(cut_short > FIX_MOMENTS / 4, "only {cut_short} of {FIX_MOMENTS} came in time");
    for number in 1..=reported {
        world.expect(["--ledger", "l", "fix", "undo", &number.to_string()]);
    }
    assert_eq!(world.export("l"), before);
}

#[test]
fn reread_killed_at_any_moment_leaves_every_document_read() {
    let world = World::new();
    let folder = world.articles(ARTICLES);
    assert_eq!(world.add("newest", &[&folder]).code, Some(0));
    let export = world.export("newest");
    std::fs::copy(world.path("newest"), world.path("older")).unwrap();
    age(&world, "older", |reading| reading.attributions.clear());
    std::fs::copy(world.path("older"), world.path("whole")).unwrap();
    let usual = usual(&world, &["--ledger", "whole", "reread", "--yes"]);
    assert_eq!(world.export("whole"), export);
    let mut random = Random(20_250_418);
    let mut cut_short = 0;
    for moment in 0..REREAD_MOMENTS {
        let ledger = format!("killed-{moment}");
        std::fs::copy(world.path("older"), world.path(&ledger)).unwrap();
        let reread = ["--ledger", &ledger, "reread", "--yes"];
        let out = kill_after(&world, &reread, random.moment(usual));
        let whole = out.rfind('\n').map_or("", |end| &out[..end]);
        let heads = whole.lines().filter(|line| !line.is_empty() && !line.starts_with(' '));
        let reported: Vec<&str> = heads.filter_map(|line| line.split_whitespace().next()).collect();
        let documents = world.json(["--ledger", &ledger, "documents", "--json"]);
        assert_eq!(documents.len(), ARTICLES, "moment {moment}");
        for short in &reported {
            let of = |one: &&serde_json::Value| {
                let id = one["document"]["id"].as_str().unwrap();
                id.trim_start_matches('D').starts_with(short)
            };
            let statements = &documents.iter().find(of).unwrap()["statements"];
            assert!(statements.as_u64() > Some(0), "moment {moment}: {short} was reported");
        }
        cut_short += u32::from(reported.len() < ARTICLES);
        is_sound(&world, &ledger, moment);
        if moment % 20 == 0 {
            world.expect(reread);
            assert_eq!(world.export(&ledger), export, "moment {moment}");
        }
    }
    assert!(cut_short > REREAD_MOMENTS / 4, "only {cut_short} of {REREAD_MOMENTS} came in time");
}
