//! What several documents tell of one thing.

use keii_ledger::Ledger;
use keii_model::{
    Attribute, AttributionType, EntityType, EventLevel, EventType, Factuality, Modality,
    OutcomeEnd, Status, Verdict,
};

use crate::telling::{Telling, ledger};

const BOTH: &[&str] = &["アンナ・ベルク", "ヨハン・タール"];

fn tell(document: &str) -> Telling {
    let telling = Telling::new(document).person("アンナ・ベルク").person("ヨハン・タール");
    telling.entity(EntityType::Place, "北港", &[]).entity(EntityType::Place, "北港市庁舎", &[])
}

/// The verdicts on an attribute, with what is told of independence and the values.
fn verdicts(
    ledger: &Ledger,
    attribute: Attribute,
) -> Vec<(Verdict, Option<bool>, Vec<Option<String>>)> {
    let wanted = ledger.comparisons().filter(|one| one.attribute == attribute);
    let told = wanted.map(|one| {
        let values = one.values.iter().map(|value| value.value.clone()).collect();
        (one.verdict, one.independent, values)
    });
    told.collect()
}

fn verdict<const N: usize>(tellings: [Telling; N], attribute: Attribute) -> Vec<Verdict> {
    verdicts(&ledger(tellings), attribute).into_iter().map(|(verdict, ..)| verdict).collect()
}

fn value(value: &str) -> Option<String> {
    Some(value.to_owned())
}

#[test]
fn a_day_within_a_month_is_finer_and_no_conflict() {
    let met = |document: &str, time, words: &str| {
        tell(document).meeting(BOTH, Some(time)).when(words).at("北港")
    };
    let two = ledger([met("D1", "2025-03-04", "3月4日"), met("D2", "2025-03", "3月")]);
    assert_eq!(
        verdicts(&two, Attribute::Time),
        [(Verdict::Precision, Some(true), vec![value("2025-03-04"), value("2025-03")])]
    );
    let same = [met("D1", "2025-03-04", "4日"), met("D2", "2025-03-04", "先月4日")];
    assert_eq!(verdict(same, Attribute::Time), [Verdict::Agree]);
}

#[test]
fn lengths_are_compared_by_the_clock() {
    let met = |document: &str, length: &str, about| {
        let telling = tell(document).meeting(BOTH, Some("2025-03-04")).lasted(length);
        telling.length_in_words("その長さ", about)
    };
    let told = |other, about| {
        verdict([met("D1", "PT90M", about), met("D2", other, about)], Attribute::Duration)
    };
    assert_eq!(told("PT1H30M", false), [Verdict::Agree]);
    assert_eq!(told("PT100M", true), [Verdict::Precision], "about an hour and a half");
    assert_eq!(told("PT100M", false), [Verdict::Conflict]);
    assert_eq!(told("PT3H", true), [Verdict::Conflict]);
}

#[test]
fn one_more_name_is_no_conflict() {
    let ledger = ledger([
        tell("D1").meeting(BOTH, Some("2025-03-04")),
        tell("D2")
            .person("ルーカス・ハル")
            .meeting(&["アンナ・ベルク", "ヨハン・タール", "ルーカス・ハル"], Some("2025-03-04")),
    ]);
    assert!(verdicts(&ledger, Attribute::Participants).is_empty(), "no words tell who");
    assert!(ledger.comparisons().all(|one| one.verdict != Verdict::Conflict));
}

#[test]
fn who_meets_by_the_word_for_it_may_conflict() {
    let met = |document: &str, level| tell(document).meeting(BOTH, Some("2025-03-04")).ranks(level);
    let (leaders, ministers) = (EventLevel::Leaders, EventLevel::Ministers);
    let two = [met("D1", leaders), met("D2", ministers)];
    assert_eq!(verdict(two, Attribute::Type), [Verdict::Conflict]);
    assert!(verdict([met("D1", leaders), met("D2", leaders)], Attribute::Type).is_empty());
    let other = tell("D2").person("ルーカス・ハル");
    let names = ["アンナ・ベルク", "ヨハン・タール", "ルーカス・ハル"];
    let other = other.meeting(&names, Some("2025-03-04")).ranks(ministers);
    let two = ledger([met("D1", leaders), other]);
    assert_eq!(two.events().count(), 2, "other people of other rank held another meeting");
}

#[test]
fn who_credits_one_source_is_one_source() {
    let met = |document: &str| tell(document).meeting(BOTH, Some("2025-03-04")).when("4日");
    let independent = |tellings| {
        let found = verdicts(&ledger::<3>(tellings), Attribute::Time);
        found.into_iter().map(|(_, independent, _)| independent).collect::<Vec<_>>()
    };
    let credits = |document: &str| met(document).credits("wire.example");
    assert_eq!(independent([met("D1"), met("D2"), met("D3")]), [Some(true)]);
    assert_eq!(independent([met("D1"), credits("D2"), credits("D3")]), [Some(true)]);
    assert_eq!(independent([credits("D1"), credits("D2"), credits("D3")]), [Some(false)]);
    let of_paper = |document: &str| met(document).publisher("架空新聞");
    assert_eq!(independent([of_paper("D1"), of_paper("D2"), of_paper("D3")]), [Some(false)]);
    assert_eq!(independent([of_paper("D1"), of_paper("D2"), met("D3")]), [Some(true)]);
    let bridge = credits("D2").credits("paper.example");
    let linked = [credits("D1"), bridge, met("D3").credits("paper.example")];
    assert_eq!(independent(linked), [Some(false)], "linked over the second");
}

#[test]
fn nearly_the_same_words_of_one_speaker_are_one_utterance() {
    let says = |document: &str, words| tell(document).says("アンナ・ベルク", words);
    let told = |words| {
        verdict(
            [says("D1", "港の話し合いは長く、実りある対話だった"), says("D2", words)],
            Attribute::Wording,
        )
    };
    assert_eq!(told("港の話し合いは長く、実りある対話だった"), [Verdict::Agree]);
    assert_eq!(told("港の話し合いは長くて実りの多い対話だった"), [Verdict::NearQuote]);
    assert!(told("漁の取り決めはまだ何も固まっていない").is_empty());
    let other = tell("D2").says("ヨハン・タール", "港の話し合いは長く、実りある対話だった");
    let two = [says("D1", "港の話し合いは長く、実りある対話だった"), other];
    assert!(verdict(two, Attribute::Wording).is_empty(), "somebody else said it");
}

#[test]
fn spellings_and_offices_of_one_person_stand_side_by_side() {
    let named = |document: &str, name, title| {
        Telling::new(document).country("北国", "country:xn").person(name).role(title, Some("北国"))
    };
    let two = ledger([
        named("D1", "アンドレー・ハルト", "特使"),
        named("D2", "アンドレ・ハルト", "港湾担当特使"),
    ]);
    let values = vec![value("アンドレー・ハルト"), value("アンドレ・ハルト")];
    assert_eq!(verdicts(&two, Attribute::Name), [(Verdict::Agree, Some(true), values)]);
    let values = vec![value("特使"), value("港湾担当特使")];
    assert_eq!(verdicts(&two, Attribute::Role), [(Verdict::Precision, Some(true), values)]);
    let mut office = named("D1", "アンドレ・ハルト", "特使");
    let words = office.span("北国特使");
    office.reading.entities[1].evidence.insert(0, words);
    let two = [office, named("D2", "アンドレ・ハルト", "特使")];
    assert!(verdict(two, Attribute::Name).is_empty(), "an office is no spelling");
    let former = [named("D1", "アンナ・ハルト", "特使"), named("D2", "アンナ・ハルト", "元特使")];
    assert!(verdict(former, Attribute::Role).is_empty(), "a former office is not the finer one");
    let promoted = [named("D1", "アンナ・ハルト", "外相"), named("D2", "アンナ・ハルト", "首相")];
    assert!(verdict(promoted, Attribute::Role).is_empty(), "an office may have changed");
}

#[test]
fn what_one_alone_tells_is_told_of_those_who_tell_the_same_story() {
    let both = |document: &str| tell(document).meeting(BOTH, Some("2025-03-04"));
    let visit = |telling: Telling| {
        let telling = telling.event(EventType::Visit, &BOTH[..1], None).status(Status::Planned);
        telling.says("ヨハン・タール", "次は北港で会いたい")
    };
    let two = ledger([visit(both("D1")), both("D2")]);
    let alone = |attribute| verdicts(&two, attribute);
    let planned = (Verdict::SingleSource, None, vec![value("planned")]);
    assert_eq!(alone(Attribute::Status), [planned]);
    assert_eq!(alone(Attribute::Wording), [(Verdict::SingleSource, None, vec![None])]);
    let stranger = ledger([visit(tell("D1")), both("D2")]);
    assert_eq!(stranger.comparisons().count(), 0, "nobody else tells this story");
}

#[test]
fn evidence_of_a_comparison_is_its_words() {
    let met = |document: &str| tell(document).meeting(BOTH, Some("2025-03-04")).when("4日");
    let ledger = ledger([met("D1"), met("D2")]);
    let time = ledger.comparisons().find(|one| one.attribute == Attribute::Time).expect("told");
    let words: Vec<&str> =
        ledger.evidence(&time.id).iter().map(|span| span.text.as_str()).collect();
    assert_eq!(words, ["4日", "4日"]);
}

#[test]
fn officials_may_be_ministers_and_leaders_are_neither() {
    let met = |document: &str, level| tell(document).meeting(BOTH, Some("2025-03-04")).ranks(level);
    let told = |one, other| verdict([met("D1", one), met("D2", other)], Attribute::Type);
    assert!(told(EventLevel::Ministers, EventLevel::Officials).is_empty());
    assert_eq!(told(EventLevel::Leaders, EventLevel::Officials), [Verdict::Conflict]);
    assert_eq!(told(EventLevel::Ministers, EventLevel::Working), [Verdict::Conflict]);
}

#[test]
fn evaluations_that_differ_are_framing_and_never_a_conflict() {
    let held = |document: &str, words| {
        let telling = tell(document).meeting(BOTH, Some("2025-03-04"));
        let (opinion, how) = (Factuality::Opinion, AttributionType::Indirect);
        telling.says("アンナ・ベルク", words).doing(how, Modality::Evaluate, opinion)
    };
    let told = |one, other| verdict([held("D1", one), held("D2", other)], Attribute::Evaluation);
    assert_eq!(told("会談は大きな成功だった", "会談は時間の無駄に終わった"), [Verdict::Framing]);
    let same = told("会談は大きな成功だったといえる", "会談は大きな成功だったといえる");
    assert!(!same.contains(&Verdict::Framing), "one and the same evaluation: {same:?}");
}

#[test]
fn a_denial_never_agrees_with_what_it_denies() {
    let says = |document: &str, words, modality, sure| {
        let telling = tell(document).says("アンナ・ベルク", words);
        telling.doing(AttributionType::Indirect, modality, sure)
    };
    let yes = |document| {
        says(document, "港を開く取り決めに署名した", Modality::Assert, Factuality::Certain)
    };
    let no = says("D2", "港を開く取り決めに署名していない", Modality::Deny, Factuality::CertainNot);
    assert_eq!(verdict([yes("D1"), yes("D2")], Attribute::Wording), [Verdict::Agree]);
    assert!(verdict([yes("D1"), no], Attribute::Wording).is_empty());
}

#[test]
fn ends_agree_only_where_they_are_one() {
    let ended = |document: &str, end, words: &str| {
        tell(document).meeting(BOTH, Some("2025-03-04")).ended(end, words)
    };
    let told = |one: (OutcomeEnd, &str), other: (OutcomeEnd, &str)| {
        let tellings = [ended("D1", one.0, one.1), ended("D2", other.0, other.1)];
        verdict(tellings, Attribute::Outcome)
    };
    let (agreed, nothing) = (OutcomeEnd::Agreed, OutcomeEnd::Nothing);
    let port = (agreed, "港を開くことで合意した");
    assert_eq!(told(port, (agreed, "港を再び開くことで合意した")), [Verdict::Agree]);
    assert!(told(port, (agreed, "漁船を返すと約束を交わした")).is_empty(), "another thing");
    let talks = (agreed, "それぞれ協議に入ることで一致した");
    assert!(told(talks, (agreed, "漁を始めることで一致した")).is_empty(), "they only end alike");
    assert!(told(port, (nothing, "港を開くことで合意しなかった")).is_empty(), "the contrary");
}

#[test]
fn what_the_writer_calls_agreed_and_a_party_only_intends_stands_side_by_side() {
    let told = |modality| {
        let met = tell("D1").meeting(BOTH, None).status(Status::Agreed).in_words("会談で合意した");
        let mut telling = met.says("アンナ・ベルク", "会談する意向");
        let said = &mut telling.reading.attributions[0];
        said.modality = Some(modality);
        let words = said.content[0].clone();
        telling.reading.events[0].evidence.push(words);
        verdict([telling], Attribute::Status)
    };
    assert_eq!(told(Modality::Plan), [Verdict::WithinDocument]);
    assert!(told(Modality::Assert).is_empty());
}

#[test]
fn what_is_agreed_is_also_planned_but_not_called_off() {
    let told = |status, also| {
        let telling = tell("D1").meeting(BOTH, None).status(status);
        verdict([telling.also(also, "後の言葉")], Attribute::Status)
    };
    assert!(told(Status::Agreed, Status::Planned).is_empty());
    assert_eq!(told(Status::Ongoing, Status::Postponed), [Verdict::WithinDocument]);
}

#[test]
fn one_meeting_told_with_two_days_is_shown_and_never_joined() {
    let all = &["アンナ・ベルク", "ヨハン・タール", "ルーカス・ハル"];
    let met = |document: &str, day: &str, words: &str, published: &str| {
        let telling = tell(document).person("ルーカス・ハル").published(published);
        telling.meeting(all, Some(day)).when(words).at("北港")
    };
    let told = |other: &str, published: &str| {
        let first = met("D1", "2025-03-04", "4日", "2025-03-07");
        let two = ledger([first, met("D2", other, "5日", published)]);
        let found: Vec<_> = two
            .comparisons()
            .filter(|one| one.attribute == Attribute::Time)
            .map(|one| (one.verdict, one.other.is_some()))
            .collect();
        (two.events().count(), found)
    };
    assert_eq!(told("2025-03-05", "2025-03-07"), (2, vec![(Verdict::Conflict, true)]));
    assert_eq!(told("2025-03-06", "2025-03-07"), (2, vec![]), "two days later is another meeting");
    assert_eq!(told("2025-03-05", "2025-03-05"), (2, vec![]), "it may be about the second day");
}

#[test]
fn what_one_has_ahead_another_tells_as_held() {
    let told = |first, second| {
        let met =
            |document, status| tell(document).meeting(BOTH, Some("2025-03-04")).status(status);
        verdict([met("D1", first), met("D2", second)], Attribute::Status)
    };
    assert_eq!(told(Status::Planned, Status::Held), [Verdict::Precision]);
    assert_eq!(told(Status::Held, Status::Held), [], "that is nothing to be told");
    assert_eq!(told(Status::Planned, Status::Agreed), [], "both have it ahead");
    assert_eq!(told(Status::Ongoing, Status::Held), [], "a war that goes on was waged");
    assert_eq!(told(Status::Agreed, Status::Ongoing), [Verdict::Precision]);
    assert_eq!(told(Status::Planned, Status::Cancelled), [], "the history tells in which order");
}
