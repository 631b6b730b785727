//! Bodies that are too large, that lie about themselves, or that never end.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use crate::room::Room;
use crate::wire::{self, PATIENCE, connect};

/// More than any form may have, and more than all articles together.
const LARGE: usize = 32 << 20;

fn head(room: &Room, target: &str, kind: &str, length: &str) -> String {
    let origin = room.address("");
    let port = room.port;
    format!(
        "POST {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: {origin}\r\n\
         Connection: close\r\nContent-Type: {kind}\r\n{length}\r\n\r\n"
    )
}

const FORM: &str = "application/x-www-form-urlencoded";
const PARTS: &str = "multipart/form-data; boundary=xyz";
const PART: &str =
    "--xyz\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.txt\"\r\n\r\n";

#[test]
fn a_body_that_is_too_large_is_refused() {
    let mut room = Room::empty();
    let large = "a".repeat(LARGE);
    for (target, kind, begin) in
        [("/corrections", FORM, "reason="), ("/preferences", FORM, "lang="), ("/add", PARTS, PART)]
    {
        let length = format!("Content-Length: {}", begin.len() + large.len());
        let told = [head(&room, target, kind, &length).as_str(), begin, &large].concat();
        let size = format!("{:x}\r\n", begin.len() + large.len());
        let chunked = "Transfer-Encoding: chunked";
        let untold =
            [head(&room, target, kind, chunked).as_str(), &size, begin, &large, "\r\n0\r\n\r\n"]
                .concat();
        for bytes in [told, untold] {
            // It may close before all was sent, so that the answer is lost on the way.
            let answer = wire::raw(room.port, bytes.as_bytes());
            assert!(answer.is_none_or(|answer| (400..500).contains(&answer.status)), "{target}");
        }
        room.is_alive();
    }
    assert!(room.documents().is_empty());
    let said = room.told();
    assert_eq!(said.matches("too large").count(), 2, "told once, and summed up: {said}");
}

#[test]
fn a_body_that_is_no_form_is_refused() {
    let mut room = Room::empty();
    let bodies: [(&str, &str, &[u8]); 9] = [
        ("/corrections", FORM, b"%%%=%ff&ask=%00"),
        ("/corrections", FORM, b"\xff\xfe\x00=&&&==="),
        ("/corrections", "application/json", b"{\"ask\":\"undo\"}"),
        ("/corrections", "text/plain", b"ask=undo&number=1"),
        ("/add", PARTS, b""),
        ("/add", PARTS, b"--xyz"),
        ("/add", PARTS, b"--xyz\r\nContent-Disposition: form-data\r\n\r\n\xff\xfe\r\n--xyz--\r\n"),
        ("/add", "multipart/form-data", b"--xyz--"),
        ("/add", FORM, b"text=a"),
    ];
    for (target, kind, body) in bodies {
        let length = format!("Content-Length: {}", body.len());
        let bytes = [head(&room, target, kind, &length).as_bytes(), body].concat();
        let answer = wire::raw(room.port, &bytes).expect("an answer");
        assert!((400..500).contains(&answer.status), "{target} {kind}: {}", answer.status);
    }
    let mut many = String::new();
    for _ in 0..2_000 {
        many.push_str(PART);
        many.push_str("a\r\n");
    }
    many.push_str("--xyz--\r\n");
    let length = format!("Content-Length: {}", many.len());
    let bytes = [head(&room, "/add", PARTS, &length), many].concat();
    let answer = wire::raw(room.port, bytes.as_bytes());
    assert!(answer.is_none_or(|answer| (400..500).contains(&answer.status)));
    room.is_alive();
}

/// Heads and bodies that come a byte at a time: those who send them are sent away, and others need
/// not wait for that.
#[test]
fn slow_visitors_hold_nobody_up_and_are_sent_away() {
    let mut room = Room::of_samples();
    let body = head(&room, "/corrections", FORM, "Content-Length: 1000");
    let begin = |kind: usize| match kind % 3 {
        0 => b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ".to_vec(),
        1 => body.clone().into_bytes(),
        _ => b"G".to_vec(),
    };
    let mut slow: Vec<_> = (0..90).map(|kind| (connect(room.port).unwrap(), begin(kind))).collect();
    for (stream, bytes) in &mut slow {
        stream.write_all(bytes).unwrap();
        stream.set_nonblocking(true).unwrap();
    }
    let began = Instant::now();
    let mut open = slow.len();
    while open > 0 {
        assert!(began.elapsed() < 3 * PATIENCE, "{open} are still open");
        room.is_alive();
        std::thread::sleep(Duration::from_secs(1));
        slow.retain_mut(|(stream, _)| {
            let _ = stream.write(b"a");
            let mut some = [0; 512];
            // Nothing yet is an error, too; only an end is an end.
            match stream.read(&mut some) {
                Ok(0) => false,
                Ok(_) => true,
                Err(error) => error.kind() == std::io::ErrorKind::WouldBlock,
            }
        });
        open = slow.len();
    }
    room.is_alive();
    // Heads are told of like bodies.
    let said = room.told();
    let (first, more) =
        ("a request took too long", "89 more visitors were turned away: a request took too long");
    assert!(said.contains(first) && said.contains(more), "{said}");
}
