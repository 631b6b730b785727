//! A browser without a window, told by WebDriver (W3C, "WebDriver", 2018) what to show: what
//! `chromium --screenshot` takes of a page that an address scrolls is blank.

use std::io::{BufRead, BufReader, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// How large a picture is, and that pages are still when it is taken.
const ARGUMENTS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--accept-lang=ja",
    "--force-prefers-reduced-motion",
];

/// The size of a picture.
const SIZE: (u32, u32) = (1100, 860);

/// A browser and the program that drives it. Both end with it.
pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
}

impl Browser {
    /// A fresh browser that keeps its files in a folder.
    ///
    /// # Errors
    ///
    /// When chromedriver or the browser is missing or does not start.
    pub fn start(folder: &Path) -> Result<Self> {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .env("HOME", folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("no chromedriver: make setup-tests")?;
        let out = driver.stdout.take().context("it has an output")?;
        let mut started = Self { driver, port: 0, session: String::new() };
        started.port = port(BufReader::new(out))?;
        let profile = format!("--user-data-dir={}", folder.join("browser").display());
        let arguments: Vec<&str> = ARGUMENTS.into_iter().chain([profile.as_str()]).collect();
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": { "args": arguments },
        } } });
        let session = started.ask("POST", "/session", &wanted)?;
        let session = session["sessionId"].as_str().context("the browser does not start")?;
        session.clone_into(&mut started.session);
        let (width, height) = SIZE;
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        started.devtools("Emulation.setDeviceMetricsOverride", &size)?;
        Ok(started)
    }

    /// A page as a PNG.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub fn shoot(&self, address: &str) -> Result<Vec<u8>> {
        let session = format!("/session/{}", self.session);
        self.ask("POST", &format!("{session}/url"), &json!({ "url": address }))?;
        let picture = self.ask("GET", &format!("{session}/screenshot"), &Value::Null)?;
        decoded(picture.as_str().context("no picture came")?)
    }

    fn devtools(&self, command: &str, parameters: &Value) -> Result<Value> {
        let path = format!("/session/{}/goog/cdp/execute", self.session);
        self.ask("POST", &path, &json!({ "cmd": command, "params": parameters }))
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Result<Value> {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.port,
            body.len()
        )?;
        let (head, body) = answer(BufReader::new(stream))?;
        let mut body: Value = serde_json::from_slice(&body)?;
        if !head.starts_with("HTTP/1.1 200") {
            bail!("{method} {path}: {}", body["value"]["message"]);
        }
        Ok(body["value"].take())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Ends the browser, which chromedriver would leave behind if it were killed first.
        let _ = self.ask("DELETE", &format!("/session/{}", self.session), &Value::Null);
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Head and body of an answer; chromedriver leaves the connection open behind it.
fn answer(mut stream: impl BufRead) -> Result<(String, Vec<u8>)> {
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line)? == 0 {
            bail!("no whole answer");
        }
        if line.trim().is_empty() {
            break;
        }
        if let Some(written) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = written.trim().parse()?;
        }
        head.push_str(&line);
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok((head, body))
}

/// The port that chromedriver says it has taken.
fn port(out: impl BufRead) -> Result<u16> {
    for line in out.lines() {
        let line = line?;
        let words = line.split("started successfully on port ").nth(1);
        if let Some(port) = words.and_then(|rest| rest.trim().trim_end_matches('.').parse().ok()) {
            return Ok(port);
        }
    }
    bail!("chromedriver tells no port")
}

/// Base64 (RFC 4648) as bytes.
fn decoded(text: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0);
    for letter in text.bytes().filter(|letter| *letter != b'=') {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => bail!("a picture that is no base64"),
        };
        held = held << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff)?);
        }
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read() {
        for (text, bytes) in [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9vYmFy", "foobar")] {
            assert_eq!(decoded(text).unwrap(), bytes.as_bytes(), "{text}");
        }
        assert!(decoded("Zm9v YmFy").is_err());
    }
}
