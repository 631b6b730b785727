//! The reading room as a process: opened, asked, told to stop.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::Duration;

use crate::world::World;

/// A room that is open, and its address.
struct Open(Child, String);

impl Open {
    fn new(world: &World, arguments: &[&str]) -> Self {
        let all = ["serve", "--port", "0"].iter().chain(arguments);
        let mut child =
            world.command(all).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").unwrap().trim_end_matches('/').to_owned();
        Self(child, address)
    }

    /// The answer to a request, head and body.
    fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.1).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.write_all(request.replace('\n', "\r\n").as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path} HTTP/1.1\nHost: {}\nConnection: close\n\n", self.1))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_room_shows_the_ledger_and_closes_when_it_is_told_to() {
    let world = World::new();
    let articles = world.articles(2);
    world.expect(["add".as_ref(), articles.as_os_str()]);
    let mut room = Open::new(&world, &[]);
    let answer = room.get("/documents");
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert!(answer.contains("/documents/D"), "{answer}");
    let stop = std::process::Command::new("kill").arg(room.0.id().to_string()).status().unwrap();
    assert!(stop.success());
    assert_eq!(room.0.wait().unwrap().code(), Some(0), "it ends as it should");
}

#[test]
fn what_is_handed_in_is_in_the_ledger_for_all() {
    let world = World::new();
    let room = Open::new(&world, &[]);
    let body = "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n\
                港市の谷川市長は9月3日、会見で「橋を直す」と述べた。\r\n--x--\r\n";
    let head = format!(
        "POST /add HTTP/1.1\nHost: {0}\nOrigin: http://{0}\nConnection: close\n\
         Content-Type: multipart/form-data; boundary=x\nContent-Length: {1}\n\n",
        room.1,
        body.len(),
    );
    let mut stream = TcpStream::connect(&room.1).unwrap();
    stream.write_all(head.replace('\n', "\r\n").as_bytes()).unwrap();
    stream.write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    let said = world.expect(["said", "--by", "谷川"]);
    assert!(said.contains("橋を直す"), "{said}");
}

#[test]
fn strangers_are_not_let_in_without_a_token() {
    let world = World::new();
    let run = world.keii(["serve", "--address", "0.0.0.0", "--port", "0"]);
    assert_eq!(run.code, Some(1), "{}", run.err);
    assert!(run.err.contains("token"), "{}", run.err);
    let short = world.file("token", "short");
    let run = world.keii(["serve".as_ref(), "--token-file".as_ref(), short.as_os_str()]);
    assert_eq!(run.code, Some(1), "{}", run.err);
    assert!(run.err.contains("16"), "{}", run.err);
}
