//! A reading room that is open: `keii serve` on a ledger of its own, ended when the test ends.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::sync::OnceLock;

use crate::wire::{self, Answer};
use crate::world::{World, corpus};

/// The name of the ledger in its world.
pub const LEDGER: &str = "ledger";

/// Where the server's messages go; a pipe that nobody empties would stop it.
const SAID: &str = "said.txt";

/// A server and what it serves.
pub struct Room {
    pub world: World,
    server: Child,
    pub port: u16,
}

impl Room {
    /// A room with the sample articles. They are read once for all tests.
    pub fn of_samples() -> Self {
        static SAMPLES: OnceLock<PathBuf> = OnceLock::new();
        let samples = SAMPLES.get_or_init(|| {
            let world = World::new();
            let run =
                world.add(LEDGER, &articles().iter().map(PathBuf::as_path).collect::<Vec<_>>());
            assert_eq!(run.code, Some(0), "{run:?}");
            let kept = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("serve.keii");
            std::fs::copy(world.path(LEDGER), &kept).unwrap();
            kept
        });
        let world = World::new();
        std::fs::copy(samples, world.path(LEDGER)).unwrap();
        Self::open(world)
    }

    /// A room with nothing in it.
    pub fn empty() -> Self {
        Self::open(World::new())
    }

    /// Opens a room for the ledger that lies in a world.
    pub fn open(world: World) -> Self {
        Self::open_with(world, &[])
    }

    /// The same with more arguments.
    pub fn open_with(world: World, more: &[&str]) -> Self {
        let (server, port) = start(&world, more);
        Self { world, server, port }
    }

    /// Ends the server without a word, as a power cut would.
    pub fn kill(&mut self) {
        self.server.kill().unwrap();
        self.server.wait().unwrap();
    }

    /// Opens again after [`kill`](Self::kill).
    pub fn reopen(&mut self) {
        let (server, port) = start(&self.world, &[]);
        (self.server, self.port) = (server, port);
    }

    pub fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub fn get(&self, target: &str) -> Answer {
        self.get_with(target, &[])
    }

    pub fn get_with(&self, target: &str, headers: &[(&str, &str)]) -> Answer {
        wire::request(self.port, "GET", target, headers, b"").expect("an answer")
    }

    /// Posts a form as a page of this room does.
    pub fn post(&self, target: &str, fields: &[(&str, &str)]) -> Answer {
        self.try_to_post(target, fields).expect("an answer")
    }

    /// The same, where the server may be gone.
    pub fn try_to_post(&self, target: &str, fields: &[(&str, &str)]) -> Option<Answer> {
        let origin = self.address("");
        let headers =
            [("Origin", origin.as_str()), ("Content-Type", "application/x-www-form-urlencoded")];
        let body = wire::form(fields);
        wire::request(self.port, "POST", target, &headers, body.as_bytes())
    }

    /// Hands articles in as the form of `/add` does: fields, then files by name and bytes.
    pub fn hand_in(&self, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Answer {
        self.try_to_hand_in(fields, files).expect("an answer")
    }

    /// The same, where the server may be gone.
    pub fn try_to_hand_in(
        &self,
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Option<Answer> {
        const BOUNDARY: &str = "the-boundary-of-the-parts";
        let mut body = Vec::new();
        let mut part = |head: String, content: &[u8]| {
            body.extend(
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n").bytes(),
            );
            body.extend(content);
            body.extend(b"\r\n");
        };
        for (name, value) in fields {
            part(format!("name=\"{name}\""), value.as_bytes());
        }
        for (name, content) in files {
            part(format!("name=\"files\"; filename=\"{name}\""), content);
        }
        body.extend(format!("--{BOUNDARY}--\r\n").bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let origin = self.address("");
        let headers = [("Origin", origin.as_str()), ("Content-Type", kind.as_str())];
        wire::request(self.port, "POST", "/add", &headers, &body)
    }

    /// The ids of all documents, as the command lists them.
    pub fn documents(&self) -> Vec<String> {
        let all = self.world.json(["--ledger", LEDGER, "documents", "--json"]);
        all.iter().map(|one| one["document"]["id"].as_str().unwrap().to_owned()).collect()
    }

    /// How many corrections there are, as the command lists them.
    pub fn corrections(&self) -> usize {
        self.world.json(["--ledger", LEDGER, "fix", "list", "--json"]).len()
    }

    /// The page of the story that the list names first.
    pub fn a_story(&self) -> String {
        self.first_link("/", "/stories/")
    }

    /// The page of an event of that story.
    pub fn an_event(&self) -> String {
        self.first_link(&self.a_story(), "/events/")
    }

    /// The page of the first document.
    pub fn a_document(&self) -> String {
        self.first_link("/documents", "/documents/")
    }

    /// Each kind of page once.
    pub fn pages(&self) -> Vec<String> {
        let (story, event, document) = (self.a_story(), self.an_event(), self.a_document());
        let passage = self.link_with(&event, "?at=");
        let mut pages = vec![
            "/".to_owned(),
            self.first_link("/people", "/people/"),
            self.first_link("/people", "/entities/"),
            self.first_link("/search?q=%E4%BC%9A%E8%AB%87", "/items/"),
            format!("{document}?layer=speech&layer=people&layer=times&layer=events&layer=hedges"),
            format!("{story}?as_of=2099-01-01"),
            format!("/search?q={}", wire::encoded("会談")),
            "/nothing".to_owned(),
        ];
        let plain =
            ["/?all=1", "/news", "/people", "/documents", "/search", "/corrections", "/add"];
        pages.extend(plain.map(str::to_owned));
        pages.extend([story, event, document, passage]);
        pages
    }

    /// Where the first link of a page leads whose address begins so.
    fn first_link(&self, page: &str, begin: &str) -> String {
        let text = self.get(page).text();
        let link =
            text.split(&format!(" href=\"{begin}")).nth(1).and_then(|rest| rest.split('"').next());
        let link = link.unwrap_or_else(|| panic!("{page} has no link to {begin}"));
        format!("{begin}{}", link.replace("&amp;", "&"))
    }

    /// Where the first link of a page leads whose address holds this, without its fragment.
    fn link_with(&self, page: &str, part: &str) -> String {
        let text = self.get(page).text();
        let mut links = text.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let link = links.find(|link| link.contains(part));
        let link = link.unwrap_or_else(|| panic!("{page} has no link with {part}"));
        link.split('#').next().unwrap_or_default().replace("&amp;", "&")
    }

    /// The server's process.
    pub fn id(&self) -> u32 {
        self.server.id()
    }

    /// Asks for a page, which must come: whatever was done before has not harmed the server.
    pub fn is_alive(&mut self) {
        assert_eq!(self.server.try_wait().unwrap(), None, "the server has ended");
        assert_eq!(self.get("/").status, 200);
    }

    /// Ends the server in good order; gives what it said on standard error.
    pub fn told(mut self) -> String {
        let id = self.server.id().to_string();
        let kill = std::process::Command::new("kill").args(["-TERM", &id]).status().unwrap();
        assert!(kill.success());
        self.server.wait().unwrap();
        std::fs::read_to_string(self.world.path(SAID)).unwrap()
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The sample articles, without what else lies beside them.
pub fn articles() -> Vec<PathBuf> {
    let files = std::fs::read_dir(corpus()).unwrap().map(|entry| entry.unwrap().path());
    let numbered = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.starts_with(|c: char| c.is_ascii_digit())
    };
    let mut articles: Vec<PathBuf> = files.filter(numbered).collect();
    articles.sort();
    articles
}

/// Starts a server on any free port; the first line that it prints ends in its address.
fn start(world: &World, more: &[&str]) -> (Child, u16) {
    let arguments = ["--ledger", LEDGER, "serve", "--port", "0"].iter().chain(more);
    let mut command = world.command(arguments);
    let said = File::options().create(true).append(true).open(world.path(SAID)).unwrap();
    let mut server = command.stdout(Stdio::piped()).stderr(said).spawn().unwrap();
    let mut out = BufReader::new(server.stdout.take().unwrap());
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    let port = line.split("127.0.0.1:").nth(1).map(|rest| {
        let figures: String = rest.chars().take_while(char::is_ascii_digit).collect();
        figures.parse().unwrap()
    });
    let port = port.unwrap_or_else(|| {
        let _ = server.kill();
        let said = std::fs::read_to_string(world.path(SAID)).unwrap();
        panic!("no address: {line:?}, {said}")
    });
    server.stdout = Some(out.into_inner());
    (server, port)
}
