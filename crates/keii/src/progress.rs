//! A bar for those who wait: on a terminal, and only when it takes longer than a moment.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::settings::{Lang, Look};

/// Work that is done sooner needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// How far the work has come.
#[derive(Debug)]
pub struct Progress {
    began: Instant,
    bar: Option<ProgressBar>,
    lang: Lang,
    live: bool,
}

impl Progress {
    /// Work begins.
    #[must_use]
    pub fn begin(look: &Look) -> Self {
        Self { began: Instant::now(), bar: None, lang: look.lang, live: look.live }
    }

    /// So many articles are done.
    pub fn at(&mut self, articles: usize) {
        if !self.live || self.began.elapsed() < PATIENCE {
            return;
        }
        let lang = self.lang;
        let bar = self.bar.get_or_insert_with(|| {
            let template = match lang {
                Lang::Ja => "{spinner} {pos} 件 {elapsed}({per_sec})",
                Lang::En => "{spinner} {pos} articles in {elapsed} ({per_sec})",
            };
            let style = ProgressStyle::with_template(template);
            let bar = ProgressBar::new_spinner();
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
            bar
        });
        bar.set_position(articles as u64);
    }

    /// Prints while the bar is out of the way.
    pub fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
