//! What the environment decides, read once and handed down.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;

use crate::args::{ColorChoice, Global, LangChoice};

pub use keii_words::Lang;

/// How to print.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// In which language.
    pub lang: Lang,
    /// Whether standard output takes colour.
    pub color: bool,
    /// Whether standard error takes colour.
    pub color_messages: bool,
    /// Columns of the terminal; where there is none, those that COLUMNS tells, else 100.
    pub width: usize,
    /// Whether to keep quiet about all but errors.
    pub quiet: bool,
    /// Whether messages go to a terminal, so that a progress bar makes sense.
    pub live: bool,
}

/// Where things lie.
#[derive(Clone, Debug)]
pub struct Places {
    /// The ledger file; `None` when neither flag nor environment tell.
    pub ledger: Option<PathBuf>,
    /// The folder of the dictionary's cache; `None` as above.
    pub cache: Option<PathBuf>,
}

/// A look-up of environment variables.
type Env<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// Columns when standard output is no terminal.
const PIPED_WIDTH: usize = 100;

/// Narrower than this no table can be read: lines then run over.
const LEAST_WIDTH: usize = 60;

/// Reads the environment of the process.
#[must_use]
pub fn read(global: &Global) -> (Look, Places) {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads settings")]
    let env = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let stdout = std::io::stdout().is_terminal();
    let stderr = std::io::stderr().is_terminal();
    let look = Look {
        lang: lang(global.lang, &env),
        color: color(global.color, stdout, &env),
        color_messages: color(global.color, stderr, &env),
        width: if stdout { terminal_width() } else { piped_width(&env) },
        quiet: global.quiet,
        live: stderr && !global.quiet,
    };
    (look, places(global.ledger.clone(), &env))
}

fn terminal_width() -> usize {
    let found = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    found.unwrap_or(PIPED_WIDTH).max(LEAST_WIDTH)
}

/// Programs that show the output of others tell how wide it is shown.
fn piped_width(env: Env<'_>) -> usize {
    let told = env("COLUMNS").and_then(|columns| columns.to_string_lossy().parse().ok());
    told.map_or(PIPED_WIDTH, |columns: usize| columns.max(LEAST_WIDTH))
}

fn lang(choice: Option<LangChoice>, env: Env<'_>) -> Lang {
    match choice {
        Some(LangChoice::Ja) => Lang::Ja,
        Some(LangChoice::En) => Lang::En,
        None => {
            // POSIX: the first of these that is set decides, whatever the others say.
            let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| env(name));
            let japanese = locale.is_some_and(|locale| locale.to_string_lossy().starts_with("ja"));
            if japanese { Lang::Ja } else { Lang::En }
        }
    }
}

fn color(choice: ColorChoice, terminal: bool, env: Env<'_>) -> bool {
    let dumb = env("TERM").is_some_and(|term| term == "dumb");
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => terminal && !dumb && env("NO_COLOR").is_none(),
    }
}

fn places(ledger: Option<PathBuf>, env: Env<'_>) -> Places {
    // The base directory specification has relative paths ignored.
    let absolute = |name| env(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base =
        |xdg, below_home: &str| absolute(xdg).or_else(|| Some(absolute("HOME")?.join(below_home)));
    let named = |name| env(name).map(PathBuf::from);
    let data = || Some(base("XDG_DATA_HOME", ".local/share")?.join("keii").join("ledger.keii"));
    let cache = || Some(base("XDG_CACHE_HOME", ".cache")?.join("keii"));
    Places {
        ledger: ledger.or_else(|| named("KEII_LEDGER")).or_else(data),
        cache: named("KEII_CACHE_DIR").or_else(cache),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn env(pairs: &'static [(&str, &str)]) -> impl Fn(&str) -> Option<OsString> {
        move |name| {
            let found = pairs.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| OsString::from(value))
        }
    }

    #[test]
    fn the_first_locale_variable_decides() {
        let japanese = env(&[("LANG", "ja_JP.UTF-8")]);
        assert_eq!(lang(None, &japanese), Lang::Ja);
        let overridden = env(&[("LANG", "ja_JP.UTF-8"), ("LC_ALL", "C")]);
        assert_eq!(lang(None, &overridden), Lang::En);
        assert_eq!(lang(Some(LangChoice::En), &japanese), Lang::En);
        assert_eq!(lang(None, &env(&[])), Lang::En);
    }

    #[test]
    fn the_flag_goes_before_the_environment() {
        let set = env(&[("KEII_LEDGER", "/l"), ("XDG_DATA_HOME", "/d"), ("HOME", "/h")]);
        assert_eq!(places(Some("/f".into()), &set).ledger, Some("/f".into()));
        assert_eq!(places(None, &set).ledger, Some("/l".into()));
        let data = env(&[("XDG_DATA_HOME", "/d"), ("HOME", "/h")]);
        assert_eq!(places(None, &data).ledger, Some("/d/keii/ledger.keii".into()));
        let relative = env(&[("XDG_DATA_HOME", "d"), ("HOME", "/h")]);
        let found = places(None, &relative);
        assert_eq!(found.ledger, Some("/h/.local/share/keii/ledger.keii".into()));
        assert_eq!(found.cache, Some("/h/.cache/keii".into()));
        assert_eq!(places(None, &env(&[])).ledger, None);
    }

    #[test]
    fn colour_is_for_terminals_that_want_it() {
        assert!(color(ColorChoice::Auto, true, &env(&[])));
        assert!(!color(ColorChoice::Auto, false, &env(&[])));
        assert!(!color(ColorChoice::Auto, true, &env(&[("NO_COLOR", "1")])));
        assert!(color(ColorChoice::Always, false, &env(&[("NO_COLOR", "1")])));
    }
}
