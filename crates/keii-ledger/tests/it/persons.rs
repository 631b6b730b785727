//! Which persons are one.

use keii_model::{EntityType, OfficeLevel};

use crate::telling::{Telling, entities, ledger};

/// The persons of a ledger of these tellings, written `name: documents`.
fn persons<const N: usize>(tellings: [Telling; N]) -> Vec<String> {
    let found = entities(&ledger(tellings), EntityType::Person);
    found.into_iter().map(|(name, documents)| format!("{name}: {}", documents.join(" "))).collect()
}

fn tell(document: &str) -> Telling {
    Telling::new(document).country("ドイツ", "country:de").country("オーストリア", "country:at")
}

#[test]
fn one_full_name_is_one_person() {
    let two = [tell("D1").person("アンナ・ベルク"), tell("D2").person("アンナ･ベルク")];
    assert_eq!(persons(two).len(), 1);
}

#[test]
fn a_full_name_of_other_country_and_office_is_a_namesake() {
    let two = [
        tell("D1").person("アンナ・ベルク").role("外相", Some("ドイツ")),
        tell("D2").person("アンナ・ベルク").role("監督", Some("オーストリア")),
        tell("D3").person("アンナ・ベルク"),
    ];
    assert_eq!(
        persons(two),
        ["アンナ・ベルク: D1", "アンナ・ベルク: D2", "アンナ・ベルク: D3"],
        "and nobody knows which of them the third is"
    );
}

#[test]
fn a_family_name_joins_the_only_full_name() {
    let two = [tell("D1").person("ベルク"), tell("D2").person("アンナ・ベルク")];
    assert_eq!(persons(two), ["アンナ・ベルク: D1 D2"]);
}

#[test]
fn a_family_name_of_two_people_stays_apart() {
    let three = [
        tell("D1").person("ベルク"),
        tell("D2").person("アンナ・ベルク"),
        tell("D3").person("ルーカス・ベルク"),
    ];
    assert_eq!(persons(three), ["アンナ・ベルク: D2", "ベルク: D1", "ルーカス・ベルク: D3"]);
}

#[test]
fn a_family_name_of_two_people_belongs_to_the_one_in_its_document() {
    let three = [
        tell("D2").person("アンナ・ベルク").person("ベルク"),
        tell("D3").person("ルーカス・ベルク"),
    ];
    assert_eq!(persons(three), ["アンナ・ベルク: D2 D2", "ルーカス・ベルク: D3"]);
}

#[test]
fn a_family_name_of_two_people_in_its_document_stays_apart() {
    let two = [
        tell("D1").person("アンナ・ベルク").person("ルーカス・ベルク").person("ベルク"),
        tell("D2").person("ベルク"),
    ];
    assert_eq!(
        persons(two),
        ["アンナ・ベルク: D1", "ベルク: D1", "ベルク: D2", "ルーカス・ベルク: D1"],
        "nor are the two who stay apart one"
    );
}

#[test]
fn an_office_told_in_any_document_counts() {
    let three = [
        tell("D1").person("アンナ・ベルク"),
        tell("D2").person("アンナ・ベルク").role("外相", Some("ドイツ")),
        tell("D3").person("ベルク").role("外相", Some("オーストリア")),
    ];
    assert_eq!(persons(three), ["アンナ・ベルク: D1 D2", "ベルク: D3"]);
}

#[test]
fn a_family_name_of_two_people_belongs_to_the_one_in_office() {
    let three = [
        tell("D1").person("ベルク").role("外相", None),
        tell("D2").person("アンナ・ベルク").role("外相", Some("ドイツ")),
        tell("D3").person("ルーカス・ベルク"),
    ];
    assert_eq!(persons(three), ["アンナ・ベルク: D1 D2", "ルーカス・ベルク: D3"]);
}

#[test]
fn a_family_name_with_another_office_is_another_person() {
    let two = [
        tell("D1").person("ベルク").role("外相", Some("オーストリア")),
        tell("D2").person("アンナ・ベルク").role("外相", Some("ドイツ")),
    ];
    assert_eq!(persons(two), ["アンナ・ベルク: D2", "ベルク: D1"]);
}

#[test]
fn a_full_name_that_cannot_be_meant_leaves_the_only_one_that_can() {
    let three = [
        tell("D1").person("ベルク").role("外相", Some("オーストリア")),
        tell("D2").person("アンナ・ベルク").role("外相", Some("ドイツ")),
        tell("D3").person("ルーカス・ベルク"),
    ];
    assert_eq!(persons(three), ["アンナ・ベルク: D2", "ルーカス・ベルク: D1 D3"]);
}

#[test]
fn short_names_that_contradict_each_other_do_not_meet_in_a_full_name() {
    let three = [
        tell("D1").person("ベルク").role("外相", Some("オーストリア")),
        tell("D2").person("ベルク").role("首相", Some("ドイツ")),
        tell("D3").person("アンナ・ベルク"),
    ];
    assert_eq!(persons(three), ["アンナ・ベルク: D3", "ベルク: D1", "ベルク: D2"]);
}

#[test]
fn short_names_meet_where_no_full_name_is_known() {
    let two = [tell("D1").person("ベルク"), tell("D2").person("ベルク").role("外相", None)];
    assert_eq!(persons(two), ["ベルク: D1 D2"]);
}

#[test]
fn a_common_japanese_family_name_needs_more_than_itself() {
    let apart = [tell("D1").person("山本"), tell("D2").person("山本")];
    assert_eq!(persons(apart), ["山本: D1", "山本: D2"]);
    let joined = [
        tell("D1").person("山本").role("外相", None),
        tell("D2").person("山本").role("外相", None),
    ];
    assert_eq!(persons(joined), ["山本: D1 D2"]);
}

#[test]
fn a_japanese_family_name_begins_the_full_name() {
    let two = [tell("D1").person("山本"), tell("D2").person("山本一郎")];
    assert_eq!(persons(two), ["山本一郎: D1 D2"]);
    let other = [
        tell("D1").person("山本").role("財務相", None),
        tell("D2").person("山本一郎").role("外相", None),
    ];
    assert_eq!(persons(other).len(), 2);
}

#[test]
fn a_family_name_of_one_character_needs_an_office() {
    let apart = [tell("D1").person("森"), tell("D2").person("森本一郎")];
    assert_eq!(persons(apart).len(), 2);
    let joined = [
        tell("D1").person("森").role("外相", None),
        tell("D2").person("森一郎").role("外相", None),
    ];
    assert_eq!(persons(joined), ["森一郎: D1 D2"]);
}

/// A document of that day that names a holder of an office that one person holds at a time.
fn office(document: &str, day: &str, of: Option<&str>) -> Telling {
    let telling = tell(document).published(day).person("外相");
    telling.role("外相", of).level(OfficeLevel::Minister)
}

/// A document of that day that names a minister.
fn minister(document: &str, day: &str, name: &str, of: &str) -> Telling {
    let telling = tell(document).published(day).person(name);
    telling.role("外相", Some(of)).level(OfficeLevel::Minister)
}

#[test]
fn holders_of_one_office_who_are_not_named_are_one_only_with_country_and_time() {
    let (march, june) = ("2025-03-01", "2025-06-01");
    let german = Some("ドイツ");
    assert_eq!(persons([office("D1", march, None), office("D2", march, None)]).len(), 2);
    assert_eq!(persons([office("D1", march, german), office("D2", march, german)]).len(), 1);
    assert_eq!(persons([office("D1", march, german), office("D2", june, german)]).len(), 2);
    let austrian = Some("オーストリア");
    assert_eq!(persons([office("D1", march, german), office("D2", march, austrian)]).len(), 2);
}

#[test]
fn an_office_means_its_only_named_holder_of_those_weeks() {
    let berg = || minister("D1", "2025-03-01", "アンナ・ベルク", "ドイツ");
    let joined = [berg(), office("D2", "2025-03-20", Some("ドイツ"))];
    assert_eq!(persons(joined), ["アンナ・ベルク: D1 D2"]);
    assert_eq!(persons([berg(), office("D2", "2025-09-20", Some("ドイツ"))]).len(), 2, "later");
    assert_eq!(persons([berg(), office("D2", "2025-03-20", Some("オーストリア"))]).len(), 2);
    let two = [
        berg(),
        minister("D3", "2025-03-02", "ルーカス・ハル", "ドイツ"),
        office("D2", "2025-03-20", Some("ドイツ")),
    ];
    assert_eq!(persons(two).len(), 3, "one of two, and nobody knows which");
}

#[test]
fn an_office_means_the_holder_who_is_named_beside_it() {
    let beside = || office("D2", "2025-09-20", Some("ドイツ")).person("ベルク");
    let berg = minister("D1", "2025-03-01", "アンナ・ベルク", "ドイツ");
    assert_eq!(persons([berg, beside()]), ["アンナ・ベルク: D1 D2 D2"]);
    let berg = minister("D1", "2025-03-01", "アンナ・ベルク", "ドイツ");
    let former = beside().role("首相", Some("ドイツ"));
    assert_eq!(persons([berg, former]).len(), 2, "who is told to hold another office is not meant");
}

#[test]
fn an_office_that_many_hold_means_nobody() {
    let player = |document, name| {
        let telling = tell(document).published("2025-03-01").person(name);
        telling.role("選手", Some("ドイツ")).level(OfficeLevel::Sport)
    };
    assert_eq!(persons([player("D1", "アンナ・ベルク"), player("D2", "選手")]).len(), 2);
}

#[test]
fn spellings_that_sound_the_same_are_one_name() {
    let two = [tell("D1").person("アンドレー・ハルト"), tell("D2").person("アンドレ・ハールト")];
    assert_eq!(persons(two).len(), 1);
    let two = [tell("D1").person("ヴィーラ・ハルト"), tell("D2").person("ビラ・ハルト")];
    assert_eq!(persons(two).len(), 1);
    let apart = [tell("D1").person("アンドレ・ハルト"), tell("D2").person("アンドレア・ハルト")];
    assert_eq!(persons(apart).len(), 2);
}

#[test]
fn spellings_that_sound_alike_are_one_name_with_one_office() {
    let one = || minister("D1", "2025-03-01", "アンナ・サンダーソン", "ドイツ");
    for other in ["アンナ・サンダースン", "アンヌ・サンダーソン", "アンナリーゼ・サンダーソン"]
    {
        let joined = persons([one(), minister("D2", "2025-03-01", other, "ドイツ")]);
        assert_eq!(joined.len(), 1, "{other}");
        let abroad = persons([one(), minister("D2", "2025-03-01", other, "オーストリア")]);
        assert_eq!(abroad.len(), 2, "{other} of another country");
        assert_eq!(persons([one(), tell("D2").person(other)]).len(), 2, "{other} without office");
    }
    let short = minister("D2", "2025-03-01", "サンダースン", "ドイツ");
    assert_eq!(persons([one(), short]), ["アンナ・サンダーソン: D1 D2"]);
    let other = minister("D2", "2025-03-01", "ルーカス・サンダーソン", "ドイツ");
    assert_eq!(persons([one(), other]).len(), 2, "a successor of the same family name");
}

#[test]
fn two_spellings_in_one_document_are_two_people_unless_they_hold_the_one_office() {
    let both = |level| {
        let telling = minister("D1", "2025-03-01", "アンナ・サンダーソン", "ドイツ").level(level);
        let telling = telling.person("アンナ・サンダースン").role("外相", Some("ドイツ"));
        persons([telling.level(level)]).len()
    };
    assert_eq!(both(OfficeLevel::Minister), 1, "a country has one foreign minister");
    assert_eq!(both(OfficeLevel::Official), 2, "and many officials");
}

#[test]
fn a_spelling_without_its_country_is_the_one_holder_of_the_office() {
    let known =
        minister("D1", "2025-03-01", "アンナ・ハルグチ", "北国").country("北国", "country:xn");
    let short = || tell("D2").person("ハルクチ").role("外相", None);
    assert_eq!(persons([known, short().level(OfficeLevel::Minister)]), ["アンナ・ハルグチ: D1 D2"]);
    let known = minister("D1", "2025-03-01", "アンナ・ハルグチ", "北国");
    assert_eq!(persons([known, short().level(OfficeLevel::Official)]).len(), 2);
}

#[test]
fn whoever_is_called_by_another_part_of_the_name_must_hold_the_office() {
    let known = || {
        let telling = minister("D1", "2025-03-01", "サルマン・バドラ・アルナジ", "北国");
        telling.country("北国", "country:xn")
    };
    let called = |country, key| {
        let telling = minister("D2", "2025-03-01", "バドラ", country);
        persons([known(), telling.country(country, key)]).len()
    };
    assert_eq!(called("北国", "country:xn"), 1);
    assert_eq!(called("南国", "country:xs"), 2);
    assert_eq!(persons([known(), tell("D2").person("バドラ")]).len(), 2);
}

#[test]
fn a_family_name_is_found_however_its_vowels_are_drawn() {
    let known = tell("D1").person("フランツ・ミュンテフェリング").role("党首", None);
    let drawn = tell("D2").person("ミュンテフェーリング").role("党首", None);
    assert_eq!(persons([known, drawn]).len(), 1);
}

#[test]
fn who_is_like_two_who_are_not_alike_joins_neither() {
    let spelt = |document, name| minister(document, "2025-03-01", name, "ドイツ");
    let three = [
        spelt("D1", "アンナ・ガンダーソン"),
        spelt("D2", "アンナ・サンダーソン"),
        spelt("D3", "アンナ・サンダースン"),
    ];
    assert_eq!(persons(three).len(), 3);
}

#[test]
fn the_merged_person_keeps_everything() {
    let ledger = ledger([
        tell("D1").person("ベルク").role("外相", Some("ドイツ")),
        tell("D2").person("アンナ・ベルク").role("外相", Some("ドイツ")).role("党首", None),
    ]);
    let people = ledger.people();
    let [berg] = people.as_slice() else { panic!("one person: {people:?}") };
    assert_eq!(berg.entity.aliases, ["アンナ・ベルク", "ベルク"]);
    let roles = berg.entity.roles.iter().map(|role| (role.title.as_str(), role.evidence.len()));
    assert_eq!(roles.collect::<Vec<_>>(), [("外相", 2), ("党首", 1)]);
    assert_eq!(berg.mentions, 2);
    let derivation = ledger.derivation(&berg.entity.id).expect("it was joined");
    let steps: Vec<&str> = derivation.steps.iter().map(|(step, _)| step.as_str()).collect();
    assert_eq!(steps, ["mention.name", "mention.name", "entity.family-name"]);
    assert_eq!(derivation.steps[2].1.as_ref().map(|span| span.text.as_str()), Some("ベルク"));
}
