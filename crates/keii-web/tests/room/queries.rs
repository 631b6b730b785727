//! Query strings of any kind: answered or refused, never by a server that broke.

use proptest::prelude::*;

use crate::query::{Asker, PLACES};

const NAMES: &[&str] = &[
    "q",
    "kind",
    "type",
    "speech",
    "person",
    "publisher",
    "certainty",
    "from",
    "to",
    "as_of",
    "since",
    "page",
    "after",
    "all",
    "lang",
    "limit",
    "cursor",
    "status",
    "story",
    "changed_after",
    "about",
    "bom",
    "without_text",
    "at",
    "layer",
    "compare",
    "見出し",
];

/// What is made to break parsers, dates, cursors, the index and pages.
const VALUES: &[&str] = &[
    "",
    "0",
    "-1",
    "1e9",
    "99999999999999999999",
    "2025-02-30",
    "2025-13-01",
    "9999-12-31",
    "-9999-01-01",
    "0000-00-00",
    "2025-09",
    "2025-09-03/2025-09-01",
    "../..",
    "会談",
    "\"",
    "'",
    "*",
    "\"\"\"",
    "a OR b",
    "NEAR(a b)",
    "text:会",
    "^会",
    "会*",
    "\0",
    "\u{202E}",
    "\u{FFFF}",
    "\u{0301}",
    "💩",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "%",
    "%zz",
    "%00%ff",
    "true",
    "ja",
    "en",
    "S.1",
    "D000000000000",
    "E.1",
    "山田",
    "ff00ff00ff00ff00",
    "held",
];

fn pair() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        3 => prop::sample::select(VALUES).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
    ];
    (prop::sample::select(NAMES), value, any::<bool>()).prop_map(|(name, value, is_raw)| {
        let value = if is_raw { value } else { encoded(&value) };
        format!("{name}={value}")
    })
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1))]

    #[test]
    fn any_query_is_answered_or_refused(
        queries in prop::collection::vec((prop::sample::select(&PLACES[..]), prop::collection::vec(pair(), 0..4)), 300),
        bytes in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 60),
    ) {
        // One room for all of them: making it costs more than asking.
        let asker = Asker::new();
        for (place, pairs) in &queries {
            asker.ask(place, pairs.join("&").as_bytes());
        }
        for (bytes, place) in bytes.iter().zip(PLACES.iter().cycle()) {
            asker.ask(place, bytes);
        }
    }
}

#[test]
fn every_hostile_value_of_every_name_is_answered_or_refused() {
    let asker = Asker::new();
    for place in ["/search", "/api/v1/events", "/api/v1/search"] {
        for name in NAMES {
            for value in VALUES {
                asker.ask(place, format!("{name}={}", encoded(value)).as_bytes());
            }
        }
    }
}
