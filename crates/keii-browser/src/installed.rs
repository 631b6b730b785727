//! Whether a browser is there.

use std::ffi::OsStr;
use std::path::PathBuf;

/// Chromium and the program that drives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programs {
    /// The browser.
    pub browser: PathBuf,
    /// Its WebDriver.
    pub driver: PathBuf,
}

impl Programs {
    /// The first of each that lies in one of these folders (the value of `PATH`); `None` where one
    /// is missing.
    pub fn on(path: &OsStr) -> Option<Self> {
        let folders: Vec<PathBuf> = std::env::split_paths(path).collect();
        let program = |names: &[&str]| {
            let mut places =
                names.iter().flat_map(|name| folders.iter().map(move |at| at.join(name)));
            places.find(|place| place.is_file())
        };
        Some(Self {
            browser: program(&["chromium", "chromium-browser", "google-chrome"])?,
            driver: program(&["chromedriver"])?,
        })
    }
}
