//! A server and one visitor on a connection that stays.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Reads articles into the ledger of a folder.
pub fn add(keii: &Path, folder: &Path, articles: &Path) {
    let mut command = command(keii, folder);
    let added = command.arg("add").arg(articles).stdout(Stdio::null()).status().expect("keii");
    // 1 where some of them cannot be read, which the set holds.
    assert!(matches!(added.code(), Some(0 | 1)), "{added}");
}

fn command(keii: &Path, folder: &Path) -> Command {
    let mut command = Command::new(keii);
    command
        .arg("--ledger")
        .arg(folder.join("ledger"))
        .env("KEII_CACHE_DIR", env!("CARGO_TARGET_TMPDIR"))
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// The server, ended with this.
pub struct Room {
    server: Child,
    stream: BufReader<TcpStream>,
    host: String,
    /// The cookie that says how far the visitor has seen: its name, the last arrival, what follows.
    seen: Option<(String, i64, String)>,
}

impl Room {
    /// Starts it and waits until it tells its address.
    pub fn open(keii: &Path, folder: &Path) -> Self {
        let mut command = command(keii, folder);
        let mut server =
            command.args(["serve", "--port", "0"]).stdout(Stdio::piped()).spawn().expect("keii");
        let mut line = String::new();
        let mut out = BufReader::new(server.stdout.take().expect("piped"));
        out.read_line(&mut line).expect("an address");
        server.stdout = Some(out.into_inner());
        let host = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        let stream = TcpStream::connect(&host).expect("the server listens");
        stream.set_nodelay(true).expect("a setting");
        Self { server, stream: BufReader::new(stream), host, seen: None }
    }

    /// The body as a browser is sent it, compressed.
    pub fn get(&mut self, path: &str) -> Vec<u8> {
        self.ask(path, "Accept-Encoding: gzip\r\n")
    }

    /// The body as it is.
    pub fn get_plain(&mut self, path: &str) -> Vec<u8> {
        self.ask(path, "")
    }

    /// The page of what is new, for a visitor who has not seen the last so many articles.
    pub fn news(&mut self, unseen: i64) -> Vec<u8> {
        let (name, last, day) = self.seen.clone().expect("a page was opened before");
        let cookie = format!("Accept-Encoding: gzip\r\nCookie: {name}={}.{day}\r\n", last - unseen);
        self.ask("/news", &cookie)
    }

    fn ask(&mut self, path: &str, more: &str) -> Vec<u8> {
        let head = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n{more}\r\n", self.host);
        self.stream.get_mut().write_all(head.as_bytes()).expect("sent");
        let (mut length, mut chunked) = (0, false);
        loop {
            let line = self.line();
            let lower = line.to_ascii_lowercase();
            if let Some(value) = lower.strip_prefix("content-length:") {
                length = value.trim().parse().expect("a length");
            }
            if let Some(cookie) = lower.strip_prefix("set-cookie: seen-") {
                self.seen = seen(cookie);
            }
            chunked |= lower.starts_with("transfer-encoding: chunked");
            if line.is_empty() {
                break;
            }
        }
        let mut body = Vec::new();
        if !chunked {
            self.take(length, &mut body);
            return body;
        }
        loop {
            let size = usize::from_str_radix(&self.line(), 16).expect("a size");
            self.take(size, &mut body);
            self.line();
            if size == 0 {
                return body;
            }
        }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.stream.read_line(&mut line).expect("a line");
        line.trim_end().to_owned()
    }

    fn take(&mut self, length: usize, body: &mut Vec<u8>) {
        let from = body.len();
        body.resize(from + length, 0);
        self.stream.read_exact(&mut body[from..]).expect("the body");
    }

    /// What the server holds in memory, where the system tells.
    pub fn memory(&self) -> String {
        let path = format!("/proc/{}/status", self.server.id());
        let status = std::fs::read_to_string(path).unwrap_or_default();
        let line = |name: &str| status.lines().find(|line| line.starts_with(name));
        let known = [line("VmRSS"), line("RssAnon")].into_iter().flatten().collect::<Vec<_>>();
        known.join(", ").replace('\t', " ")
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// `0a1b=3670.2026-11-30; …` in its parts.
fn seen(cookie: &str) -> Option<(String, i64, String)> {
    let (name, value) = cookie.split(';').next()?.split_once('=')?;
    let (last, day) = value.split_once('.')?;
    Some((format!("seen-{name}"), last.parse().ok()?, day.to_owned()))
}

/// Percent-encoded for a query.
pub fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
