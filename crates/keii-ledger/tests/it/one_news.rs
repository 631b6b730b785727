//! Tellings of one piece of news, of which little is told.

use keii_model::{EntityType, EventType, Id, Number, ParticipantRole, Quantity, Status};

use crate::telling::{Telling, ledger};

const DAY: &str = "2025-03-05";

fn tell(document: &str, published: &str) -> Telling {
    let telling = Telling::new(document).published(published).person("アンナ・ベルク");
    telling.country("北国", "country:xn").entity(EntityType::Place, "中港", &[])
}

/// A telling further down in the text, by this word.
fn told(telling: Telling, what: EventType, names: &[&str], word: &str) -> Telling {
    let mut telling = telling;
    telling.span(&"…".repeat(200));
    telling.event(what, names, None).by(word)
}

/// How many mentions each event of the type has, most first, and by which rules any was joined.
fn joined<const N: usize>(what: EventType, tellings: [Telling; N]) -> (Vec<usize>, Vec<String>) {
    let ledger = ledger(tellings);
    let events = || ledger.events().filter(|event| event.event_type == what);
    let mut sizes: Vec<usize> = events().map(|event| event.mentions.len()).collect();
    sizes.sort_by(|a, b| b.cmp(a));
    let steps = events().filter_map(|event| ledger.derivation(&event.id));
    let mut rules: Vec<String> =
        steps.flat_map(|one| one.steps.iter().map(|(rule, _)| rule.clone())).collect();
    rules.dedup();
    (sizes, rules)
}

fn crash(document: &str, published: &str) -> Telling {
    told(tell(document, published), EventType::Other, &[], "衝突").at("中港")
}

#[test]
fn what_two_reports_of_one_day_tell_once_by_one_word_at_one_place_is_one() {
    let of = |second| joined(EventType::Other, [crash("D1", DAY), second]);
    let rule = vec!["event.news-by-one-word".to_owned()];
    assert_eq!(of(crash("D2", "2025-03-06")), (vec![2], rule));
    assert_eq!(of(crash("D2", "2025-03-09")).0, [1, 1], "it may have happened again");
    let nothing_else = told(tell("D2", DAY), EventType::Other, &[], "衝突");
    assert_eq!(of(nothing_else).0, [1, 1], "the word alone is told of many things");
}

#[test]
fn a_report_that_tells_of_two_by_one_word_is_of_neither() {
    let two = told(crash("D2", DAY), EventType::Other, &[], "衝突").at("中港");
    assert_eq!(joined(EventType::Other, [crash("D1", DAY), two]).0, [1, 1, 1]);
}

#[test]
fn others_who_have_no_name_or_another_number_are_others() {
    let hurt = |document: &str, who: &'static str, number: i64| {
        let mut telling = told(tell(document, DAY), EventType::Other, &[who], "負傷").at("中港");
        let span = telling.span(&format!("{number}人"));
        telling.reading.events[0].evidence.push(span.clone());
        telling.reading.quantities.push(Quantity {
            id: Id::from(format!("{document}.Q1")),
            span,
            value: Some(Number::Whole(number)),
            unit: Some("person".into()),
            approximate: false,
            counts: None,
            of: None,
        });
        telling
    };
    let of =
        |who, number| joined(EventType::Other, [hurt("D1", "乗客", 14), hurt("D2", who, number)]).0;
    assert_eq!(of("乗客乗員", 14), [2]);
    assert_eq!(of("機長", 14), [1, 1]);
    assert_eq!(of("乗客", 4), [1, 1]);
}

#[test]
fn what_is_told_of_one_day_by_one_word_is_one_whenever_it_is_told() {
    let sunk = |document: &str, published, day| {
        let mut telling = tell(document, published);
        telling.span(&"…".repeat(200));
        telling.event(EventType::Other, &[], Some(day)).by("沈没").at("中港")
    };
    let of = |day| {
        let first = sunk("D1", DAY, "2025-03-04");
        joined(EventType::Other, [first, sunk("D2", "2025-04-05", day)])
    };
    assert_eq!(of("2025-03-04"), (vec![2], vec!["event.news-of-one-day".to_owned()]));
    assert_eq!(of("2025-03-03").0, [1, 1]);
}

#[test]
fn a_party_says_much_on_one_day() {
    let day = |document: &str, what, word| {
        let mut telling = tell(document, DAY);
        telling.span(&"…".repeat(200));
        telling.event(what, &["北国"], Some("2025-03-04")).by(word)
    };
    let of = |what, word| joined(what, [day("D1", what, "声明"), day("D2", what, word)]).0;
    assert_eq!(of(EventType::Speak, "表明"), [1, 1]);
    assert_eq!(of(EventType::Accuse, "非難"), [1, 1]);
}

#[test]
fn one_person_is_arrested_once_by_whichever_office() {
    let taken = |document: &str, who: &'static str, by: &'static str| {
        let telling = tell(document, DAY).person("ヨハン・タール");
        let telling = telling.entity(EntityType::Organization, by, &[]);
        let mut telling = told(telling, EventType::Detain, &[by, who], "逮捕");
        let parties = &mut telling.reading.events[0].participants;
        parties[0].role = ParticipantRole::Actor;
        parties[1].role = ParticipantRole::Recipient;
        telling
    };
    let of = |who| {
        let first = taken("D1", "アンナ・ベルク", "北浜警備隊");
        joined(EventType::Detain, [first, taken("D2", who, "中央警備庁")]).0
    };
    assert_eq!(of("アンナ・ベルク"), [2]);
    assert_eq!(of("ヨハン・タール"), [1, 1]);
}

#[test]
fn much_is_agreed_at_one_meeting() {
    let agreed = |document: &str, words| {
        told(tell(document, DAY), EventType::Agree, &["北国"], "合意").in_words(words)
    };
    let of = |words| {
        let first = agreed("D1", "大使館の人員を元に戻すことで");
        joined(EventType::Agree, [first, agreed("D2", words)]).0
    };
    assert_eq!(of("漁業の委員会を作ることで"), [1, 1]);
    assert_eq!(of("人員を以前の数に"), [2]);
}

#[test]
fn what_a_headline_tells_and_its_text_tells_again_is_one_with_another_telling() {
    let twice = |title: bool| {
        let mut telling = tell("D1", DAY);
        let headline = telling.span("北国軍、中港から撤収");
        telling = telling.event(EventType::Withdraw, &["北国"], None).by("撤収").at("中港");
        telling.reading.events[0].trigger = headline.clone();
        telling.reading.document.title = title.then_some(headline);
        told(telling, EventType::Withdraw, &["北国"], "撤収").at("中港")
    };
    let other = || {
        let mut telling = tell("D2", DAY);
        telling.span(&"…".repeat(200));
        telling.event(EventType::Withdraw, &["北国"], Some("2025-03-04")).by("撤収").at("中港")
    };
    let sizes = |title| joined(EventType::Withdraw, [twice(title), other()]).0;
    assert_eq!(sizes(false), [2, 1]);
    assert_eq!(sizes(true), [3]);
}

#[test]
fn the_only_arrest_of_each_of_two_reports_is_one_and_a_plan_is_none() {
    let taken = |document: &str, word| {
        let telling = told(tell(document, DAY), EventType::Detain, &["アンナ・ベルク"], word);
        let mut telling = telling.at("中港");
        telling.reading.events[0].participants[0].role = ParticipantRole::Recipient;
        telling
    };
    let of = |second| joined(EventType::Detain, [taken("D1", "逮捕"), second]);
    assert_eq!(of(taken("D2", "拘束")).0, [2]);
    assert_eq!(of(taken("D2", "拘束").status(Status::Planned)).0, [1, 1]);
}

#[test]
fn where_nobody_knows_when_reports_appeared_more_must_agree() {
    let undated = |document: &str| {
        let mut telling = Telling::new(document).country("北国", "country:xn");
        telling.span(&"…".repeat(200));
        telling.event(EventType::Release, &["北国"], None).by("釈放")
    };
    let of = |a: Telling, b: Telling| joined(EventType::Release, [a, b]).0;
    assert_eq!(of(undated("D1"), undated("D2")), [1, 1]);
    let telling = |document, words| undated(document).in_words(words);
    assert_eq!(of(telling("D1", "漁船の船員たち"), telling("D2", "漁船の人々")), [2]);
}
