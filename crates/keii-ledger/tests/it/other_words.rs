//! One thing in other words: titles, pledges told shorter, claims that are denied.

use keii_ledger::{Elsewhere, Ledger, build_one};
use keii_model::{
    Attribute, AttributionType, Comparison, EntityType, EventType, Modality, OfficeLevel, Verdict,
};

use crate::telling::Telling;

const BOTH: &[&str] = &["アンナ・ベルク", "ヨハン・タール"];

fn tell(document: &str) -> Telling {
    Telling::new(document).person("アンナ・ベルク").person("ヨハン・タール")
}

/// Of tellings that are known to belong to one story.
fn of_one<const N: usize>(tellings: [Telling; N]) -> Ledger {
    build_one(tellings.map(|one| one.reading).to_vec(), &[], Elsewhere::default())
}

/// The verdicts on an attribute, each with its values.
fn told<const N: usize>(
    tellings: [Telling; N],
    attribute: Attribute,
) -> Vec<(Verdict, Vec<String>)> {
    let ledger = of_one(tellings);
    let words = |one: &Comparison| {
        let mut words: Vec<String> = one.values.iter().map(|it| it.span.text.clone()).collect();
        words.sort();
        (one.verdict, words)
    };
    let wanted = ledger.comparisons().filter(|one| one.attribute == attribute);
    let mut all: Vec<_> = wanted.map(words).collect();
    all.sort();
    all
}

fn alike(verdict: Verdict, words: &[&str]) -> (Verdict, Vec<String>) {
    (verdict, words.iter().map(|&word| word.to_owned()).collect())
}

#[test]
fn an_office_that_changed_hides_no_title_that_is_told_alike() {
    let holds = |document: &str, title: &str| {
        let telling = Telling::new(document).country("北国", "country:xn").person("アンナ・ハルト");
        telling.role(title, Some("北国")).level(OfficeLevel::HeadOfGovernment)
    };
    let now = |document| holds(document, "首相");
    let alone = alike(Verdict::Agree, &["首相", "首相"]);
    let three = [now("D1"), now("D2"), holds("D3", "前首相")];
    assert_eq!(told(three, Attribute::Role), [alone]);
    let chief = |document, title| {
        Telling::new(document).person("アンナ・ハルト").role(title, Some("北国電機"))
    };
    let two = [chief("D1", "取締役"), chief("D2", "前代表取締役")];
    assert_eq!(told(two, Attribute::Role), [], "another office");
    let other = alike(Verdict::Agree, &["総理", "首相"]);
    assert_eq!(told([now("D1"), holds("D2", "総理")], Attribute::Role), [other]);
}

/// A document that tells of an agreement in a phrase that holds what was agreed.
fn agreed(document: &str, words: &str) -> Telling {
    let telling = tell(document).event(EventType::Agree, BOTH, Some("2025-03-04"));
    let mut telling = telling.agreed(BOTH, words);
    let content = telling.reading.commitments[0].content.clone();
    telling.reading.events[0].evidence.push(content);
    telling
}

#[test]
fn what_was_agreed_may_be_told_with_less_around_it() {
    let long = || agreed("D1", "来月1日の午前0時からの無条件の漁の停止");
    let outcome = |short| told([long(), agreed("D2", short)], Attribute::Outcome);
    let both =
        alike(Verdict::Agree, &["来月1日の午前0時からの無条件の漁の停止", "無条件での漁の停止"]);
    assert_eq!(outcome("無条件での漁の停止"), [both]);
    assert_eq!(outcome("2日の午前0時からの漁の停止"), [], "another day");
    assert_eq!(outcome("使われていない港の再開"), []);
}

#[test]
fn what_three_documents_say_alike_is_one_line() {
    let says = |document: &str, words: &str| tell(document).says("アンナ・ベルク", words);
    let words = "港の話し合いは長く、実りある対話だった";
    let same = [says("D1", words), says("D2", words), says("D3", words)];
    assert_eq!(told(same, Attribute::Wording), [alike(Verdict::Agree, &[words; 3])]);
    let near = "港の話し合いは長くて実りの多い対話だった";
    let other = [says("D1", words), says("D2", words), says("D3", near)];
    let all = alike(Verdict::NearQuote, &[words, words, near]);
    assert_eq!(told(other, Attribute::Wording), [alike(Verdict::Agree, &[words; 2]), all]);
}

#[test]
fn what_is_said_of_another_day_is_another_statement() {
    let says = |document: &str, published: &str, words: &str| {
        let mut telling = tell(document).published(published).says("アンナ・ベルク", words);
        telling.reading.attributions[0].attribution_type = AttributionType::Indirect;
        telling
    };
    let first = || says("D1", "2025-03-04", "嵐は4日午前6時に北港の東の海にある");
    let alike = |published, words| {
        let all = told([first(), says("D2", published, words)], Attribute::Wording);
        all.iter().filter(|(verdict, _)| *verdict != Verdict::SingleSource).count()
    };
    assert_eq!(alike("2025-03-04", "嵐は4日午前6時に北港の東方の海にある"), 1);
    assert_eq!(alike("2025-03-05", "嵐は5日午後9時に北港の東の海にある"), 0, "of another hour");
    assert_eq!(alike("2025-04-20", "嵐は4日午前6時に北港の東方の海にある"), 0, "weeks later");
}

#[test]
fn a_group_that_all_call_by_one_word_is_the_same_party() {
    let struck = |document: &str| {
        let telling = tell(document).entity(EntityType::Group, "港湾労組", &[]);
        let parties = &["アンナ・ベルク", "港湾労組"];
        let mut telling = telling.event(EventType::Protest, parties, Some("2025-03-04"));
        let place = telling.span("港湾労組");
        telling.reading.events[0].participants[1].span = Some(place);
        telling
    };
    let two = told([struck("D1"), struck("D2")], Attribute::Participants);
    assert_eq!(two, [alike(Verdict::Agree, &["港湾労組"; 2])]);
}

#[test]
fn a_claim_stands_beside_its_denial() {
    let claim = |denied: Modality| {
        let mut telling = tell("D1")
            .says("アンナ・ベルク", "北港で船を沈めた")
            .says("ヨハン・タール", "北港で船を沈めた");
        let place = telling.reading.attributions[0].content[0].clone();
        let cue = telling.span("を否定した");
        let denial = &mut telling.reading.attributions[1];
        denial.content[0] = place;
        denial.modality = Some(denied);
        denial.cue = Some(cue);
        told([telling], Attribute::Status)
    };
    let both = alike(Verdict::WithinDocument, &["を否定した", "北港で船を沈めた"]);
    assert_eq!(claim(Modality::Deny), [both]);
    assert_eq!(claim(Modality::Assert), [], "both say so");
}
