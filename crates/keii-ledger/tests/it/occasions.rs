//! Documents of unknown day: placed beside each other by what they tell.

use keii_model::{
    Anchor, EntityType, EventType, Id, Number, OfficeLevel, ParticipantRole, Quantity, Status,
    Time, TimeType,
};

use crate::telling::{Telling, ledger};

const BOTH: &[&str] = &["アンナ・ベルク", "ヨハン・タール"];

fn tell(document: &str) -> Telling {
    let telling = Telling::new(document).person("アンナ・ベルク").role("首相", Some("北国"));
    let telling = telling.level(OfficeLevel::HeadOfGovernment).person("ヨハン・タール");
    let telling = telling.role("首相", Some("南国")).level(OfficeLevel::HeadOfGovernment);
    telling.country("北国", "country:xn").country("南国", "country:xs")
}

/// How many mentions each event of this type has, most first.
fn sizes<const N: usize>(of: EventType, tellings: [Telling; N]) -> Vec<usize> {
    let ledger = ledger(tellings);
    let events = ledger.events().filter(|event| event.event_type == of);
    let mut sizes: Vec<usize> = events.map(|event| event.mentions.len()).collect();
    sizes.sort_by(|a, b| b.cmp(a));
    sizes
}

/// Numbers that the document tells, with their unit.
fn counts(mut telling: Telling, numbers: &[i64]) -> Telling {
    for number in numbers {
        let span = telling.span(&number.to_string());
        telling.reading.quantities.push(Quantity {
            id: Id::from(format!("{}.Q{number}", span.document)),
            span,
            value: Some(Number::Whole(*number)),
            unit: Some("ton".into()),
            approximate: false,
            counts: None,
            of: None,
        });
    }
    telling
}

/// A day that the document tells, this many characters after what it told before.
fn dates(mut telling: Telling, words: &str, value: &str, gap: usize) -> Telling {
    telling.span(&"・".repeat(gap.saturating_sub(2)));
    let span = telling.span(words);
    telling.reading.times.push(Time {
        id: Id::from(format!("{}.X{}", span.document, span.start)),
        span: span.clone(),
        time_type: TimeType::Date,
        value: Some(value.into()),
        anchor: Anchor::None,
        offset: None,
        approximate: false,
    });
    telling
}

/// The affair goes on for months, so that a telling without a day may be of any of them.
fn long_affair(document: &str, day: &str) -> Telling {
    tell(document).published(day)
}

fn demand(telling: Telling, by: &str, words: &str) -> Telling {
    let mut telling = telling.event(EventType::Demand, BOTH, None).in_words(words);
    let demand = telling.reading.events.last_mut().expect("an event");
    for one in &mut demand.participants {
        let acts = one.text.as_deref() == Some(by);
        one.role = if acts { ParticipantRole::Actor } else { ParticipantRole::Recipient };
    }
    telling
}

#[test]
fn documents_that_count_the_same_are_of_one_time() {
    let told = |document, numbers: &[i64]| {
        let telling = counts(tell(document), numbers);
        telling.meeting(BOTH, None).in_words("鉱山の契約を話し合った")
    };
    let others = || [long_affair("D8", "2025-01-02"), long_affair("D9", "2025-09-02")];
    let of = |numbers: &[i64]| {
        let [first, last] = others();
        sizes(EventType::Meet, [told("D1", &[40, 77, 160]), told("D2", numbers), first, last])
    };
    assert_eq!(of(&[40, 77, 160]), [2]);
    assert_eq!(of(&[40, 78, 161]), [1, 1], "one number is background");
}

#[test]
fn news_that_a_dated_report_tells_too_places_a_document() {
    let dated = || {
        let telling = long_affair("D1", "2025-05-20").meeting(BOTH, Some("2025-05-19"));
        demand(telling, BOTH[0], "港湾の使用料を下げるよう求めた")
    };
    let undated = |day| {
        let telling = tell("D2").meeting(BOTH, Some(day));
        demand(telling, BOTH[0], "使用料の引き下げと港湾の開放を求めた")
    };
    let of = |day| {
        let far = [long_affair("D8", "2025-01-02"), long_affair("D9", "2025-09-02")];
        let [first, last] = far;
        sizes(EventType::Demand, [dated(), undated(day), first, last])
    };
    assert_eq!(of("XXXX-XX-19"), [2]);
    assert_eq!(of("XXXX-XX-12"), [1, 1], "news of another day");
}

#[test]
fn a_moment_told_by_two_clocks_is_of_either_day() {
    let met = |document, day: &str| tell(document).meeting(BOTH, Some(day));
    let both = |document, gap| {
        let telling = dates(tell(document), "16日", "XXXX-XX-16", 2);
        let telling = dates(telling, "17日", "XXXX-XX-17", gap);
        telling.meeting(BOTH, Some("XXXX-XX-16"))
    };
    let here = || met("D1", "XXXX-XX-16");
    let home = || met("D3", "XXXX-XX-17");
    assert_eq!(sizes(EventType::Meet, [here(), home()]), [1, 1]);
    assert_eq!(sizes(EventType::Meet, [here(), both("D2", 5), home()]), [3]);
    assert_eq!(sizes(EventType::Meet, [here(), both("D2", 30), home()]), [2, 1]);
}

#[test]
fn whom_the_shorter_list_leaves_out_is_named_beside_it() {
    let day = Some("2025-03-04");
    let alone = |words| {
        let telling = tell("D2").meeting(&BOTH[..1], day).in_words(words);
        let phrase = telling.reading.events[0].evidence[0].clone();
        (telling, phrase)
    };
    let (mut named, mut phrase) = alone("南国との会談");
    phrase.end = phrase.start + 2;
    phrase.text = "南国".into();
    named.reading.entities.last_mut().expect("a country").evidence.push(phrase);
    let first = || tell("D1").meeting(BOTH, day);
    assert_eq!(sizes(EventType::Meet, [first(), named]), [2]);
    assert_eq!(sizes(EventType::Meet, [first(), alone("南国との会談").0]), [1, 1]);
}

#[test]
fn who_stands_between_two_does_so_for_the_whole_affair() {
    let between = |document: &str, day| tell(document).event(EventType::Mediate, &BOTH[..1], day);
    assert_eq!(sizes(EventType::Mediate, [between("D1", None), between("D2", None)]), [2]);
    let (march, june) = (Some("2025-03-04"), Some("2025-06-04"));
    assert_eq!(sizes(EventType::Mediate, [between("D1", march), between("D2", june)]), [1, 1]);
}

#[test]
fn a_measure_that_everybody_knows_by_one_word_is_one() {
    let measure = |document: &str, word: &str| {
        let mut telling = tell(document).event(EventType::Sanction, &["北国"], None);
        telling.reading.events[0].trigger.text = word.into();
        telling
    };
    let of = |word| sizes(EventType::Sanction, [measure("D1", "輸出規制"), measure("D2", word)]);
    assert_eq!(of("輸出規制"), [2]);
    assert_eq!(of("入港禁止"), [1, 1]);
    assert_eq!(sizes(EventType::Sanction, [measure("D1", "制裁"), measure("D2", "制裁")]), [1, 1]);
}

#[test]
fn the_length_of_the_meeting_that_is_news_places_a_document_and_that_of_an_earlier_one_does_not() {
    let news = |document| tell(document).meeting(BOTH, None).lasted("PT50M");
    let later = |document| {
        let telling = tell(document).event(EventType::Visit, &BOTH[..1], None).at("中港");
        telling.meeting(BOTH, None).lasted("PT50M")
    };
    let asks = |telling, words| demand(telling, BOTH[0], words);
    let of = |second: Telling| {
        let first = asks(news("D1"), "港湾の使用料を下げるよう求めた");
        let second = asks(second, "使用料の引き下げと港湾の開放を求めた");
        let far = [long_affair("D8", "2025-01-02"), long_affair("D9", "2025-09-02")];
        let [a, b] = far;
        sizes(EventType::Demand, [first, second, a, b])
    };
    assert_eq!(of(news("D2")), [2]);
    assert_eq!(of(later("D2")), [1, 1]);
}

#[test]
fn a_vote_of_one_day_at_one_place_is_one_by_any_word() {
    let vote = |document: &str, word: &str, place: &str| {
        let telling = tell(document).entity(keii_model::EntityType::Place, place, &[]);
        let mut telling = telling.event(EventType::Appoint, &[], Some("2025-03-04")).at(place);
        telling.reading.events[0].trigger.text = word.into();
        telling
    };
    let of = |place| {
        let tellings = [vote("D1", "投票", "中港"), vote("D2", "追加選挙", place)];
        sizes(EventType::Appoint, tellings)
    };
    assert_eq!(of("中港"), [2]);
    assert_eq!(of("岬"), [1, 1]);
}

#[test]
fn the_next_meeting_is_not_the_one_that_was_held() {
    let held = |document: &str, day: &str| {
        let telling =
            tell(document).published(day).entity(keii_model::EntityType::Place, "中港", &[]);
        let telling = telling.key("place:middle").meeting(BOTH, Some("2025-03-04")).at("中港");
        telling.in_words("漁業協定を話し合った")
    };
    let again = |telling: Telling| {
        let telling = telling.meeting(BOTH, None).at("中港").in_words("漁業協定で再び会う");
        telling.status(Status::Agreed)
    };
    let home = tell("D2").entity(keii_model::EntityType::Place, "岬", &[]).key("place:cape");
    let home = home.published("2025-03-05").meeting(BOTH, None).at("岬");
    let ledger = ledger([held("D1", "2025-03-05"), again(home)]);
    let plan = ledger.events().find(|event| event.mentions.contains(&"D2.M2".into()));
    assert_eq!(plan.expect("the plan").mentions.len(), 1);
}

#[test]
fn a_war_that_nobody_is_told_to_wage_is_the_only_one_of_the_story() {
    let war = |document, names: &[&str]| tell(document).event(EventType::War, names, None);
    assert_eq!(sizes(EventType::War, [war("D1", BOTH), war("D2", &[])]), [2]);
    let several = [war("D1", &BOTH[..1]), war("D2", &[]), war("D3", &BOTH[1..])];
    assert_eq!(sizes(EventType::War, several), [1, 1, 1], "nobody knows which is meant");
    let dated = tell("D2").event(EventType::War, &[], Some("2011-03"));
    let apart = [tell("D1").event(EventType::War, BOTH, Some("2025-03")), dated];
    assert_eq!(sizes(EventType::War, apart), [1, 1], "another year, another war");
}

#[test]
fn wars_on_one_ground_are_one_whoever_is_told_to_wage_them() {
    let war = |document, names: &[&str], place: &str| {
        let telling = tell(document).entity(EntityType::Place, place, &[]).key(place);
        telling.event(EventType::War, names, None).at(place)
    };
    let told = |other| [war("D1", &BOTH[..1], "北谷"), war("D2", &BOTH[1..], other)];
    assert_eq!(sizes(EventType::War, told("北谷")), [2]);
    assert_eq!(sizes(EventType::War, told("南谷")), [1, 1]);
}

#[test]
fn leads_that_tell_the_same_news_are_of_one_time() {
    let told = |document, day| {
        let telling = tell(document).event(EventType::Speak, &BOTH[..1], Some(day));
        demand(telling, BOTH[0], "港湾の使用料を下げるよう求めた")
    };
    let of = |day| {
        let far = [long_affair("D8", "2025-01-02"), long_affair("D9", "2025-09-02")];
        let [first, last] = far;
        let all = [told("D1", "XXXX-XX-19"), told("D2", day), first, last];
        sizes(EventType::Demand, all)
    };
    assert_eq!(of("XXXX-XX-19"), [2]);
    assert_eq!(of("XXXX-XX-12"), [1, 1], "news of another day");
}
