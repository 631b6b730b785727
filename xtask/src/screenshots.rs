//! Pictures of the reading room's main pages, for README and guide.
//!
//! A browser without a window (Chromium) shows the pages of the sample articles, as `keii serve`
//! gives them. pngquant makes the pictures small, where it is installed.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::measuring::require;

/// Where the pictures lie.
const PICTURES: &str = "docs/pictures";

/// A picture that is larger makes the README slow to open.
const MOST: u64 = 150 << 10;

/// The browser by the names that it has on one system or another.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// A server that ends when nobody needs it any more.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Takes the pictures anew, with the program at `keii`.
///
/// # Errors
///
/// When a program is missing or fails, or a picture is too large.
pub fn take(root: &Path, keii: &Path) -> Result<()> {
    let scratch = root.join("target/screenshots");
    let _ = std::fs::remove_dir_all(&scratch);
    std::fs::create_dir_all(&scratch)?;
    let ledger = scratch.join("ledger.keii");
    let mut articles: Vec<_> = std::fs::read_dir(root.join("corpus/us-russia-2025"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<_>>()?;
    articles.retain(|path| {
        path.file_name().is_some_and(|name| name.as_encoded_bytes()[0].is_ascii_digit())
    });
    articles.sort();
    let add = Command::new(keii).arg("--ledger").arg(&ledger).arg("add").args(&articles).output();
    require("keii add", add.map(|done| done.status))?;
    let (_server, room) = serve(keii, &ledger)?;
    std::fs::create_dir_all(root.join(PICTURES))?;
    for (name, path) in pages(keii, &ledger)? {
        let picture = root.join(PICTURES).join(format!("{name}.png"));
        shoot(&scratch, &format!("{room}{path}"), &picture)?;
        let size = std::fs::metadata(&picture).context("no picture was taken")?.len();
        if size > MOST {
            bail!("{} has {size} bytes; install pngquant to make it smaller", picture.display());
        }
        println!("{PICTURES}/{name}.png  {} KB", size / 1024);
    }
    Ok(())
}

/// A server on any free port, and its address without a slash at the end.
fn serve(keii: &Path, ledger: &Path) -> Result<(Server, String)> {
    let mut server = Command::new(keii)
        .arg("--ledger")
        .arg(ledger)
        .args(["serve", "--port", "0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("cannot start keii serve")?;
    let out = server.stdout.take().context("it has an output")?;
    let server = Server(server);
    let mut line = String::new();
    BufReader::new(out).read_line(&mut line)?;
    let room = line.trim().trim_end_matches('/').to_owned();
    if room.is_empty() {
        bail!("keii serve tells no address");
    }
    Ok((server, room))
}

/// The pages by the names of their pictures: those of the story that most articles tell, its
/// busiest event, whoever is named most.
fn pages(keii: &Path, ledger: &Path) -> Result<Vec<(&'static str, String)>> {
    let first = |listing: &str, record: &str| -> Result<String> {
        let run = Command::new(keii).arg("--ledger").arg(ledger).args([listing, "--json"]).output();
        let run = run.with_context(|| format!("cannot start keii {listing}"))?;
        let lines = String::from_utf8(run.stdout)?;
        let values = lines.lines().map(serde_json::from_str::<serde_json::Value>);
        let values = values.collect::<serde_json::Result<Vec<_>>>()?;
        let told = |one: &serde_json::Value| one["documents"].as_array().map_or(0, Vec::len);
        // Of equals the first.
        let most = values.iter().rev().max_by_key(|one| told(one));
        let id = most.and_then(|one| one[record]["id"].as_str());
        Ok(id.with_context(|| format!("keii {listing} lists nothing"))?.to_owned())
    };
    let document = first("documents", "document")?;
    Ok(vec![
        ("stories", "/".to_owned()),
        ("story", format!("/stories/{}", first("stories", "story")?)),
        ("event", format!("/events/{}", first("timeline", "event")?)),
        (
            "document",
            format!("/documents/{document}?layer=speech&layer=people&layer=times&layer=events"),
        ),
        ("search", "/search?q=%E4%BC%9A%E8%AB%87".to_owned()),
    ])
}

fn shoot(scratch: &Path, address: &str, picture: &Path) -> Result<()> {
    let mut last = None;
    for browser in BROWSERS {
        let taken = Command::new(browser)
            .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic"])
            .args(["--no-first-run", "--disable-background-networking", "--disable-sync"])
            .args(["--disable-component-update", "--hide-scrollbars", "--accept-lang=ja"])
            .args(["--window-size=1100,900", "--force-prefers-reduced-motion"])
            .arg(format!("--user-data-dir={}", scratch.join("browser").display()))
            .arg(format!("--screenshot={}", picture.display()))
            .arg(address)
            .env("HOME", scratch)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        match taken {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => last = Some(error),
            taken => {
                require(browser, taken)?;
                return shrink(picture);
            }
        }
    }
    Err(last.context("no browser")?).context("no browser: make setup-tests")
}

/// Fewer colours: a page has few.
fn shrink(picture: &Path) -> Result<()> {
    let quant = Command::new("pngquant")
        .args(["--force", "--strip", "--speed", "1", "--ext", ".png", "64"])
        .arg(picture)
        .status();
    match quant {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        quant => require("pngquant", quant),
    }
}
