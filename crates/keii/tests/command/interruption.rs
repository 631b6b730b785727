//! `kill -9` at any moment of `add` loses nothing that was reported.

use std::collections::BTreeSet;
use std::io::Read;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::world::World;

const MOMENTS: u32 = 50;
const ARTICLES: usize = 70;

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
fn killed_at_fifty_moments_nothing_reported_is_lost() {
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
    for moment in 0..MOMENTS {
        let ledger = format!("killed-{moment}");
        let share = u32::try_from(random.next() % 1100).unwrap();
        let out = kill_after(&world, &ledger, usual * share / 1000);
        let reported = printed(&out);
        let there = listed(&world, &ledger);
        for id in &reported {
            let kept = there.iter().any(|one| one.trim_start_matches('D').starts_with(id));
            assert!(kept, "moment {moment}: {id} was reported and is lost");
        }
        cut_short += u32::from(there.len() < ARTICLES);
        let doctor = world.keii(["--ledger", &ledger, "doctor"]);
        assert_eq!(doctor.code, Some(0), "moment {moment}: {doctor:?}");
        // The rest of it takes a while: a few moments stand for all.
        if moment % 5 == 0 {
            assert_eq!(world.add(&ledger, &[&folder]).code, Some(0));
            assert_eq!(world.export(&ledger), export, "moment {moment}");
        }
    }
    // A test that never interrupts anything would show nothing.
    assert!(cut_short > MOMENTS / 4, "only {cut_short} of {MOMENTS} came in time");
}

fn kill_after(world: &World, ledger: &str, delay: Duration) -> String {
    let mut command = world.command(["--ledger", ledger, "add", "articles"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut pipe = child.stdout.take().unwrap();
    std::thread::sleep(delay);
    child.kill().unwrap();
    child.wait().unwrap();
    let mut out = Vec::new();
    pipe.read_to_end(&mut out).unwrap();
    String::from_utf8_lossy(&out).into_owned()
}
