//! Corrections: what they change, what outlives them, and that they can be taken back.

use keii_ledger::{Effect, Elsewhere, Ledger, Sources, build, build_one, corrected_dates};
use keii_model::{Change, Correction, Edtf, EventType, Id, Reading, Target};
use proptest::prelude::*;

use crate::telling::{Telling, lines};

/// Gives corrections numbers from 1 in their order.
fn given(changes: impl IntoIterator<Item = Change>) -> Vec<Correction> {
    let correction = |(at, change)| Correction {
        version: Correction::VERSION,
        number: u32::try_from(at).expect("few") + 1,
        given: "2025-11-23T00:00:00Z".into(),
        by: None,
        reason: None,
        change,
    };
    changes.into_iter().enumerate().map(correction).collect()
}

fn build_corrected(readings: Vec<Reading>, corrections: &[Correction]) -> Ledger {
    build(Sources { readings, corrections: corrections.to_vec() })
}

fn effects(ledger: &Ledger) -> Vec<Effect> {
    ledger.corrections().iter().map(|one| one.effect.clone()).collect()
}

/// What a correction of the record of this name or id names, in all documents or in one.
fn target(ledger: &Ledger, name: &str, only: Option<&str>) -> Target {
    let named = ledger.entities().find(|entity| entity.name.any() == name).map(|one| &one.id);
    let id = named.cloned().unwrap_or_else(|| Id::from(name));
    let record = ledger.get(&id).expect("it is there");
    ledger.target(record, only.map(Id::from).as_ref()).expect("it can be corrected")
}

fn names(ledger: &Ledger) -> Vec<&str> {
    let mut names: Vec<&str> = ledger.entities().map(|entity| entity.name.any()).collect();
    names.sort_unstable();
    names
}

fn two_spellings() -> Vec<Reading> {
    let one = Telling::new("D1").person("ベルク").says("ベルク", "港を開く").reading;
    let two = Telling::new("D2").person("バーグ").says("バーグ", "港を閉じる").reading;
    vec![one, two]
}

#[test]
fn two_that_are_the_same_become_one() {
    let before = build(two_spellings());
    assert_eq!(names(&before), ["バーグ", "ベルク"]);
    let same = Change::Same {
        a: target(&before, "ベルク", None),
        b: target(&before, "バーグ", None),
    };
    let after = build_corrected(two_spellings(), &given([same]));
    assert_eq!(effects(&after), [Effect::Applies]);
    assert_eq!(after.entities().count(), 1);
    let person = after.entities().next().expect("one");
    assert_eq!(person.evidence.len(), 2);
    let why = after.derivation(&person.id).expect("noted");
    assert!(why.steps.iter().any(|(step, _)| step == "correction.same"), "{why:?}");
}

#[test]
fn two_that_were_joined_come_apart() {
    let tell = |id| Telling::new(id).person("山本一郎").reading;
    let readings: Vec<Reading> = ["D1", "D2"].map(tell).into();
    let before = build(readings.clone());
    assert_eq!(before.entities().count(), 1);
    let in_document = |document| target(&before, "山本一郎", Some(document));
    let different = Change::Different { a: in_document("D1"), b: in_document("D2") };
    let after = build_corrected(readings, &given([different]));
    assert_eq!(effects(&after), [Effect::Applies]);
    assert_eq!(names(&after), ["山本一郎", "山本一郎"]);
}

#[test]
fn what_one_document_takes_for_one_cannot_be_told_apart() {
    let readings = vec![Telling::new("D1").person("山本一郎").reading];
    let ledger = build(readings.clone());
    let person = target(&ledger, "山本一郎", None);
    let different = Change::Different { a: person.clone(), b: person };
    let after = build_corrected(readings, &given([different]));
    assert_eq!(effects(&after), [Effect::Impossible]);
}

fn meeting(id: &str, day: &str) -> Telling {
    Telling::new(id)
        .published("2025-03-06")
        .person("ベルク")
        .person("山本一郎")
        .meeting(&["ベルク", "山本一郎"], Some(day))
}

#[test]
fn happenings_are_joined_and_parted() {
    let apart = vec![meeting("D1", "2025-03-04").reading, meeting("D2", "2025-03-05").reading];
    let before = build(apart.clone());
    assert_eq!(before.events().count(), 2);
    let (a, b) = (target(&before, "D1.M1", None), target(&before, "D2.M1", None));
    let after = build_corrected(apart, &given([Change::Same { a: a.clone(), b: b.clone() }]));
    assert_eq!((after.events().count(), effects(&after)), (1, vec![Effect::Applies]));
    let one = vec![meeting("D1", "2025-03-04").reading, meeting("D2", "2025-03-04").reading];
    assert_eq!(build_one(one.clone(), &[], Elsewhere::default()).events().count(), 1);
    let corrections = given([Change::Different { a, b }]);
    let after = build_one(one, &corrections, Elsewhere::default());
    assert_eq!((after.events().count(), effects(&after)), (2, vec![Effect::Applies]));
}

#[test]
fn what_is_not_so_goes_with_all_that_rests_on_it() {
    let mut telling = meeting("D1", "2025-03-04").says("ベルク", "会談は成功だ");
    telling.reading.events[0].according_to = Some(Id::from("D1.A1"));
    let readings = vec![telling.reading];
    let before = build(readings.clone());
    let not = Change::Not { target: target(&before, "D1.A1", None) };
    let after = build_corrected(readings, &given([not]));
    assert_eq!(effects(&after), [Effect::Applies]);
    assert_eq!((after.attributions().count(), after.events().count()), (0, 0));
    assert_eq!(after.entities().count(), 2, "people are named whoever said so");
}

#[test]
fn whoever_is_nobody_leaves_the_words() {
    let before = build(two_spellings());
    let not = Change::Not { target: target(&before, "バーグ", None) };
    let after = build_corrected(two_spellings(), &given([not]));
    assert_eq!(names(&after), ["ベルク"]);
    let orphan = after.attributions().find(|one| one.document == Id::from("D2")).expect("there");
    assert_eq!(orphan.speaker[0].entity, None);
    assert_eq!(orphan.speaker[0].text.as_deref(), Some("バーグ"));
}

#[test]
fn a_correction_outlives_other_ids_and_longer_names() {
    let before = build(two_spellings());
    let same = Change::Same {
        a: target(&before, "ベルク", None),
        b: target(&before, "バーグ", None),
    };
    let mut readings = two_spellings();
    // Another pack: another id, and the name with what stands before it.
    let entity = &mut readings[1].entities[0];
    entity.id = Id::from("D2.P77");
    entity.evidence[0].end += 2;
    entity.evidence[0].text = "バーグ氏ら".into();
    readings[1].pack = "test 2".into();
    let after = build_corrected(readings, &given([same]));
    assert_eq!((effects(&after), after.entities().count()), (vec![Effect::Applies], 1));
}

#[test]
fn what_no_longer_applies_is_reported() {
    let before = build(two_spellings());
    let (a, b) = (target(&before, "ベルク", None), target(&before, "バーグ", None));
    let corrections = given([
        Change::Same { a, b: b.clone() },
        Change::Not { target: target(&before, "D2.A1", None) },
        Change::Undo { number: 9 },
    ]);
    let mut readings = two_spellings();
    readings[1].entities.clear();
    readings[1].attributions.clear();
    let after = build_corrected(readings, &corrections);
    let gone = |label: &str| Effect::Gone { label: label.into() };
    assert_eq!(effects(&after), [gone("バーグ"), gone("港を閉じる"), gone("9")]);
    assert!(effects(&after).iter().all(Effect::is_idle));
}

#[test]
fn other_words_nearby_are_not_taken_for_what_was_meant() {
    let before = build(two_spellings());
    let not = Change::Not { target: target(&before, "D1.A1", None) };
    let mut readings = two_spellings();
    let content = &mut readings[0].attributions[0].content[0];
    content.start = 0;
    content.end += 30;
    let after = build_corrected(readings, &given([not]));
    assert_eq!(effects(&after), [Effect::Gone { label: "港を開く".into() }]);
    assert_eq!(after.attributions().count(), 2);
}

#[test]
fn the_later_word_holds() {
    let before = build(two_spellings());
    let (a, b) = (target(&before, "ベルク", None), target(&before, "バーグ", None));
    let same = Change::Same { a: a.clone(), b: b.clone() };
    let different = Change::Different { a, b };
    let after = build_corrected(two_spellings(), &given([same.clone(), different.clone()]));
    assert_eq!(effects(&after), [Effect::Overruled { by: 2 }, Effect::Applies]);
    assert_eq!(after.entities().count(), 2);
    let after = build_corrected(two_spellings(), &given([different, same]));
    assert_eq!(effects(&after), [Effect::Overruled { by: 2 }, Effect::Applies]);
    assert_eq!(after.entities().count(), 1);
}

#[test]
fn an_undone_undo_gives_back() {
    let date = |day: &str| Change::Date {
        document: Id::from("D1"),
        published: day.parse().expect("a day"),
    };
    let all = given([
        date("2025-03-01"),
        date("2025-03-02"),
        Change::Undo { number: 2 },
        Change::Undo { number: 3 },
    ]);
    let day = |count: usize| corrected_dates(&all[..count]).remove(&Id::from("D1"));
    let edtf = |day: &str| day.parse::<Edtf>().ok();
    assert_eq!(day(1), edtf("2025-03-01"));
    assert_eq!(day(2), edtf("2025-03-02"));
    assert_eq!(day(3), edtf("2025-03-01"));
    assert_eq!(day(4), edtf("2025-03-02"));
    let reading = Telling::new("D1").published("2025-03-02").reading;
    let after = build_corrected(vec![reading], &all);
    let undone = Effect::Undone { by: 4 };
    assert_eq!(
        effects(&after),
        [Effect::Overruled { by: 2 }, Effect::Applies, undone, Effect::Applies]
    );
}

/// Four documents that name two people each and tell of their meeting.
fn documents() -> Vec<Reading> {
    let names = ["ベルク", "バーグ", "山本一郎", "山本次郎"];
    let tell = |at: usize| {
        let pair = [names[at], names[(at + 1) % 4]];
        let telling = Telling::new(&format!("D{at}")).published("2025-03-06");
        let telling = telling.person(pair[0]).person(pair[1]).says(pair[0], "港を開く");
        telling.event(EventType::Meet, &pair, Some("2025-03-04")).reading
    };
    (0..4).map(tell).collect()
}

/// Corrections of which no two touch the same item.
fn unrelated(ledger: &Ledger) -> Vec<Change> {
    let of = |name: &str| target(ledger, name, None);
    vec![
        Change::Same { a: of("ベルク"), b: of("バーグ") },
        Change::Different {
            a: target(ledger, "山本一郎", Some("D1")),
            b: target(ledger, "山本一郎", Some("D2")),
        },
        Change::Not { target: of("D0.A1") },
        Change::Not { target: of("D3.M1") },
        Change::Same { a: of("D0.M1"), b: of("D1.M1") },
    ]
}

proptest! {
    #[test]
    fn unrelated_corrections_commute(
        order in Just((0..5usize).collect::<Vec<_>>()).prop_shuffle(),
        some in 0..6usize,
    ) {
        let before = build(documents());
        let changes = unrelated(&before);
        let mut chosen: Vec<usize> = order.into_iter().take(some).collect();
        let one = build_corrected(
            documents(),
            &given(chosen.iter().map(|&at| changes[at].clone())),
        );
        chosen.sort_unstable();
        let other = build_corrected(
            documents(),
            &given(chosen.iter().map(|&at| changes[at].clone())),
        );
        prop_assert!(effects(&one).iter().all(|effect| *effect == Effect::Applies));
        prop_assert_eq!(lines(&one), lines(&other));
    }

    #[test]
    fn undoing_restores_every_byte(
        order in Just((0..5usize).collect::<Vec<_>>()).prop_shuffle(),
        kept in 0..5usize,
    ) {
        let changes = unrelated(&build(documents()));
        let (kept, undone) = order.split_at(kept);
        let before = given(kept.iter().map(|&at| changes[at].clone()));
        let all = kept.iter().chain(undone).map(|&at| changes[at].clone());
        let count = |many: &[usize]| u32::try_from(many.len()).expect("few");
        let first = count(kept) + 1;
        let undos = (first..first + count(undone)).map(|number| Change::Undo { number });
        let after = build_corrected(documents(), &given(all.chain(undos)));
        prop_assert_eq!(lines(&after), lines(&build_corrected(documents(), &before)));
    }

    #[test]
    fn corrections_may_come_in_any_order_and_twice(
        shuffled in Just(()).prop_flat_map(|()| {
            let mut all = given(unrelated(&build(documents())));
            all.extend(given([Change::Undo { number: 2 }]).into_iter().map(|mut one| {
                one.number = 6;
                one
            }));
            all.push(all[0].clone());
            Just(all).prop_shuffle()
        }),
    ) {
        let mut sorted = shuffled.clone();
        sorted.sort_by_key(|one| one.number);
        let (one, other) =
            (build_corrected(documents(), &shuffled), build_corrected(documents(), &sorted));
        prop_assert_eq!(one, other);
    }
}
