//! Who is writing to a ledger file: a note beside it, for those who have to wait. It decides nothing
//! (SQLite's locks do), so one that a killed process has left harms nobody.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::store::IN_MEMORY;

/// Who is writing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The number of the process.
    pub process: u32,
    /// What was typed: `keii add`.
    pub command: String,
    /// Since when, to the second.
    pub since: Option<Timestamp>,
}

impl fmt::Display for Holder {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}, process {}", self.command, self.process)?;
        self.since.map_or(Ok(()), |since| write!(out, ", since {since}"))
    }
}

/// So many characters of what was typed are shown.
const SHOWN: usize = 60;

/// The note, as long as somebody writes.
#[derive(Debug)]
pub(crate) struct Note(Option<PathBuf>);

impl Note {
    /// Leaves a note. Where that cannot be done, those who wait are told less.
    pub(crate) fn leave(ledger: &Path, command: &str) -> Self {
        let path = (ledger != Path::new(IN_MEMORY)).then(|| beside(ledger));
        let written = path
            .filter(|path| fs::write(path, format!("{}\n{command}\n", std::process::id())).is_ok());
        Self(written)
    }
}

impl Drop for Note {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            let _ = fs::remove_file(path);
        }
    }
}

/// Who is writing, as far as a note tells.
pub(crate) fn of(ledger: &Path) -> Option<Holder> {
    let path = beside(ledger);
    let note = fs::read_to_string(&path).ok()?;
    let mut lines = note.lines();
    let process: u32 = lines.next()?.parse().ok()?;
    let command: String = lines.next()?.chars().filter(|c| !c.is_control()).take(SHOWN).collect();
    if command.is_empty() || is_gone(process) {
        return None;
    }
    // The file's own time: nothing here has a clock.
    let since = fs::metadata(&path).and_then(|file| file.modified()).ok();
    let since = since.and_then(|since| Timestamp::try_from(since).ok());
    let since = since.and_then(|since| Timestamp::from_second(since.as_second()).ok());
    Some(Holder { process, command, since })
}

/// Whether a process has ended, where the system shows processes as files.
fn is_gone(process: u32) -> bool {
    let shown = Path::new("/proc");
    shown.join("self").exists() && !shown.join(process.to_string()).exists()
}

fn beside(ledger: &Path) -> PathBuf {
    let mut path = ledger.as_os_str().to_owned();
    path.push("-holder");
    path.into()
}
