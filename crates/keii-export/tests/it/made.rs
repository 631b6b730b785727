//! Ledgers, queries and exports to test with.

use std::collections::BTreeSet;

use keii_export::{Form, Format, Kind, NoTexts, Query, Source, digest};
use keii_ledger::Ledger;
use keii_model::{EntityType, EventType, OfficeLevel, Reading, Status};
use keii_words::Lang;
use proptest::prelude::*;

use crate::telling::Telling;

/// Names as articles have them, some of them hostile.
const NAMES: &[&str] = &[
    "ベルク",
    "アンナ・ベルク",
    "山本一郎",
    "<script>alert(1)</script>",
    "乙\"丙\", 丁;戊",
    "=HYPERLINK(\"http://a.example\")",
    "甲\r\nBEGIN:VEVENT\r\nUID:x",
    "# 見出し\n- [a](javascript:b)",
    "\u{0}\u{8}制御",
];
const TIMES: &[Option<&str>] = &[
    None,
    Some("2025-03-04"),
    Some("2025-03-04T19:30:00+09:00"),
    Some("2025-03"),
    Some("XXXX-03"),
    Some("2025-03-01/2025-03-10"),
    Some("2025-03-05~"),
];
const TYPES: &[EventType] =
    &[EventType::Meet, EventType::Call, EventType::Visit, EventType::Sanction, EventType::Speak];
const STATUSES: &[Status] = &[
    Status::Held,
    Status::Planned,
    Status::Postponed,
    Status::Cancelled,
    Status::Possible,
    Status::Agreed,
];

/// Two countries, persons with an office or none, what they say, and what happens to two of them.
pub fn reading(document: usize) -> impl Strategy<Value = Reading> {
    let persons = prop::collection::vec((0..NAMES.len(), any::<bool>()), 1..4);
    let event = (0..4usize, 0..4usize, 0..TIMES.len(), 0..TYPES.len(), 0..STATUSES.len());
    let events = prop::collection::vec(event, 0..4);
    let published = prop::option::of(1..9u8);
    (persons, events, published).prop_map(move |(persons, events, published)| {
        let mut telling = Telling::new(&format!("D{document:012x}"));
        telling = telling.country("北国", "country:xn").country("米国", "country:us");
        if let Some(day) = published {
            telling = telling.published(&format!("2025-03-0{day}"));
        }
        let names: Vec<&str> = persons.iter().map(|&(name, _)| NAMES[name]).collect();
        for (name, office) in persons {
            let said = format!("{}は港を「開く」, と<b>言う</b>", NAMES[name]);
            telling = telling.entity(EntityType::Person, NAMES[name], &[]).says(NAMES[name], &said);
            if office {
                telling = telling.role("外相", Some("米国")).level(OfficeLevel::Minister);
            }
        }
        for (a, b, time, kind, status) in events {
            let pair: Vec<&str> = [a, b].iter().filter_map(|&at| names.get(at).copied()).collect();
            telling = telling.event(TYPES[kind], &pair, TIMES[time]).status(STATUSES[status]);
        }
        telling.reading
    })
}

pub fn readings() -> impl Strategy<Value = Vec<Reading>> {
    (0..5usize).prop_flat_map(|count| (0..count).map(reading).collect::<Vec<_>>())
}

/// Any query that a format of events can answer.
pub fn query() -> impl Strategy<Value = Query> {
    let status = prop::collection::btree_set(prop::sample::select(STATUSES.to_vec()), 0..3);
    let person = prop::option::of(prop::sample::select(vec!["ベルク", "山本", "米国", "丙"]));
    let day = || prop::option::of((1..9i8).prop_map(|day| jiff::civil::date(2025, 3, day)));
    (status, person, day(), day()).prop_map(|(status, person, from, to)| Query {
        status,
        person: person.map(str::to_owned),
        from,
        to,
        ..Query::default()
    })
}

/// A query for a kind of rows.
pub fn of_kind(kind: Kind, query: &Query) -> Query {
    match kind {
        Kind::Events | Kind::Comparisons => Query { kind: Some(kind), ..query.clone() },
        Kind::Statements | Kind::People => Query {
            kind: Some(kind),
            status: BTreeSet::new(),
            from: None,
            to: None,
            ..query.clone()
        },
    }
}

pub fn form(format: Format) -> Form {
    Form { format, bom: false, without_text: false, lang: Lang::Ja }
}

/// The export with the number of rows that it is said to have.
pub fn export(ledger: &Ledger, query: &Query, form: Form) -> (String, usize) {
    let digest = digest(ledger);
    let source = Source { ledger, digest: &digest, texts: &NoTexts };
    let mut out = Vec::new();
    let rows = keii_export::write(source, query, form, &mut out).expect("a Vec takes everything");
    (String::from_utf8(out).expect("UTF-8"), rows)
}

/// The lines of the timeline for a query.
pub fn listed(ledger: &Ledger, query: &Query) -> Vec<String> {
    let filter = keii_ledger::Filter {
        status: query.status.clone(),
        party: query.person.clone(),
        documents: BTreeSet::new(),
        from: query.from,
        to: query.to,
    };
    let timeline = ledger.filtered_timeline(&filter);
    let entries = timeline.dated.iter().chain(&timeline.undated);
    entries.map(|entry| entry.event.id.to_string()).collect()
}

/// Two articles of one meeting, held and told of before, with a plan that was put off.
pub fn two() -> Ledger {
    let before = Telling::new("D00000000000a")
        .published("2025-03-01")
        .country("米国", "country:us")
        .person("ベルク")
        .role("外相", Some("米国"))
        .level(OfficeLevel::Minister)
        .person("山本一郎")
        .event(EventType::Meet, &["ベルク", "山本一郎"], Some("2025-03-04"))
        .status(Status::Planned);
    let after = Telling::new("D00000000000b")
        .published("2025-03-05")
        .country("米国", "country:us")
        .person("ベルク")
        .person("山本一郎")
        .says("ベルク", "港を開く")
        .event(EventType::Meet, &["ベルク", "山本一郎"], Some("2025-03-04"))
        .status(Status::Held)
        .event(EventType::Visit, &["山本一郎"], Some("2025-04"))
        .status(Status::Postponed);
    crate::telling::ledger([before, after])
}
