//! chromedriver: started on a free port, asked by the WebDriver protocol (W3C, "WebDriver", 2018),
//! which is JSON over HTTP.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::installed::program;
use crate::wire;

/// A page of a phone is not shown by a window this narrow; sizes are set by [`Driver::devtools`].
const ARGUMENTS: [&str; 16] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--no-default-browser-check",
    // Whatever a page might ask for outside of this machine is not found.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--accept-lang=ja",
    "--window-size=1200,900",
];

/// One browser and the program that drives it. Both end with it.
pub struct Driver {
    driver: Child,
    port: u16,
    session: String,
    /// The browser's files; it begins with none.
    _profile: TempDir,
}

impl Driver {
    /// A fresh browser; `None` where it is not installed.
    pub fn start() -> Option<Self> {
        let chromium = program(&["chromium", "chromium-browser", "google-chrome"])?;
        let profile = tempfile::tempdir().unwrap();
        let mut driver = Command::new(program(&["chromedriver"])?)
            .arg("--port=0")
            .env("HOME", profile.path())
            .env("XDG_CONFIG_HOME", profile.path())
            .env("XDG_CACHE_HOME", profile.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(driver.stdout.take().unwrap());
        let port = port(&mut out);
        driver.stdout = Some(out.into_inner());
        let mut started = Self { driver, port, session: String::new(), _profile: profile };
        let folder = format!("--user-data-dir={}", started._profile.path().join("b").display());
        let arguments: Vec<&str> = ARGUMENTS.into_iter().chain([folder.as_str()]).collect();
        let asked = json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": { "binary": chromium, "args": arguments },
            "goog:loggingPrefs": { "performance": "ALL", "browser": "ALL" },
        } } });
        let session = started.ask("POST", "/session", &asked);
        session["sessionId"].as_str().unwrap().clone_into(&mut started.session);
        Some(started)
    }

    /// Something of the session; gives its value.
    pub fn post(&self, what: &str, body: &Value) -> Value {
        self.ask("POST", &format!("/session/{}/{what}", self.session), body)
    }

    /// The same without arguments.
    pub fn get(&self, what: &str) -> Value {
        self.ask("GET", &format!("/session/{}/{what}", self.session), &Value::Null)
    }

    /// A command of Chromium's own protocol.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.post("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let (status, value) = self.try_to_ask(method, path, body).expect("chromedriver answers");
        assert_eq!(status, 200, "{method} {path} {body}: {value}");
        value
    }

    fn try_to_ask(&self, method: &str, path: &str, body: &Value) -> Option<(u16, Value)> {
        let bytes = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        let headers = [("Content-Type", "application/json; charset=utf-8")];
        let answer = wire::request(self.port, method, path, &headers, &bytes)?;
        let mut whole: Value = serde_json::from_slice(&answer.body).ok()?;
        Some((answer.status, whole["value"].take()))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Ends the browser, which chromedriver would leave behind if it were killed first.
        if !self.session.is_empty() {
            self.try_to_ask("DELETE", &format!("/session/{}", self.session), &Value::Null);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The port that it says it has taken.
fn port(out: &mut impl BufRead) -> u16 {
    let mut all = String::new();
    loop {
        let mut line = String::new();
        assert_ne!(out.read_line(&mut line).unwrap(), 0, "chromedriver has ended: {all}");
        let words = line.split("started successfully on port ").nth(1);
        if let Some(port) = words.and_then(|rest| rest.trim().trim_end_matches('.').parse().ok()) {
            return port;
        }
        all.push_str(&line);
    }
}
