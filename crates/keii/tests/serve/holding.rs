//! A ledger that somebody else is writing to: whoever wants to write waits a while, and is told who
//! holds it.

use keii_store::Store;
use serde_json::Value;

use crate::room::{LEDGER, Room};
use crate::wire;
use crate::world::World;

#[test]
fn who_holds_the_ledger_is_told_by_the_page_and_the_api_and_the_command() {
    let mut room = Room::of_samples();
    let document = room.documents().remove(0);
    let mut other = Store::open_as(room.world.path(LEDGER), "keii add").unwrap();
    let batch = other.batch().unwrap();
    let process = format!("(process {}, since 20", std::process::id());
    let fields = [("ask", "not"), ("a", document.as_str())];
    let page = room.post("/corrections?lang=en", &fields);
    assert_eq!(page.status, 503);
    let text = page.text();
    assert!(text.contains("`keii add`") && text.contains(&process), "{text}");
    let page =
        room.hand_in(&[("text", "港市の谷川市長は9月3日、会見で「橋を直す」と述べた。")], &[]);
    assert_eq!(page.status, 503);
    assert!(page.text().contains("「keii add」(プロセス "), "{}", page.text());
    let origin = room.address("");
    let headers = [("Origin", origin.as_str()), ("Content-Type", "application/json")];
    let body = format!("{{\"change\":\"not\",\"target\":\"{document}\"}}");
    let target = "/api/v1/corrections";
    let answer = wire::request(room.port, "POST", target, &headers, body.as_bytes()).unwrap();
    let problem: Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!((answer.status, &problem["type"]), (503, &"urn:keii:problem:busy".into()));
    assert!(problem["detail"].as_str().unwrap().contains(&process), "{problem}");
    // Who only reads need not wait.
    room.is_alive();
    for (lang, words) in
        [("C", "is writing to the ledger"), ("ja_JP.UTF-8", "が台帳に書き込んでいます")]
    {
        let arguments = ["--ledger", LEDGER, "fix", "not", document.as_str()];
        let mut command = room.world.command(arguments);
        let run = room.world.run(command.env("LANG", lang));
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.err.contains(words) && run.err.contains("keii add"), "{run:?}");
        assert!(run.err.contains(&std::process::id().to_string()), "{run:?}");
    }
    batch.commit().unwrap();
    assert_eq!(room.post("/corrections", &fields).status, 303, "nobody holds it any more");
    assert_eq!(room.corrections(), 1, "what was refused was not written");
}

#[test]
fn a_second_writer_waits_for_the_first() {
    let world = World::new();
    let articles = world.articles(2);
    assert_eq!(world.add(LEDGER, &[&articles]).code, Some(0));
    let late = world.file("late.txt", "港市の谷川市長は9月3日、会見で「橋を直す」と述べた。\n");
    let mut other = Store::open_as(world.path(LEDGER), "keii serve").unwrap();
    let batch = other.batch().unwrap();
    let mut command = world.command(["--ledger", LEDGER, "add"]);
    let mut waiting = command.arg(late).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1_500));
    batch.commit().unwrap();
    assert!(waiting.wait().unwrap().success(), "it came to its turn");
    assert_eq!(world.json(["--ledger", LEDGER, "documents", "--json"]).len(), 3);
}
