//! More connections than a process may have: visitors are served all the same.

use std::io::{Read, Write};

use crate::room::Room;
use crate::wire::connect;
use crate::world::World;

const MANY: usize = 10_000;

/// Files that a process has open beside its connections.
const OTHERS: usize = 200;

/// As many connections as this process may have, up to [`MANY`]; says so where they are fewer.
#[cfg(unix)]
fn allowed() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let most = limit.maximum.unwrap_or(u64::MAX).min((MANY + OTHERS) as u64);
    if limit.current.is_some_and(|current| current < most) {
        let raised = Rlimit { current: Some(most), maximum: limit.maximum };
        setrlimit(Resource::Nofile, raised).expect("up to the maximum");
    }
    let open = usize::try_from(most).unwrap_or(usize::MAX) - OTHERS;
    if open < MANY {
        eprintln!("this machine allows {open} connections instead of {MANY}");
    }
    open.min(MANY)
}

#[cfg(not(unix))]
fn allowed() -> usize {
    MANY
}

#[test]
fn ten_thousand_idle_connections_keep_nobody_out() {
    let mut room = Room::of_samples();
    let many = allowed();
    let mut idle = Vec::with_capacity(many);
    for number in 0..many {
        let mut stream = connect(room.port).expect("the server listens");
        // Some say nothing, some have begun, some have been answered and stay.
        match number % 3 {
            0 => {}
            1 => stream.write_all(b"GET / HTTP/1.1\r\n").unwrap_or_default(),
            _ => stream
                .write_all(b"GET /static/icon.svg HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .unwrap_or_default(),
        }
        idle.push(stream);
        if number % (many / 10).max(1) == 0 {
            room.is_alive();
        }
    }
    room.is_alive();
    // What the server holds is bounded, whatever its visitors hold.
    if let Ok(files) = std::fs::read_dir(format!("/proc/{}/fd", room.id())) {
        let open = files.count();
        assert!(open < 1_024, "the server has {open} files open");
    }
    drop(idle);
    room.is_alive();
    let said = room.told();
    let lines: Vec<&str> = said.lines().filter(|line| line.contains("too many")).collect();
    assert_eq!(lines.len(), 2, "told once, and summed up once: {said}");
}

#[test]
fn bodies_that_never_come_hold_no_places() {
    const SLOW: usize = 1_200;
    let world = World::new();
    let file = world.file("token", "a-token-that-nobody-guesses");
    let room = Room::open_with(world, &["--token-file", file.to_str().unwrap()]);
    let (many, port, origin) = (allowed().min(SLOW), room.port, room.address(""));
    // Anybody may stand at the door.
    let head = format!(
        "POST /enter HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: {origin}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nt"
    );
    let mut slow = Vec::with_capacity(many);
    for _ in 0..many {
        let mut stream = connect(port).expect("the server listens");
        let _ = stream.write_all(head.as_bytes());
        slow.push(stream);
    }
    // Each of these comes when every place is held by a body that is still to come.
    for _ in 0..20 {
        assert_eq!(room.get("/enter").status, 200);
    }
    assert_eq!(room.post("/enter", &[("token", "a-token-that-nobody-guesses")]).status, 303);
    if let Ok(files) = std::fs::read_dir(format!("/proc/{}/fd", room.id())) {
        let open = files.count();
        assert!(open < 600, "the server has {open} files open");
    }
    drop(slow);
    let said = room.told();
    assert_eq!(said.matches("a request took too long").count(), 2, "once, and summed up: {said}");
}

#[test]
fn who_asks_and_does_not_read_is_sent_away() {
    let mut room = Room::of_samples();
    let open = |room: &Room| {
        let files = std::fs::read_dir(format!("/proc/{}/fd", room.id()));
        files.map(Iterator::count).unwrap_or_default()
    };
    room.is_alive();
    let before = open(&room);
    // More than all buffers between the two ends hold.
    let asked = b"GET /api/v1/exports/jsonl HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(500);
    let mut deaf: Vec<_> =
        (0..8).map(|_| connect(room.port).expect("the server listens")).collect();
    for stream in &mut deaf {
        stream.set_write_timeout(Some(std::time::Duration::from_secs(2))).unwrap();
        let _ = stream.write_all(&asked);
    }
    let began = std::time::Instant::now();
    while open(&room) > before {
        assert!(began.elapsed() < 4 * crate::wire::PATIENCE, "they are still served");
        room.is_alive();
        std::thread::sleep(std::time::Duration::from_secs(1));
    }
    drop(deaf);
    room.is_alive();
}

#[test]
fn bytes_that_are_no_request_are_answered_or_dropped() {
    let mut room = Room::of_samples();
    let long = format!("GET /{} HTTP/1.1\r\nHost: localhost\r\n\r\n", "a".repeat(1 << 20));
    let header = format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n", "a".repeat(1 << 20));
    let headers = format!("GET / HTTP/1.1\r\nHost: localhost\r\n{}\r\n", "X: a\r\n".repeat(10_000));
    let cookie = format!(
        "GET / HTTP/1.1\r\nHost: localhost\r\nCookie: {}\r\nConnection: close\r\n\r\n",
        "lang=ja; ".repeat(5_000)
    );
    let bytes: [&[u8]; 12] = [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\r\n\r\n\r\n\r\n",
        b"\x00\x00\x00\x00",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        long.as_bytes(),
        header.as_bytes(),
        headers.as_bytes(),
        cookie.as_bytes(),
    ];
    for bytes in bytes {
        let mut stream = connect(room.port).unwrap();
        let _ = stream.write_all(bytes);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer);
        assert!(!answer.starts_with("HTTP/1.1 5"), "{answer}");
        room.is_alive();
    }
    // Two answers to what looks like one request would be a way past the checks.
    let both = b"POST /corrections HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\
                 Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\nGET /documents HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let mut stream = connect(room.port).unwrap();
    let _ = stream.write_all(both);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(String::from_utf8_lossy(&answer).matches("HTTP/1.1 ").count() <= 1);
    let said = room.told();
    assert_eq!(said.matches("was no request").count(), 2, "told once, and summed up: {said}");
}
