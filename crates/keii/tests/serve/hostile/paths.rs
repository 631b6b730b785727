//! Paths that lead out of the room: there is nothing there.

use crate::room::Room;
use crate::wire;

const OUT: [&str; 14] = [
    "/static/../../../../etc/passwd",
    "/static/..%2f..%2f..%2f..%2fetc%2fpasswd",
    "/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "/static/....//....//etc/passwd",
    "/static/..\\..\\etc\\passwd",
    "/static//etc/passwd",
    "/static/room.css%00.js",
    "/static/room.css/",
    "/static/",
    "/documents/..%2f..%2fetc%2fpasswd",
    "/documents/../../ledger",
    "//etc/passwd",
    "/..",
    "/ledger",
];

#[test]
fn no_path_leads_to_a_file() {
    let mut room = Room::of_samples();
    for path in OUT {
        let answer = wire::request(room.port, "GET", path, &[], b"").expect("an answer");
        assert!((400..500).contains(&answer.status), "{path}: {}", answer.status);
        assert!(!answer.text().contains("root:"), "{path}");
        assert!(!answer.text().contains("SQLite format"), "{path}");
    }
    room.is_alive();
}

#[test]
fn a_file_is_named_by_its_own_name_alone() {
    let room = Room::empty();
    let names = [
        "../../above.txt",
        "/etc/above.txt",
        "C:\\Windows\\above.txt",
        "..",
        "",
        "a\u{7f}\u{202e}b.txt",
    ];
    for (number, name) in names.into_iter().enumerate() {
        let text = format!("マルデル外相は2025年3月{}日、ウィーンを訪れた。", number + 1);
        let answer = room.hand_in(&[], &[(name, text.as_bytes())]);
        assert!(answer.status < 500, "{name}: {}", answer.status);
    }
    let listing = room.world.expect(["--ledger", "ledger", "documents", "--json"]);
    let name = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        value["document"]["name"].as_str().unwrap().to_owned()
    };
    let kept: Vec<String> = listing.lines().map(name).collect();
    assert!(kept.len() >= 4, "{kept:?}");
    for name in kept {
        assert!(!name.contains(['/', '\\']) && name != "..", "{name}");
        assert!(!name.chars().any(char::is_control), "{name:?}");
    }
    // Nothing was written beside the ledger.
    assert!(!room.world.path("above.txt").exists());
    assert!(!room.world.path("..").join("above.txt").exists());
}
