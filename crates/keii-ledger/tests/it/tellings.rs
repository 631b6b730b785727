//! What stands between two tellings of one thing: finer values, excerpts, figures, spellings.

use keii_ledger::{Elsewhere, Ledger, Sources, build_one, news};
use keii_model::{
    Attribute, AttributionType, Change, Correction, Edtf, EntityType, EventLevel, EventType,
    Factuality, Id, Modality, NamingKind, Number, OfficeLevel, Quantity, Verdict,
};

use crate::telling::{Telling, ledger};

const BOTH: &[&str] = &["アンナ・ベルク", "ヨハン・タール"];

fn tell(document: &str) -> Telling {
    let telling = Telling::new(document).person("アンナ・ベルク").person("ヨハン・タール");
    telling.entity(EntityType::Place, "北港", &[])
}

/// The verdicts on an attribute, each with its documents, in order.
fn verdicts(ledger: &Ledger, attribute: Attribute) -> Vec<(Verdict, Vec<String>)> {
    let wanted = ledger.comparisons().filter(|one| one.attribute == attribute);
    let mut told: Vec<(Verdict, Vec<String>)> = wanted
        .map(|one| {
            let documents = one.values.iter().map(|value| value.document.to_string());
            (one.verdict, documents.collect())
        })
        .collect();
    told.sort();
    told
}

/// Of tellings that are known to belong to one story.
fn of_one<const N: usize>(tellings: [Telling; N]) -> Ledger {
    build_one(tellings.map(|one| one.reading).to_vec(), &[], Elsewhere::default())
}

fn among(verdict: Verdict, documents: &[&str]) -> (Verdict, Vec<String>) {
    (verdict, documents.iter().map(|&document| document.to_owned()).collect())
}

#[test]
fn each_verdict_names_the_documents_among_which_it_holds() {
    let met = |document: &str, time, words: &str| {
        tell(document).meeting(BOTH, Some(time)).when(words).at("北港")
    };
    let day = "2025-03-04";
    let three = [met("D1", day, "4日"), met("D2", "2025-03", "3月"), met("D3", day, "3月4日")];
    let agree = among(Verdict::Agree, &["D1", "D3"]);
    let finer = among(Verdict::Precision, &["D1", "D2", "D3"]);
    assert_eq!(verdicts(&ledger(three), Attribute::Time), [agree, finer]);
}

#[test]
fn a_day_whose_month_is_not_told_is_not_coarser() {
    let met = |document: &str, time, words: &str| {
        tell(document).meeting(BOTH, Some(time)).when(words).at("北港").lasted("PT3H")
    };
    let two = ledger([met("D1", "2025-03-04", "3月4日"), met("D2", "XXXX-XX-04", "4日")]);
    assert_eq!(verdicts(&two, Attribute::Time), [among(Verdict::Agree, &["D1", "D2"])]);
}

#[test]
fn a_length_that_one_telling_has_alone_is_shown_as_such() {
    let met = |document: &str| tell(document).meeting(BOTH, Some("2025-03-04")).at("北港");
    let long = met("D1").lasted("PT3H").length_in_words("3時間", false);
    let two = ledger([long, met("D2")]);
    assert_eq!(verdicts(&two, Attribute::Duration), [among(Verdict::SingleSource, &["D1"])]);
    let about = met("D1").lasted("PT3H").length_in_words("約3時間", true);
    let exact = met("D2").lasted("PT3H").length_in_words("3時間", false);
    let two = ledger([about, exact]);
    assert_eq!(verdicts(&two, Attribute::Duration), [among(Verdict::Precision, &["D1", "D2"])]);
}

fn said_by(speaker: &str, document: &str, words: &str) -> Telling {
    tell(document).meeting(BOTH, Some("2025-03-04")).says(speaker, words)
}

#[test]
fn an_excerpt_is_the_same_utterance() {
    let says = |document: &str, words: &str| said_by("アンナ・ベルク", document, words);
    let whole = "港の扱いで双方の認識が一致していない、そうした点が残っております";
    let told = |other: &str| -> Vec<Verdict> {
        let two = of_one([says("D1", whole), says("D2", other)]);
        verdicts(&two, Attribute::Wording).into_iter().map(|(verdict, _)| verdict).collect()
    };
    assert_eq!(told("双方の認識が一致していない。漁はあす再開する"), [Verdict::NearQuote]);
    assert!(!told("話し合うべき点はもうない").contains(&Verdict::NearQuote));
    let name = says("D1", "ヨハン・タール南国大統領とはよく話ができた");
    let other = says("D2", "ヨハン・タール南国大統領に港を任せるつもりはない");
    let named = name.entity(EntityType::Person, "ヨハン・タール南国大統領", &[]);
    let mut named = named;
    // The name is where the quotation has it.
    let at = named.reading.attributions[0].content[0].start;
    let length = 13;
    let evidence = &mut named.reading.entities.last_mut().expect("the name").evidence[0];
    (evidence.start, evidence.end) = (at, at + length);
    let two = of_one([named, other]);
    let near = |found: &[(Verdict, Vec<String>)]| {
        found.iter().any(|(verdict, _)| *verdict == Verdict::NearQuote)
    };
    assert!(!near(&verdicts(&two, Attribute::Wording)), "only a name is shared");
}

#[test]
fn words_of_nobody_known_may_be_those_of_somebody() {
    let words = "港との話し合いを何よりも急ぐ";
    let two = of_one([said_by("アンナ・ベルク", "D1", words), said_by("だれか", "D2", words)]);
    assert!(verdicts(&two, Attribute::Wording).contains(&among(Verdict::Agree, &["D1", "D2"])));
    let two =
        of_one([said_by("アンナ・ベルク", "D1", words), said_by("ヨハン・タール", "D2", words)]);
    let found = verdicts(&two, Attribute::Wording);
    assert!(found.iter().all(|(verdict, _)| *verdict == Verdict::SingleSource), "{found:?}");
}

/// A meeting of a body at which the first asks for something, told with a call of both.
fn assembly(document: &str, level: EventLevel, speaker: &str, words: &str) -> Telling {
    let telling = tell(document).entity(EntityType::Organization, "港湾機構", &[]).key("org:x");
    let telling = telling.event(EventType::Call, BOTH, Some("2025-03-04"));
    let telling = telling.meeting(&["港湾機構", speaker], None).ranks(level).says(speaker, words);
    telling.doing(AttributionType::Indirect, Modality::Demand, Factuality::Normative)
}

#[test]
fn one_meeting_of_a_body_is_not_one_of_leaders_and_of_ministers() {
    let (ministers, leaders) = (EventLevel::Ministers, EventLevel::Leaders);
    let told = |speaker| {
        let first = assembly("D1", ministers, "アンナ・ベルク", "港の費用は港町が負うべきだ");
        of_one([first, assembly("D2", leaders, speaker, "守りの負担を分け合うべきだ")])
    };
    let two = told("アンナ・ベルク");
    assert_eq!(verdicts(&two, Attribute::Type), [among(Verdict::Conflict, &["D1", "D2"])]);
    let meetings = two.events().filter(|event| event.event_type == EventType::Meet);
    assert_eq!(meetings.count(), 1, "one of the words is wrong");
    let words = verdicts(&two, Attribute::Wording);
    assert!(words.contains(&among(Verdict::Precision, &["D1", "D2"])), "{words:?}");
    let other = verdicts(&told("ヨハン・タール"), Attribute::Type);
    assert!(other.is_empty(), "somebody else spoke at another meeting: {other:?}");
}

#[test]
fn what_was_agreed_is_told_alike_by_parties_that_are_the_same() {
    let pledge = |document, words| tell(document).agreed(BOTH, words);
    let first = || pledge("D1", "担当者に対して、さらに話し合いを進めるよう命じる");
    let told = |other| verdicts(&of_one([first(), other]), Attribute::Outcome);
    let alike = pledge("D2", "担当者に対してさらに話し合いを進めるように命じる");
    assert_eq!(told(alike), [among(Verdict::Agree, &["D1", "D2"])]);
    assert!(told(pledge("D2", "漁船を来月までに港へ返す")).is_empty());
}

fn counts(document: &str, value: Number, unit: &str) -> Telling {
    let mut telling = tell(document).meeting(BOTH, Some("2025-03-04"));
    let span = telling.span("その数");
    telling.reading.quantities.push(Quantity {
        id: Id::from(format!("{document}.Q1")),
        span,
        value: Some(value),
        unit: Some(unit.into()),
        approximate: false,
        counts: None,
        of: None,
    });
    telling
}

#[test]
fn exact_figures_agree_and_round_ones_prove_nothing() {
    let told = |value: Number, unit: &str| {
        let two = [counts("D1", value.clone(), unit), counts("D2", value, unit)];
        verdicts(&of_one(two), Attribute::Other)
    };
    let agree = || [among(Verdict::Agree, &["D1", "D2"])];
    assert_eq!(told(Number::Fraction(27.5), "percent"), agree());
    assert_eq!(told(Number::Whole(550_000_000_000), "USD"), agree());
    assert!(told(Number::Whole(15), "percent").is_empty());
    assert!(told(Number::Whole(3000), "person").is_empty());
    assert!(told(Number::Whole(365), "day").is_empty(), "a length of time is compared as such");
    let mut other = counts("D2", Number::Fraction(27.5), "percent");
    other.reading.events.clear();
    let two = of_one([counts("D1", Number::Fraction(27.5), "percent"), other]);
    assert!(verdicts(&two, Attribute::Other).is_empty(), "they tell of nothing in common");
}

#[test]
fn a_family_name_in_letters_may_be_spelt_in_two_ways() {
    let named = |document: &str, name: &str| {
        let telling = Telling::new(document).country("北国", "country:xn").person(name);
        let telling = telling.role("財務長官", Some("北国")).level(OfficeLevel::Minister);
        telling.says(name, "港を開く日取りを決めたい")
    };
    let two = of_one([named("D1", "ベルセント"), named("D2", "ベルッセント")]);
    assert_eq!(verdicts(&two, Attribute::Name), [among(Verdict::Agree, &["D1", "D2"])]);
    let same = of_one([named("D1", "ベルセント"), named("D2", "ベルセント")]);
    assert!(verdicts(&same, Attribute::Name).is_empty());
}

#[test]
fn an_office_written_shorter_is_the_same_office() {
    let holds = |document: &str, title: &str, level| {
        let telling = Telling::new(document).country("北国", "country:xn").person("アンナ・ハルト");
        telling.role(title, Some("北国")).level(level)
    };
    let told = |a, b, level| {
        let two = of_one([holds("D1", a, level), holds("D2", b, level)]);
        let found = verdicts(&two, Attribute::Role);
        found.into_iter().map(|(verdict, _)| verdict).collect::<Vec<_>>()
    };
    let minister = OfficeLevel::Minister;
    assert_eq!(told("港湾再生担当相", "港湾再生相", minister), [Verdict::Agree]);
    assert_eq!(told("港湾再生担当大臣", "港湾再生担当相", minister), [Verdict::Agree]);
    assert!(told("外相", "外務副大臣", minister).is_empty());
    assert!(told("財務局長", "財務局員", OfficeLevel::Other).is_empty(), "offices of many");
}

#[test]
fn the_forms_of_an_organisation_are_counted() {
    let body = |document: &str, forms: &[&str]| {
        let telling = tell(document).entity(EntityType::Organization, "港湾機構", &["PHO"]);
        let mut telling = telling.key("org:pho");
        let spans: Vec<_> = forms.iter().map(|form| telling.span(form)).collect();
        telling.reading.entities.last_mut().expect("the body").evidence = spans;
        telling
    };
    let two = of_one([body("D1", &["港湾機構", "PHO", "PHO"]), body("D2", &["港湾機構"])]);
    let all: Vec<_> = two.namings().collect();
    let [one] = all.as_slice() else { panic!("one thing: {all:?}") };
    assert_eq!((one.kind, one.concept.as_str()), (NamingKind::Organization, "港湾機構"));
    let forms: Vec<_> = one
        .forms
        .iter()
        .map(|form| (form.form.as_str(), form.document.as_str(), form.count))
        .collect();
    assert_eq!(forms, [("PHO", "D1", 2), ("港湾機構", "D1", 1), ("港湾機構", "D2", 1)]);
    let by_one_name = of_one([body("D1", &["港湾機構"]), body("D2", &["港湾機構"])]);
    assert_eq!(by_one_name.namings().count(), 0, "all call it by one word");
}

#[test]
fn a_correction_is_news_once() {
    let readings = vec![tell("D1").meeting(BOTH, Some("2025-03-04")).reading];
    let change = Change::Date {
        document: Id::from("D1"),
        published: "2025-03-05".parse::<Edtf>().expect("a day"),
    };
    let correction = Correction {
        version: Correction::VERSION,
        number: 1,
        given: "2025-11-23T00:00:00Z".into(),
        by: None,
        reason: None,
        change,
    };
    let before = keii_ledger::build(readings.clone());
    let sources = Sources { readings, corrections: vec![correction] };
    let after = keii_ledger::build(sources);
    let found = news(&before, &after);
    assert_eq!(found.corrections.iter().map(|one| one.correction.number).collect::<Vec<_>>(), [1]);
    assert!(found.is_empty(), "the documents tell nothing new");
    assert!(news(&after, &after).corrections.is_empty());
}

#[test]
fn topics_are_one_where_they_name_the_same_and_one_that_came_up_for_one_alone_is_a_conflict() {
    let met = |document: &str, words: &str, raised| {
        let telling = tell(document).entity(EntityType::Organization, "港湾機構", &[]).key("org:x");
        telling.meeting(BOTH, Some("2025-03-04")).about(words, raised)
    };
    let found = |words: &str, raised| {
        let two = of_one([met("D1", "漁業の割当", true), met("D2", words, raised)]);
        verdicts(&two, Attribute::Topic)
    };
    assert_eq!(found("漁業の割当て", true), [among(Verdict::Agree, &["D1", "D2"])]);
    assert_eq!(found("漁業の割当", false), [among(Verdict::Conflict, &["D1", "D2"])]);
    let alone = found("鉱山の契約", true);
    assert!(alone.iter().all(|(verdict, _)| *verdict == Verdict::SingleSource), "{alone:?}");
}

#[test]
fn a_name_that_one_document_spells_in_two_ways_is_shown() {
    let told = |forms: &[&str]| {
        let mut telling = Telling::new("D1").entity(EntityType::Person, forms[0], &forms[1..]);
        let again = telling.span(forms[1]);
        telling.reading.entities[0].evidence.push(again);
        verdicts(&ledger([telling]), Attribute::Name)
    };
    assert_eq!(told(&["アラクチ", "アラグチ"]), [among(Verdict::WithinDocument, &["D1", "D1"])]);
    assert!(
        told(&["マルケス", "ロドリゴ"]).is_empty(),
        "a given name is no spelling of the family's"
    );
}

#[test]
fn what_one_agreement_is_about_is_compared_by_the_words_that_tell_of_it() {
    let telling = |document: &str, words: &str| {
        let telling = Telling::new(document).published("2025-03-05");
        let telling = telling.country("北国", "country:xn").country("南国", "country:xs");
        let day = Some("2025-03-04");
        telling.event(EventType::Agree, &["北国", "南国"], day).by("一致").in_words(words)
    };
    let outcomes = |words| {
        let ledger =
            ledger([telling("D1", "漁業の協議を進めるよう指示することで"), telling("D2", words)]);
        let found = ledger.comparisons().filter(|one| one.attribute == Attribute::Outcome);
        found.map(|one| one.verdict).collect::<Vec<_>>()
    };
    assert_eq!(outcomes("漁業の協議の推進を指示する方針で"), [Verdict::Agree]);
    assert!(outcomes("港の使用料を来年から下げることで").is_empty());
}
