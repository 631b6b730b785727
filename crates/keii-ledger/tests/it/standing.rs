//! Where a story stands: channels, commitments, positions, open questions.

use keii_ledger::Ledger;
use keii_ledger::standing::Standing;
use keii_ledger::standing::channel::Place;
use keii_ledger::standing::position::Stance;
use keii_model::{EntityType, EventLevel, EventType, Id, Modality, OfficeLevel, Status};

use crate::telling::{Telling, ledger};

/// A telling in which two countries with a leader and a minister each are named.
fn telling(document: &str, day: &str) -> Telling {
    let telling = Telling::new(document).published(day);
    let telling = telling.country("北国", "country:xn").country("南国", "country:xs");
    let telling = telling.person("アンナ・ベルク").role("首相", Some("北国"));
    let telling = telling.level(OfficeLevel::HeadOfGovernment);
    let telling = telling.person("オラフ・タール").role("大統領", Some("南国"));
    let telling = telling.level(OfficeLevel::HeadOfState);
    let telling = telling.person("ヨナ・リンド").role("外相", Some("北国"));
    let telling = telling.level(OfficeLevel::Minister);
    let telling = telling.person("エマ・コルベ").role("外相", Some("南国"));
    telling.level(OfficeLevel::Minister)
}

const LEADERS: [&str; 2] = ["アンナ・ベルク", "オラフ・タール"];
const MINISTERS: [&str; 2] = ["ヨナ・リンド", "エマ・コルベ"];

fn all(ledger: &Ledger) -> Standing<'_> {
    let documents: Vec<Id> = ledger.documents().iter().map(|one| one.id.clone()).collect();
    ledger.standing(&documents)
}

/// The places of the contacts of a level, with their days.
fn places(standing: &Standing<'_>, level: EventLevel) -> Vec<(Place, Option<String>)> {
    let channel = standing.channels.iter().find(|channel| channel.level == Some(level));
    let contacts = &channel.expect("such a channel").contacts;
    let day =
        |at: usize| contacts[at].1.time.and_then(|time| Some(time.value.as_ref()?.to_string()));
    (0..contacts.len()).map(|at| (contacts[at].0, day(at))).collect()
}

/// Another affair may call somebody by the name of a country of this one.
#[test]
fn who_is_a_party_is_told_by_the_documents_of_the_story_alone() {
    let here = || {
        telling("D1", "2025-03-10")
            .meeting(&LEADERS, Some("2025-02-01"))
            .meeting(&LEADERS, Some("2025-03-04"))
            .says("アンナ・ベルク", "港を開く")
    };
    let elsewhere = Telling::new("D2").published("2005-01-10");
    let elsewhere = elsewhere.entity(EntityType::Organization, "連合体", &["北国"]);
    let elsewhere = elsewhere.person("谷川").meeting(&["連合体", "谷川"], Some("2005-01-09"));
    let alone = ledger([here()]);
    let whole = ledger([here(), elsewhere]);
    let main = |ledger: &Ledger| -> Vec<String> {
        let standing = ledger.standing(&[Id::from("D1")]);
        standing.main.iter().map(|one| one.name.any().to_owned()).collect()
    };
    assert_eq!(main(&alone), ["北国", "南国"]);
    assert_eq!(main(&whole), main(&alone));
    let parties = |ledger: &Ledger| -> Vec<String> {
        let standing = ledger.standing(&[Id::from("D1")]);
        standing.positions.iter().map(|one| one.party.name.any().to_owned()).collect()
    };
    assert_eq!(parties(&whole), parties(&alone));
}

#[test]
fn a_channel_has_a_last_contact_and_a_next() {
    let one = telling("D1", "2025-03-10")
        .meeting(&LEADERS, Some("2025-02-01"))
        .meeting(&LEADERS, Some("2025-03-04"))
        .meeting(&LEADERS, Some("2025-04-20"))
        .status(Status::Planned)
        .meeting(&MINISTERS, Some("2025-03-08"));
    let ledger = ledger([one]);
    let standing = all(&ledger);
    let day = |day: &str| Some(day.to_owned());
    assert_eq!(
        places(&standing, EventLevel::Leaders),
        [
            (Place::Last, day("2025-03-04")),
            (Place::Ahead, day("2025-04-20")),
            (Place::Earlier, day("2025-02-01")),
        ]
    );
    assert_eq!(places(&standing, EventLevel::Ministers), [(Place::Last, day("2025-03-08"))]);
    let main: Vec<&str> = standing.main.iter().map(|party| party.name.any()).collect();
    assert_eq!(main, ["北国", "南国"]);
}

#[test]
fn two_who_meet_in_passing_are_not_what_a_long_story_is_about() {
    let passing = telling("D1", "2025-03-10").meeting(&LEADERS, Some("2025-03-04"));
    let others = ["D2", "D3", "D4", "D5"].map(|document| telling(document, "2025-03-10"));
    let [two, three, four, five] = others;
    let few = ledger([passing, two, three, four]);
    assert_eq!(all(&few).main.len(), 2);
    let passing = telling("D1", "2025-03-10").meeting(&LEADERS, Some("2025-03-04"));
    let others = ["D2", "D3", "D4"].map(|document| telling(document, "2025-03-10"));
    let [two, three, four] = others;
    let many = ledger([passing, two, three, four, five]);
    assert!(all(&many).main.is_empty());
    assert_eq!(all(&many).channels.len(), 1);
}

#[test]
fn the_word_for_a_meeting_tells_its_level_where_offices_do_not() {
    let one = telling("D1", "2025-03-10")
        .meeting(&["北国", "南国"], Some("2025-03-01"))
        .ranks(EventLevel::Working)
        .meeting(&MINISTERS, Some("2025-03-04"))
        .ranks(EventLevel::Officials)
        .meeting(&["北国", "南国"], Some("2025-03-09"));
    let ledger = ledger([one]);
    let standing = all(&ledger);
    let levels: Vec<Option<EventLevel>> = standing.channels.iter().map(|one| one.level).collect();
    assert_eq!(levels, [Some(EventLevel::Ministers), Some(EventLevel::Working), None]);
}

#[test]
fn what_may_be_over_is_not_ahead() {
    let passed =
        telling("D1", "2025-03-10").meeting(&LEADERS, Some("2025-03-04")).status(Status::Planned);
    let put_off = telling("D2", "2025-03-12")
        .meeting(&MINISTERS, None)
        .at("ウィーン")
        .status(Status::Postponed)
        .event(EventType::Meet, &MINISTERS, None)
        .status(Status::Agreed);
    let ledger = ledger([passed, put_off]);
    let standing = all(&ledger);
    let places = |level| places(&standing, level).into_iter().map(|one| one.0).collect::<Vec<_>>();
    assert_eq!(places(EventLevel::Leaders), [Place::Untold]);
    assert!(!places(EventLevel::Ministers).contains(&Place::Ahead));
    assert!(places(EventLevel::Ministers).contains(&Place::Undone));
}

#[test]
fn a_plan_told_before_the_last_contact_is_not_ahead() {
    let old = telling("D1", "2025-03-01").meeting(&LEADERS, None).status(Status::Possible);
    let new = telling("D2", "2025-03-10").meeting(&LEADERS, Some("2025-03-09"));
    let newer = telling("D3", "2025-03-11").meeting(&MINISTERS, None).status(Status::Possible);
    let ledger = ledger([old, new, newer]);
    let standing = all(&ledger);
    assert_eq!(places(&standing, EventLevel::Ministers), [(Place::Ahead, None)]);
    let leaders = places(&standing, EventLevel::Leaders);
    assert!(leaders.iter().all(|one| one.0 != Place::Ahead), "{leaders:?}");
}

#[test]
fn a_commitment_that_several_report_is_one() {
    let names = ["北国", "南国"];
    let one = telling("D1", "2025-03-01").agreed(&names, "港の共同管理を再開する");
    let same = telling("D2", "2025-03-02").agreed(&names, "港の共同管理の再開");
    let copy = telling("D3", "2025-03-03").agreed(&names, "漁獲枠を半分に減らす");
    let ledger = ledger([one, same, copy]);
    let standing = all(&ledger);
    let reports: Vec<usize> = standing.commitments.iter().map(|one| one.reports.len()).collect();
    assert_eq!(reports, [1, 2]);
    assert_eq!(standing.commitments[1].independent, Some(true));
    assert_eq!(standing.commitments[0].independent, None);
}

#[test]
fn reports_that_credit_one_source_are_not_independent() {
    let names = ["北国", "南国"];
    let words = "港の共同管理を再開する";
    let one = telling("D1", "2025-03-01").agreed(&names, words).credits("wire.example");
    let two = telling("D2", "2025-03-02").agreed(&names, words).credits("wire.example");
    let ledger = ledger([one, two]);
    assert_eq!(all(&ledger).commitments[0].independent, Some(false));
}

#[test]
fn positions_belong_to_the_party_that_somebody_serves() {
    let one = telling("D1", "2025-03-10")
        .meeting(&LEADERS, Some("2025-03-09"))
        .country("西国", "country:xw")
        .person("イダ・ノルド")
        .role("外相", Some("西国"))
        .level(OfficeLevel::Minister)
        .says("ヨナ・リンド", "部隊を引き揚げよ")
        .meaning(Modality::Demand)
        .says("オラフ・タール", "駐留は受け入れない")
        .meaning(Modality::Reject)
        .says("オラフ・タール", "よい会談だった")
        .meaning(Modality::Evaluate)
        .says("イダ・ノルド", "会談を歓迎する")
        .meaning(Modality::Evaluate);
    let ledger = ledger([one]);
    let standing = all(&ledger);
    let found: Vec<(&str, bool, Vec<Stance>)> = standing
        .positions
        .iter()
        .map(|one| {
            let stances = one.positions.iter().map(|position| position.stance).collect();
            (one.party.name.any(), one.main, stances)
        })
        .collect();
    assert_eq!(
        found,
        [
            ("北国", true, vec![Stance::Demands]),
            // That a main party finds the talks good is no reaction of a third.
            ("南国", true, vec![Stance::Refuses]),
            ("西国", false, vec![Stance::Assesses]),
        ]
    );
}

#[test]
fn a_professor_speaks_for_nobody() {
    let one = telling("D1", "2025-03-10")
        .person("カイ・モル")
        .role("教授", Some("北国"))
        .level(OfficeLevel::Academic)
        .says("カイ・モル", "撤退すべきだ")
        .meaning(Modality::Demand);
    let ledger = ledger([one]);
    assert!(all(&ledger).positions.is_empty());
}

#[test]
fn a_later_document_tells_what_a_question_was_about() {
    let asked = telling("D1", "2025-03-01")
        .meeting(&LEADERS, Some("2025-03-20"))
        .at("ウィーン")
        .status(Status::Planned)
        .asks("会談は実現するのか", true);
    let held = telling("D2", "2025-03-21").meeting(&LEADERS, Some("2025-03-20")).at("ウィーン");
    let alone = ledger([asked]);
    assert!(all(&alone).questions[0].later.is_none());
    let asked = telling("D1", "2025-03-01")
        .meeting(&LEADERS, Some("2025-03-20"))
        .at("ウィーン")
        .status(Status::Planned)
        .asks("会談は実現するのか", true)
        .asks("費用は誰が払うのか", false);
    let both = ledger([asked, held]);
    let standing = all(&both);
    let later: Vec<Option<Status>> =
        standing.questions.iter().map(|one| one.later.map(|later| later.mention.status)).collect();
    assert_eq!(later, [Some(Status::Held), None]);
}

#[test]
fn what_was_already_told_answers_no_question() {
    let held = telling("D1", "2025-03-01").meeting(&LEADERS, Some("2025-02-20"));
    let asked = telling("D2", "2025-03-05")
        .meeting(&LEADERS, Some("2025-02-20"))
        .asks("会談は何を残したのか", true);
    let ledger = ledger([held, asked]);
    assert!(all(&ledger).questions[0].later.is_none());
}

#[test]
fn a_leader_whose_country_nobody_names_meets_by_name() {
    let at_home = || {
        let telling = telling("D1", "2025-03-05").person("カイ・オルト").role("首相", None);
        let telling = telling.level(OfficeLevel::HeadOfGovernment);
        telling.person("ニナ・ヴァル")
    };
    let sides = |telling: Telling| -> Vec<Vec<String>> {
        let ledger = ledger([telling]);
        let standing = all(&ledger);
        let names = |channel: &keii_ledger::standing::channel::Channel<'_>| {
            channel.parties.iter().map(|one| one.name.any().to_owned()).collect()
        };
        standing.channels.iter().map(names).collect()
    };
    let day = Some("2025-03-04");
    let met = at_home().meeting(&["カイ・オルト", "オラフ・タール"], day);
    let mut found = sides(met);
    found.iter_mut().for_each(|names| names.sort());
    assert_eq!(found, [["カイ・オルト", "南国"]]);
    let private = at_home().meeting(&["ニナ・ヴァル", "オラフ・タール"], day);
    assert!(sides(private).is_empty(), "who holds no office is no party");
    let states = at_home().meeting(&["カイ・オルト", "オラフ・タール", "北国"], day);
    assert_eq!(sides(states)[0].len(), 2, "the states that are named are whom they meet for");
}
