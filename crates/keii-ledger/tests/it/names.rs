//! Which organisations, countries, places and groups are one.

use keii_model::EntityType::{Group, Organization, Place};

use crate::telling::{Telling, entities, ledger};

fn organisations<const N: usize>(tellings: [Telling; N]) -> Vec<String> {
    let found = entities(&ledger(tellings), Organization);
    found.into_iter().map(|(name, documents)| format!("{name}: {}", documents.join(" "))).collect()
}

fn organisation(document: &str, name: &str, aliases: &[&str]) -> Telling {
    Telling::new(document).entity(Organization, name, aliases)
}

#[test]
fn equal_keys_are_one_under_any_name() {
    let ledger = ledger([
        Telling::new("D1").country("ドイツ", "country:de"),
        Telling::new("D2").country("独", "country:de"),
    ]);
    let ids: Vec<&str> = ledger.entities().map(|entity| entity.id.as_str()).collect();
    assert_eq!(ids, ["C.de"]);
    assert_eq!(ledger.entities().next().expect("one").name.any(), "ドイツ");
}

#[test]
fn unequal_keys_are_two_under_one_name() {
    let two = [
        organisation("D1", "民主党", &[]).key("org:democrats-us"),
        organisation("D2", "民主党", &[]).key("org:democrats-jp"),
    ];
    assert_eq!(organisations(two).len(), 2);
}

#[test]
fn an_abbreviation_is_another_name() {
    let two = [
        organisation("D1", "世界食料機構", &["WFX"]),
        organisation("D2", "WFX", &[]),
        organisation("D3", "国際食料機構", &["WFX"]),
    ];
    assert_eq!(organisations(two), ["世界食料機構: D1 D2 D3"]);
}

#[test]
fn a_shortening_belongs_to_the_only_name_that_fits() {
    let one = [organisation("D1", "北国外務省", &["外務省"]), organisation("D2", "外務省", &[])];
    assert_eq!(organisations(one), ["北国外務省: D1 D2"]);
    let two = [
        organisation("D1", "北国外務省", &["外務省"]),
        organisation("D2", "外務省", &[]),
        organisation("D3", "南国外務省", &["外務省"]),
    ];
    assert_eq!(organisations(two), ["北国外務省: D1", "南国外務省: D3", "外務省: D2"]);
}

#[test]
fn a_place_is_no_organisation() {
    let ledger = ledger([
        Telling::new("D1").entity(Place, "北港", &[]),
        Telling::new("D2").entity(Organization, "北港", &[]),
    ]);
    assert_eq!(ledger.entities().count(), 2);
}

#[test]
fn groups_of_people_are_others_in_every_document() {
    let two = [
        Telling::new("D1").entity(Group, "両首脳", &[]),
        Telling::new("D2").entity(Group, "両首脳", &[]),
    ];
    assert_eq!(entities(&ledger(two), Group).len(), 2);
}

#[test]
fn an_id_stays_when_others_name_the_entity() {
    let name = || organisation("D5", "世界食料機構", &[]);
    let id = |ledger: &keii_ledger::Ledger| ledger.entities().next().expect("one").id.clone();
    let alone = ledger([name()]);
    let joined = ledger([organisation("D1", "世界食料機構", &[]), name()]);
    assert_eq!(id(&alone), id(&joined));
    assert!(id(&alone).as_str().starts_with("O."));
    assert_eq!(id(&alone).as_str().len(), 12);
}
