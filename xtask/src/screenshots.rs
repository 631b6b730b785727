//! Pictures of the reading room's main pages, for README and guide.
//!
//! A browser without a window (Chromium) shows the pages of the sample articles, as `keii serve`
//! gives them. pngquant makes the pictures small, where it is installed.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};
use keii_browser::{Browser, Programs};
use serde_json::{Value, json};

use crate::measuring::require;

/// Where the pictures lie.
const PICTURES: &str = "docs/pictures";

/// A picture that is larger makes the README slow to open.
const MOST: u64 = 150 << 10;

/// The size of a picture.
const SIZE: (u32, u32) = (1100, 860);

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
    let articles = articles(&root.join("corpus"))?;
    let (last, before) = articles.split_last().context("there are no sample articles")?;
    add(keii, &ledger, before)?;
    let (_server, room) = serve(keii, &ledger)?;
    // Whoever has been here before is shown what has come since.
    let browser = browser(&scratch)?;
    shoot(&browser, &format!("{room}/"))?;
    add(keii, &ledger, std::slice::from_ref(last))?;
    std::fs::create_dir_all(root.join(PICTURES))?;
    for (name, path) in pages(keii, &ledger)? {
        let picture = root.join(PICTURES).join(format!("{name}.png"));
        std::fs::write(&picture, shoot(&browser, &format!("{room}{path}"))?)?;
        shrink(&picture)?;
        let size = std::fs::metadata(&picture).context("no picture was taken")?.len();
        if size > MOST {
            bail!("{} has {size} bytes; install pngquant to make it smaller", picture.display());
        }
        println!("{PICTURES}/{name}.png  {} KB", size / 1024);
    }
    Ok(())
}

/// A browser whose pages are still, and as large as a picture.
#[expect(clippy::disallowed_methods, reason = "looks for what the set-up installs")]
fn browser(folder: &Path) -> Result<Browser> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let programs = Programs::on(&path).context("no Chromium: make setup-tests")?;
    let browser = Browser::start(&programs, folder, &["--force-prefers-reduced-motion"])?;
    let (width, height) = SIZE;
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    browser.devtools("Emulation.setDeviceMetricsOverride", &size)?;
    Ok(browser)
}

/// A page as a PNG. What `chromium --screenshot` takes of a page that an address scrolls is blank.
fn shoot(browser: &Browser, address: &str) -> Result<Vec<u8>> {
    browser.post("url", &json!({ "url": address }))?;
    browser.picture()
}

/// The sample articles, without what else lies beside them; last the one that tells what became of a
/// plan.
fn articles(corpus: &Path) -> Result<Vec<PathBuf>> {
    let mut articles = Vec::new();
    for folder in std::fs::read_dir(corpus)? {
        let folder = folder?.path();
        if folder.is_dir() {
            let files = std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
            articles.extend(files.collect::<std::io::Result<Vec<_>>>()?);
        }
    }
    articles.retain(|path| {
        path.file_name().is_some_and(|name| name.as_encoded_bytes()[0].is_ascii_digit())
    });
    let is_last = |path: &PathBuf| path.to_string_lossy().contains("postponed");
    articles.sort_by_key(|path| (is_last(path), path.clone()));
    Ok(articles)
}

fn add(keii: &Path, ledger: &Path, articles: &[PathBuf]) -> Result<()> {
    let add = Command::new(keii).arg("--ledger").arg(ledger).arg("add").args(articles).output();
    require("keii add", add.map(|done| done.status))
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
        let told = |one: &Value| {
            let documents = one["documents"].as_array().or(one[record]["documents"].as_array());
            documents.map_or(0, Vec::len)
        };
        // Of equals the first.
        let values = listed(keii, ledger, listing)?;
        let most = values.iter().rev().max_by_key(|one| told(one));
        let id = most.and_then(|one| one[record]["id"].as_str());
        Ok(id.with_context(|| format!("keii {listing} lists nothing"))?.to_owned())
    };
    let document = first("documents", "document")?;
    let story = format!("/stories/{}", first("stories", "story")?);
    Ok(vec![
        ("stories", "/".to_owned()),
        ("story", story.clone()),
        ("timeline", format!("{story}#timeline")),
        ("contacts", format!("{story}#contacts")),
        ("differences", format!("/events/{}", told_differently(keii, ledger)?)),
        ("news", "/news".to_owned()),
        ("event", format!("/events/{}", first("timeline", "event")?)),
        (
            "document",
            format!("/documents/{document}?layer=speech&layer=people&layer=times&layer=events"),
        ),
        ("search", "/search?q=%E4%BC%9A%E8%AB%87".to_owned()),
    ])
}

/// What a command lists.
fn listed(keii: &Path, ledger: &Path, listing: &str) -> Result<Vec<Value>> {
    let run = Command::new(keii).arg("--ledger").arg(ledger).args([listing, "--json"]).output();
    let run = run.with_context(|| format!("cannot start keii {listing}"))?;
    let lines = String::from_utf8(run.stdout)?;
    Ok(lines.lines().map(serde_json::from_str).collect::<serde_json::Result<_>>()?)
}

/// The event of which most is told in more than one way.
fn told_differently(keii: &Path, ledger: &Path) -> Result<String> {
    let compared = listed(keii, ledger, "compare")?;
    let differs = |one: &&Value| one["verdict"] != "agree" && one["verdict"] != "single_source";
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for event in compared.iter().filter(differs).filter_map(|one| one["event"].as_str()) {
        *counts.entry(event).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    Ok(most.context("nothing is told in two ways")?.0.to_owned())
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
