//! Requests that another site's page makes: it can change nothing and read nothing.

use crate::room::Room;
use crate::wire::{self, form};

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

#[test]
fn only_pages_of_the_room_make_changes() {
    let mut room = Room::of_samples();
    let document = room.documents().remove(0);
    let body = form(&[("ask", "not"), ("a", &document)]);
    let own = room.address("");
    let other = format!("http://127.0.0.1:{}", room.port.wrapping_add(1));
    let near = format!("{own}.example.org");
    let bad: [&[(&str, &str)]; 9] = [
        &[],
        &[("Origin", "null")],
        &[("Origin", "https://example.org")],
        &[("Origin", &other)],
        &[("Origin", &near)],
        &[("Sec-Fetch-Site", "cross-site")],
        &[("Sec-Fetch-Site", "same-site")],
        &[("Origin", "https://example.org"), ("Sec-Fetch-Site", "same-origin")],
        &[("Origin", &own), ("Sec-Fetch-Site", "cross-site")],
    ];
    for headers in bad {
        let headers = [headers, &[FORM]].concat();
        for target in ["/corrections", "/add", "/news/read", "/preferences"] {
            let answer = wire::request(room.port, "POST", target, &headers, body.as_bytes());
            assert_eq!(answer.expect("an answer").status, 403, "{target} {headers:?}");
        }
    }
    assert_eq!(room.corrections(), 0);
    let answer = room.post("/corrections", &[("ask", "not"), ("a", &document)]);
    assert_eq!((answer.status, room.corrections()), (303, 1), "the room's own page may");
    room.is_alive();
}

#[test]
fn a_name_that_was_made_to_lead_here_reads_nothing() {
    let mut room = Room::of_samples();
    for host in
        ["example.org", "localhost.example.org", "127.0.0.1.example.org", "10.0.0.1", "[::2]:1", ""]
    {
        let answer = wire::request(room.port, "GET", "/documents", &[("Host", host)], b"");
        let answer = answer.expect("an answer");
        assert!((400..500).contains(&answer.status), "{host}: {}", answer.status);
        assert!(!answer.text().contains("/documents/"), "{host}");
    }
    let twice =
        b"GET / HTTP/1.1\r\nHost: example.org\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
    assert!(wire::raw(room.port, twice).is_none_or(|answer| answer.status >= 400));
    let whole =
        b"GET http://example.org/ HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n";
    assert!(wire::raw(room.port, whole).is_none_or(|answer| answer.status >= 400));
    room.is_alive();
}

#[test]
fn no_other_site_may_read_what_is_answered() {
    let room = Room::of_samples();
    let answer = room.get_with("/", &[("Origin", "https://example.org")]);
    assert_eq!(answer.header("access-control-allow-origin"), None);
    assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"));
    let headers = [("Origin", "https://example.org"), ("Access-Control-Request-Method", "POST")];
    let asked = wire::request(room.port, "OPTIONS", "/corrections", &headers, b"").unwrap();
    assert!(asked.status >= 400, "{}", asked.status);
    assert_eq!(asked.header("access-control-allow-origin"), None);
}
