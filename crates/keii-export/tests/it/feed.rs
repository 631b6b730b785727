//! Feeds, read by the `atom_syndication` package.

use std::collections::BTreeSet;

use atom_syndication::Feed;
use keii_export::{Format, Query};
use proptest::prelude::*;

use crate::made::{export, form, query, readings, two};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_feed_can_be_read_whatever_it_holds(readings in readings(), query in query()) {
        let ledger = keii_ledger::build(readings);
        let (text, rows) = export(&ledger, &query, form(Format::Atom));
        let feed = Feed::read_from(text.as_bytes()).expect("a feed");
        prop_assert_eq!(feed.entries().len(), rows);
        let ids: BTreeSet<&str> = feed.entries().iter().map(|entry| entry.id()).collect();
        prop_assert_eq!(ids.len(), rows, "every entry has a name of its own");
        let updated: Vec<_> = feed.entries().iter().map(|entry| *entry.updated()).collect();
        prop_assert!(updated.is_sorted_by(|a, b| a >= b), "the newest is first");
        prop_assert_eq!(updated.first().copied().unwrap_or_default(), *feed.updated());
    }
}

#[test]
fn an_entry_tells_what_became_of_it() {
    let (text, _) = export(&two(), &Query::default(), form(Format::Atom));
    let feed = Feed::read_from(text.as_bytes()).expect("a feed");
    let meeting = feed.entries().iter().find(|entry| entry.title().contains("会談"));
    let meeting = meeting.expect("the meeting");
    assert_eq!(meeting.title().as_str(), "● 実施 会談 ベルク、山本一郎 (2025年3月4日)");
    assert_eq!(meeting.updated().to_rfc3339(), "2025-03-05T00:00:00+00:00");
    let content = meeting.content().and_then(|content| content.value()).expect("content");
    assert!(content.contains("2025年3月1日 ○ 予定"), "{content}");
    assert!(content.contains("2025年3月5日 ● 実施"), "{content}");
}
