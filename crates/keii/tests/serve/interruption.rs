//! `kill -9` of the server at any moment of corrections and additions loses nothing that was
//! acknowledged: 40 moments.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::room::{LEDGER, Room};
use crate::world::article;

const MOMENTS: u64 = 20;

/// A small generator (Steele and others, SplitMix64), so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % most
    }
}

/// Does something again and again until the server is gone, which it is after a random time;
/// what it was told is for the caller to count.
fn until_killed(
    room: &mut Room,
    random: &mut Random,
    most: u64,
    mut act: impl FnMut(&Room) -> bool + Send,
) {
    let moment = Duration::from_millis(random.below(most));
    let server = room.id().to_string();
    std::thread::scope(|scope| {
        let visitor = &*room;
        let acting = scope.spawn(move || while act(visitor) {});
        std::thread::sleep(moment);
        let kill = std::process::Command::new("kill").args(["-KILL", &server]).status().unwrap();
        assert!(kill.success());
        acting.join().unwrap();
    });
    room.kill();
}

fn is_sound(room: &Room, moment: u64) {
    if moment.is_multiple_of(10) {
        let doctor = room.world.keii(["--ledger", LEDGER, "doctor"]);
        assert_eq!(doctor.code, Some(0), "moment {moment}: {doctor:?}");
    } else {
        let store = keii_store::Store::open(room.world.path(LEDGER)).unwrap();
        assert_eq!(store.check().unwrap(), [], "moment {moment}");
    }
}

#[test]
fn corrections_that_were_acknowledged_outlive_the_server() {
    let mut room = Room::of_samples();
    let documents = room.documents();
    let before = room.world.export(LEDGER);
    let mut random = Random(20_251_129);
    let (mut given, mut reached) = (1_usize, 0);
    let began = std::time::Instant::now();
    let first = [("ask", "date"), ("a", documents[0].as_str()), ("published", "2031-01-01")];
    assert_eq!(room.post("/corrections", &first).status, 303);
    let usual = u64::try_from(began.elapsed().as_millis()).unwrap();
    for moment in 0..MOMENTS {
        let mut acknowledged = 0;
        until_killed(&mut room, &mut random, 4 * usual + 200, |room| {
            let document = &documents[acknowledged % documents.len()];
            let day = format!("2031-02-{:02}", acknowledged % 28 + 1);
            let answer = room.try_to_post(
                "/corrections",
                &[("ask", "date"), ("a", document), ("published", &day)],
            );
            let kept = answer.is_some_and(|answer| answer.status == 303);
            acknowledged += usize::from(kept);
            kept
        });
        let there = room.corrections();
        let known = given + acknowledged;
        // The last may have been kept without its answer having come through.
        assert!(there == known || there == known + 1, "moment {moment}: {there} of {known}");
        given = there;
        reached += acknowledged;
        is_sound(&room, moment);
        room.reopen();
    }
    assert!(reached > 0, "no correction came in time");
    room.kill();
    for number in 1..=given {
        room.world.expect(["--ledger", LEDGER, "fix", "undo", &number.to_string()]);
    }
    assert_eq!(room.world.export(LEDGER), before);
}

#[test]
fn articles_that_were_acknowledged_outlive_the_server() {
    let mut room = Room::empty();
    let mut random = Random(20_250_815);
    let mut acknowledged = BTreeSet::new();
    let mut next = 1;
    let began = std::time::Instant::now();
    assert_eq!(room.hand_in(&[], &[("a.txt", article(0).as_bytes())]).status, 200);
    let usual = u64::try_from(began.elapsed().as_millis()).unwrap();
    for moment in 0..MOMENTS {
        until_killed(&mut room, &mut random, 4 * usual + 200, |room| {
            let text = article(next);
            next += 1;
            let Some(answer) = room.try_to_hand_in(&[], &[("a.txt", text.as_bytes())]) else {
                return false;
            };
            let page = answer.text();
            let status = page.split("role=\"status\"").nth(1).unwrap_or_default();
            let id = status.split("/documents/").nth(1).and_then(|rest| rest.split('"').next());
            acknowledged.extend(id.map(str::to_owned));
            answer.status == 200
        });
        let there: BTreeSet<String> = room.documents().into_iter().collect();
        let lost: Vec<&String> = acknowledged.difference(&there).collect();
        assert!(lost.is_empty(), "moment {moment}: {lost:?} were acknowledged and are lost");
        is_sound(&room, moment);
        room.reopen();
    }
    assert!(acknowledged.len() > 3, "only {} articles came in time", acknowledged.len());
}
