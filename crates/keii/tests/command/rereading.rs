//! `reread`: what newer rules read otherwise is shown first, and kept when asked.

use keii_model::{Id, Reading};
use keii_store::Store;

use crate::world::World;

const OLDER: &str = "rules of yesterday";

/// Makes all readings of a ledger those of older rules, which did not see what `change` takes away
/// and saw what it adds.
pub fn age(world: &World, ledger: &str, change: impl Fn(&mut Reading)) {
    let mut store = Store::open(world.path(ledger)).unwrap();
    let pack = store.versions().unwrap().packs[0].0.clone();
    let mut readings = store.readings(&pack).unwrap();
    let mut batch = store.batch().unwrap();
    for reading in &mut readings {
        reading.pack = OLDER.to_owned();
        change(reading);
        batch.replace_reading(reading, None).unwrap();
    }
    batch.commit().unwrap();
}

fn read() -> World {
    let world = World::new();
    let folder = world.articles(3);
    assert_eq!(world.add("l", &[&folder]).code, Some(0));
    world
}

#[test]
fn changes_are_shown_first_and_kept_with_yes() {
    let world = read();
    let newest = world.export("l");
    age(&world, "l", |reading| reading.attributions.clear());
    let older = world.export("l");
    assert_ne!(older, newest, "views show what older rules have read");
    let timeline = world.keii(["--ledger", "l", "timeline"]);
    assert!(timeline.err.contains("3 documents were read by other rules"), "{timeline:?}");
    let shown = world.keii(["--ledger", "l", "reread"]);
    assert_eq!(shown.code, Some(0), "{shown:?}");
    assert!(shown.out.contains("  + ") && !shown.out.contains("  − "), "{shown:?}");
    assert!(shown.err.contains("3 of 3 documents would be read otherwise"), "{shown:?}");
    assert_eq!(world.export("l"), older, "nothing is kept yet");
    let json = world.json(["--ledger", "l", "reread", "--json"]);
    assert!(json.iter().all(|one| one["appears"][0]["kind"] == "attribution"), "{json:?}");
    let kept = world.keii(["--ledger", "l", "reread", "--yes"]);
    assert_eq!(kept.out, shown.out);
    assert!(kept.err.contains("3 documents read anew, 3 of them otherwise"), "{kept:?}");
    assert_eq!(world.export("l"), newest);
    let again = world.keii(["--ledger", "l", "reread", "--yes"]);
    assert!(again.out.is_empty() && again.err.contains("rules of now"), "{again:?}");
}

#[test]
fn readings_that_are_equal_are_not_shown() {
    let world = read();
    age(&world, "l", |_| {});
    let shown = world.keii(["--ledger", "l", "reread"]);
    assert!(shown.out.is_empty() && shown.err.contains("0 of 3"), "{shown:?}");
}

#[test]
fn a_correction_outlives_newer_rules_and_one_that_cannot_is_reported() {
    let world = read();
    // What older rules took for something else: a statement of other words.
    age(&world, "l", |reading| {
        let mut invented = reading.attributions[0].clone();
        invented.id = Id::from(format!("{}.A99", reading.document.id));
        invented.content = vec![reading.document.title.clone().unwrap()];
        reading.attributions.push(invented);
    });
    let said = world.json(["--ledger", "l", "said", "--json"]);
    let ids: Vec<&str> =
        said.iter().map(|one| one["attribution"]["id"].as_str().unwrap()).collect();
    let invented = ids.iter().find(|id| id.ends_with(".A99")).unwrap();
    let real = ids.iter().find(|id| !id.ends_with(".A99")).unwrap();
    let words = |id: &str| {
        let all = said.iter().find(|one| one["attribution"]["id"] == id).unwrap();
        all["attribution"]["content"][0].to_string()
    };
    world.expect(["--ledger", "l", "fix", "not", real]);
    world.expect(["--ledger", "l", "fix", "not", invented]);
    world.expect(["--ledger", "l", "reread", "--yes"]);
    let export = world.export("l");
    let left = export.lines().filter(|line| line.contains("\"kind\":\"attribution\""));
    assert!(left.into_iter().all(|line| !line.contains(&words(real))), "{export}");
    let view = world.keii(["--ledger", "l", "said"]);
    assert!(view.err.contains("corrections that do not apply: 2"), "{view:?}");
    let doctor = world.keii(["--ledger", "l", "doctor"]);
    assert_eq!(doctor.code, Some(0), "{doctor:?}");
    assert!(doctor.out.contains("corrections that do not apply: 2"), "{doctor:?}");
    let list = world.expect(["--ledger", "l", "fix", "list"]);
    assert!(list.contains("! idle") && list.contains("✓ applies"), "{list}");
}
