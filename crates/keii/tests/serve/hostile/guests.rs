//! Visitors from elsewhere: only with the token, which cannot be guessed.

use crate::room::Room;
use crate::world::World;

const TOKEN: &str = "a-token-that-nobody-guesses";

fn guarded() -> Room {
    let world = World::new();
    let file = world.file("token", format!("{TOKEN}\n"));
    Room::open_with(world, &["--token-file", file.to_str().unwrap()])
}

#[test]
fn another_address_needs_a_token() {
    let world = World::new();
    for address in ["0.0.0.0", "::", "192.0.2.1"] {
        let run = world.keii(["--ledger", "ledger", "serve", "--address", address, "--port", "0"]);
        assert!(matches!(run.code, Some(1 | 2)), "{address}: {run:?}");
        assert!(run.err.contains("token"), "{address}: {run:?}");
    }
    for (name, token) in [("short", "abc"), ("blank", "\n"), ("odd", "a token; with: marks, in it")]
    {
        let file = world.file(name, token);
        let file = file.to_str().unwrap();
        let run = world.keii(["--ledger", "ledger", "serve", "--port", "0", "--token-file", file]);
        assert!(matches!(run.code, Some(1 | 2)), "{name}: {run:?}");
    }
}

#[test]
fn without_the_token_nothing_is_shown_or_changed() {
    let mut room = guarded();
    for target in ["/", "/documents", "/search?q=a", "/add", "/nothing"] {
        let answer = room.get(target);
        assert_eq!((answer.status, answer.header("location")), (303, Some("/enter")), "{target}");
        assert!(answer.body.is_empty(), "{target}");
    }
    for cookie in [
        "keii-token=",
        "keii-token=wrong",
        "other=1",
        &format!("keii-token={TOKEN}x"),
        &format!("x{TOKEN}"),
    ] {
        assert_eq!(room.get_with("/", &[("Cookie", cookie)]).status, 303, "{cookie}");
    }
    assert_eq!(room.post("/corrections", &[("ask", "undo"), ("number", "1")]).status, 401);
    let answer = room.post("/enter", &[("token", TOKEN)]);
    let cookie = answer.header("set-cookie").expect("a cookie").to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let pair = cookie.split(';').next().unwrap();
    assert_eq!(room.get_with("/", &[("Cookie", pair)]).status, 200);
    let said = std::mem::replace(&mut room, guarded()).told();
    assert!(!said.contains(TOKEN), "the token stands in the messages: {said}");
    assert!(said.contains("a visitor from 127.0.0.1 was turned away: the token"), "{said}");
}

#[test]
fn guessing_is_slowed_down() {
    let room = guarded();
    let statuses: Vec<u16> =
        (0..12).map(|_| room.post("/enter", &[("token", "guess")]).status).collect();
    assert!(statuses.contains(&403) && statuses.contains(&429), "{statuses:?}");
    assert!(!statuses.contains(&303), "{statuses:?}");
}
