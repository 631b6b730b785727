//! Calendars, read by the `icalendar` package.

use icalendar::{Calendar, CalendarComponent, Component};
use keii_export::{Format, Query};
use keii_model::{EventType, Status};
use proptest::prelude::*;

use crate::made::{export, form, listed, query, readings, two};
use crate::telling::Telling;

fn parsed(text: &str) -> Vec<CalendarComponent> {
    let calendar: Calendar = text.parse().expect("a calendar");
    calendar.components
}

fn property(component: &CalendarComponent, name: &str) -> Option<String> {
    match component {
        CalendarComponent::Event(event) => event.property_value(name).map(str::to_owned),
        CalendarComponent::Other(other) => other.property_value(name).map(str::to_owned),
        _ => None,
    }
}

fn is_event(component: &CalendarComponent) -> bool {
    matches!(component, CalendarComponent::Event(_))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_calendar_can_be_read_whatever_it_holds(readings in readings(), query in query()) {
        let ledger = keii_ledger::build(readings);
        let (text, rows) = export(&ledger, &query, form(Format::Ics));
        for line in text.split_inclusive("\r\n") {
            prop_assert!(line.ends_with("\r\n") && line.len() <= 77, "{:?}", line);
            prop_assert!(!line[..line.len() - 2].contains(['\r', '\n']), "{:?}", line);
        }
        let components = parsed(&text);
        prop_assert_eq!(components.len(), rows);
        let ids: Vec<String> = components.iter().filter_map(|one| property(one, "UID")).collect();
        let wanted = listed(&ledger, &query).iter().map(|id| format!("{id}@keii")).collect::<Vec<_>>();
        prop_assert_eq!(ids, wanted);
        for one in &components {
            prop_assert_eq!(property(one, "DTSTART").is_some(), is_event(one));
            prop_assert!(property(one, "DTSTAMP").is_some());
        }
    }
}

#[test]
fn a_plan_put_off_is_cancelled_and_a_month_is_no_day() {
    let (text, _) = export(&two(), &Query::default(), form(Format::Ics));
    let components = parsed(&text);
    let [meeting, visit] = components.as_slice() else { panic!("{text}") };
    assert!(is_event(meeting) && !is_event(visit), "{text}");
    let told = |one, name| property(one, name).unwrap_or_default();
    assert_eq!(told(meeting, "STATUS"), "CONFIRMED");
    assert_eq!(told(meeting, "DTSTART"), "20250304");
    assert_eq!(told(meeting, "DTSTAMP"), "20250305T000000Z");
    assert_eq!(told(visit, "STATUS"), "CANCELLED");
    assert_eq!(told(visit, "X-KEII-WHEN"), "2025-04");
}

#[test]
fn the_sequence_rises_as_more_is_told_and_the_name_stays() {
    let told = |document: &str, day: &str, status| {
        Telling::new(document)
            .published(day)
            .country("米国", "country:us")
            .person("ベルク")
            .person("山本一郎")
            .event(EventType::Meet, &["ベルク", "山本一郎"], Some("2025-03-04"))
            .status(status)
    };
    let plan = || told("D00000000000a", "2025-03-01", Status::Planned);
    let held = || told("D00000000000b", "2025-03-05", Status::Held);
    let of = |tellings: Vec<Telling>| {
        let readings: Vec<_> = tellings.into_iter().map(|one| one.reading).collect();
        let ledger = keii_ledger::build(readings);
        let components = parsed(&export(&ledger, &Query::default(), form(Format::Ics)).0);
        assert_eq!(components.len(), 1);
        let told = |name| property(&components[0], name).expect("it is there");
        (told("UID"), told("SEQUENCE"), told("STATUS"), told("DTSTAMP"))
    };
    let (name, sequence, status, stamp) = of(vec![plan()]);
    assert_eq!((sequence.as_str(), status.as_str()), ("0", "TENTATIVE"));
    let (later_name, later, confirmed, later_stamp) = of(vec![plan(), held()]);
    assert_eq!((later.as_str(), confirmed.as_str()), ("1", "CONFIRMED"));
    assert_eq!(name, later_name);
    assert!(stamp < later_stamp);
}
