//! What holds of every export.

use keii_export::{Form, Format, Kind, Query};
use proptest::prelude::*;

use crate::made::{export, form, listed, of_kind, query, readings};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_format_has_as_many_rows_as_the_timeline(readings in readings(), query in query()) {
        let ledger = keii_ledger::build(readings);
        let listed = listed(&ledger, &query);
        for format in Format::ALL {
            let query = Query { kind: Some(Kind::Events), ..query.clone() };
            prop_assert_eq!(query.check(format), Ok(()));
            let (text, rows) = export(&ledger, &query, form(format));
            if format == Format::Jsonl {
                let events = text.lines().filter(|line| line.starts_with("{\"kind\":\"event\","));
                prop_assert_eq!(events.count(), listed.len());
            } else {
                prop_assert_eq!(rows, listed.len(), "{:?}", format);
            }
        }
    }

    #[test]
    fn statements_and_people_are_those_of_the_listings(readings in readings(), query in query()) {
        let ledger = keii_ledger::build(readings);
        let (_, rows) =
            export(&ledger, &of_kind(Kind::Statements, &query), form(Format::Csv));
        prop_assert_eq!(rows, ledger.said(query.person.as_deref(), None).len());
        let all = Query { kind: Some(Kind::People), ..Query::default() };
        prop_assert_eq!(export(&ledger, &all, form(Format::Csv)).1, ledger.people().len());
    }

    #[test]
    fn any_order_of_arrival_gives_the_same_bytes(
        (readings, shuffled) in readings().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        query in query(),
    ) {
        let (ledger, other) = (keii_ledger::build(readings), keii_ledger::build(shuffled));
        for format in Format::ALL {
            prop_assert_eq!(
                export(&ledger, &query, form(format)),
                export(&other, &query, form(format))
            );
        }
    }
}

#[test]
fn everything_is_the_whole_ledger_and_its_name_is_the_hash_of_that() {
    let ledger = crate::made::two();
    let (text, rows) = export(&ledger, &Query::default(), form(Format::Jsonl));
    let (stamp, records) = text.split_once('\n').expect("a first line");
    assert_eq!(rows, ledger.records().len());
    assert_eq!(records.lines().collect::<Vec<_>>(), crate::telling::lines(&ledger));
    let stamp: serde_json::Value = serde_json::from_str(stamp).expect("JSON");
    assert_eq!(stamp["kind"], "export");
    assert_eq!(stamp["rows"], rows);
    assert_eq!(stamp["ledger"], format!("sha256:{}", keii_export::digest(&ledger)));
}

#[test]
fn every_file_tells_how_it_was_made() {
    let ledger = crate::made::two();
    let query = Query { person: Some("ベルク".into()), ..Query::default() };
    for format in Format::ALL {
        let (text, _) = export(&ledger, &query, form(format));
        let unfolded = text.replace("\r\n ", "");
        for told in [&keii_export::digest(&ledger), "ベルク", format.word(), "0.1.0"] {
            assert!(unfolded.contains(told), "{format:?} does not tell {told}: {text}");
        }
    }
}

#[test]
fn a_story_that_is_not_there_has_no_rows() {
    let ledger = crate::made::two();
    let query = Query { story: Some("S.none".into()), ..Query::default() };
    for format in Format::ALL {
        assert_eq!(export(&ledger, &query, form(format)).1, 0, "{format:?}");
    }
}

#[test]
fn a_byte_order_mark_is_there_when_asked_for() {
    let ledger = crate::made::two();
    let form = Form { bom: true, ..form(Format::Csv) };
    let (text, _) = export(&ledger, &Query::default(), form);
    assert!(text.starts_with("\u{FEFF}# {"));
}
