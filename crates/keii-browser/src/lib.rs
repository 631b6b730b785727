//! A browser without a window, for the tests and the pictures of the reading room.
//!
//! Chromium is told by chromedriver what to do, over the WebDriver protocol (W3C, "WebDriver",
//! 2018), which is JSON over HTTP. Clients of it that are kept well bring a runtime and TLS along;
//! this one asks one program on this machine, a request at a time.

mod installed;
mod wire;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

pub use installed::Programs;

/// How the browser runs: without a window, and without a word to anybody but the pages it opens.
const ARGUMENTS: [&str; 14] = [
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
    "--accept-lang=ja",
];

/// One browser and the program that drives it. Both end with it.
#[derive(Debug)]
pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
}

impl Browser {
    /// A fresh browser that keeps its files in `folder`; `more` are arguments of Chromium.
    ///
    /// # Errors
    /// When chromedriver or the browser does not start.
    pub fn start(programs: &Programs, folder: &Path, more: &[&str]) -> Result<Self> {
        let mut started = drive(programs, folder)?;
        let profile = format!("--user-data-dir={}", folder.join("browser").display());
        let arguments = ARGUMENTS.iter().chain(more).copied().chain([profile.as_str()]);
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": {
                "binary": programs.browser,
                "args": arguments.collect::<Vec<_>>(),
            },
            "goog:loggingPrefs": { "performance": "ALL", "browser": "ALL" },
        } } });
        let session = started.ask("POST", "/session", &wanted)?;
        let session = session["sessionId"].as_str().context("the browser does not start")?;
        session.clone_into(&mut started.session);
        Ok(started)
    }

    /// Something of the session, by its path behind the session's id; gives its value.
    ///
    /// # Errors
    /// When the browser does not answer, or refuses.
    pub fn post(&self, what: &str, body: &Value) -> Result<Value> {
        self.ask("POST", &format!("/session/{}/{what}", self.session), body)
    }

    /// The same without arguments.
    ///
    /// # Errors
    /// When the browser does not answer, or refuses.
    pub fn get(&self, what: &str) -> Result<Value> {
        self.ask("GET", &format!("/session/{}/{what}", self.session), &Value::Null)
    }

    /// A command of Chromium's own protocol.
    ///
    /// # Errors
    /// When the browser does not answer, or refuses.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Result<Value> {
        self.post("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// What is seen of the page, as a PNG.
    ///
    /// # Errors
    /// When the browser does not answer, or sends no picture.
    pub fn picture(&self) -> Result<Vec<u8>> {
        let picture = self.get("screenshot")?;
        Ok(STANDARD.decode(picture.as_str().context("no picture came")?)?)
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Result<Value> {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let (status, answer) = wire::ask(self.port, method, path, &body)?;
        let mut answer: Value = serde_json::from_slice(&answer)?;
        if status != 200 {
            bail!("{method} {path} {body}: {}", answer["value"]["message"]);
        }
        Ok(answer["value"].take())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Ends the browser, which chromedriver would leave behind if it were killed first.
        if !self.session.is_empty() {
            let _ = self.ask("DELETE", &format!("/session/{}", self.session), &Value::Null);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// How often chromedriver is started before it is given up. It asks for any free port of one family of
/// addresses and then wants the same one of the other, which another program may have taken by then.
const TRIES: usize = 5;

/// A chromedriver that listens, without a session.
fn drive(programs: &Programs, folder: &Path) -> Result<Browser> {
    let mut tries = (1..=TRIES).map(|_| drive_once(programs, folder));
    let first = tries.next().context("it is tried at least once")?;
    first.or_else(|error| tries.find_map(Result::ok).ok_or(error))
}

fn drive_once(programs: &Programs, folder: &Path) -> Result<Browser> {
    let mut driver = Command::new(&programs.driver)
        .arg("--port=0")
        .env("HOME", folder)
        .env("XDG_CONFIG_HOME", folder)
        .env("XDG_CACHE_HOME", folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("cannot start chromedriver")?;
    let mut out = BufReader::new(driver.stdout.take().context("it has an output")?);
    let mut started = Browser { driver, port: 0, session: String::new() };
    started.port = port(&mut out)?;
    // Kept open: it goes on writing, and must not fail at that.
    started.driver.stdout = Some(out.into_inner());
    Ok(started)
}

/// The port that chromedriver says it has taken.
fn port(out: &mut impl BufRead) -> Result<u16> {
    let mut all = String::new();
    loop {
        let mut line = String::new();
        if out.read_line(&mut line)? == 0 {
            bail!("chromedriver has ended: {all}");
        }
        let words = line.split("started successfully on port ").nth(1);
        if let Some(port) = words.and_then(|rest| rest.trim().trim_end_matches('.').parse().ok()) {
            return Ok(port);
        }
        all.push_str(&line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_read_from_what_chromedriver_says() {
        let mut said = &b"Starting ChromeDriver 1.2.3\n\
            ChromeDriver was started successfully on port 40123.\n"[..];
        assert_eq!(port(&mut said).unwrap(), 40123);
        let error = port(&mut &b"bind() failed\n"[..]).unwrap_err().to_string();
        assert!(error.contains("bind() failed"), "{error}");
    }
}
