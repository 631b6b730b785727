//! Questions that make no sense: said so, or taken for no question.

use crate::room::Room;
use crate::wire::encoded;

const IDS: [&str; 11] = [
    "%00",
    "%ff%fe",
    "%E4%BC",
    "..%2f..",
    "'%20OR%201=1--",
    "%25n%25n%25s",
    "-1",
    "E.99999999999999999999",
    "D000000000000",
    "%F0%9F%92%A9",
    "undefined",
];

const DAYS: [&str; 12] = [
    "2025-02-30",
    "2025-13-01",
    "0000-00-00",
    "99999-01-01",
    "-9999-01-01",
    "2025-1-1",
    "today",
    "2025-01-01T00:00:00Z",
    "%00",
    "%ff",
    "%EF%BC%92%EF%BC%90%EF%BC%92%EF%BC%95",
    "2025-01-01%0d%0aSet-Cookie:%20a=b",
];

const NUMBERS: [&str; 8] = ["-1", "99999999999999999999", "1e9", "%00", "NaN", "0x10", "%ff", ""];

#[test]
fn ids_that_name_nothing_lead_to_a_page_that_says_so() {
    let mut room = Room::of_samples();
    let long = "a".repeat(30_000);
    for id in IDS.into_iter().chain([long.as_str()]) {
        for place in ["stories", "events", "people", "entities", "documents", "items"] {
            let status = room.get(&format!("/{place}/{id}")).status;
            assert!((400..500).contains(&status), "/{place}/{id}: {status}");
        }
    }
    room.is_alive();
}

#[test]
fn days_that_are_none_are_refused() {
    let mut room = Room::of_samples();
    for day in DAYS {
        for place in ["/", "/people", "/search", "/corrections"] {
            let answer = room.get(&format!("{place}?as_of={day}"));
            assert_eq!(answer.status, 400, "{place}?as_of={day}");
            assert_eq!(answer.header("set-cookie"), None);
        }
        let status = room.get(&format!("/search?from={day}&to={day}")).status;
        assert!(matches!(status, 200 | 400), "{day}: {status}");
    }
    let document = room.documents().remove(0);
    for day in ["2025-02-30", "soon", "\0", "2025-01-01\r\nX: y", "９９９９－９９"] {
        let answer =
            room.post("/corrections", &[("ask", "date"), ("a", &document), ("published", day)]);
        assert_eq!(answer.status, 400, "{day}");
    }
    assert_eq!(room.corrections(), 0);
    room.is_alive();
}

#[test]
fn numbers_that_are_none_are_neutral() {
    let mut room = Room::of_samples();
    let stories = room.world.json(["--ledger", "ledger", "stories", "--json"]);
    let story = stories[0]["story"]["id"].as_str().unwrap().to_owned();
    let document = room.documents().remove(0);
    for number in NUMBERS {
        for target in [
            format!("/stories/{story}?from={number}"),
            format!("/documents/{document}?at={number}-{number}"),
            format!("/documents/{document}?at={number}"),
            format!("/documents/{document}?compare={number}"),
            format!("/documents/{document}?layer={number}"),
            format!("/news?since={number}"),
            format!("/search?q=%E4%BC%9A%E8%AB%87&page={number}&after={number}"),
            format!("/?all={number}"),
        ] {
            let status = room.get(&target).status;
            assert!(status < 500, "{target}: {status}");
        }
        let undo = room.post("/corrections", &[("ask", "undo"), ("number", number)]);
        assert!((400..500).contains(&undo.status), "{number}: {}", undo.status);
    }
    room.is_alive();
}

#[test]
fn queries_of_any_bytes_are_answered() {
    let mut room = Room::of_samples();
    let long = encoded("会談".repeat(1_000));
    let many = "q=a&".repeat(5_000);
    let queries = [
        "q=%ff%fe",
        "q=%",
        "q=%zz",
        "q=%00",
        "&&&&",
        "====",
        "q",
        "q[]=a",
        "q=%E4%BC",
        "q=\"",
        "q='",
        "q=*",
        "q=%22*%22",
        "q=a%20OR%20b",
        "q=NEAR(a%20b)",
        "q=text:%E4%BC%9A",
        "q=%25",
        "q=_",
        "q=%EF%BF%BF",
        "q=%F0%9F%92%A9",
        "q=%E2%80%AE",
        "q=%CC%81",
        "q=(((((((((",
        "person=%ff",
        "certainty=%ff",
        "type=%27",
        "lang=%ff",
        "lang=xx",
        long.as_str(),
        many.as_str(),
    ];
    for query in queries {
        for place in ["/search", "/", "/documents"] {
            let status = room.get(&format!("{place}?{query}")).status;
            assert!(status < 500, "{place}?{query}: {status}");
        }
    }
    room.is_alive();
}

#[test]
fn corrections_of_nothing_are_refused() {
    let mut room = Room::of_samples();
    let fields: [&[(&str, &str)]; 9] = [
        &[],
        &[("ask", "drop")],
        &[("ask", "not")],
        &[("ask", "not"), ("a", "D000000000000")],
        &[("ask", "same"), ("a", "x"), ("b", "x")],
        &[("ask", "different"), ("a", "'; DROP TABLE corrections; --"), ("b", "\0")],
        &[("ask", "undo"), ("number", "1")],
        &[("ask", "undo"), ("number", "-1")],
        &[("ask", "date"), ("a", "D000000000000"), ("published", "2025-01-01")],
    ];
    for fields in fields {
        let status = room.post("/corrections", fields).status;
        assert!((400..500).contains(&status), "{fields:?}: {status}");
    }
    assert_eq!(room.corrections(), 0);
    room.is_alive();
}

#[test]
fn methods_that_a_page_does_not_have_are_refused() {
    let mut room = Room::of_samples();
    let origin = room.address("");
    for method in ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "BREW"] {
        for target in ["/", "/corrections", "/documents", "/static/room.css"] {
            let answer =
                crate::wire::request(room.port, method, target, &[("Origin", &origin)], b"");
            assert!(answer.is_none_or(|one| (400..500).contains(&one.status)), "{method} {target}");
        }
    }
    room.is_alive();
}
