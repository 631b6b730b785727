//! What the set-up installs for these tests, if it is there.

use std::path::Path;

use keii_browser::Programs;

/// A browser and its driver.
pub fn browser() -> Option<Programs> {
    Programs::on(&setting("PATH")?)
}

/// The rules of accessibility: axe-core, one script.
pub fn axe() -> Option<String> {
    let build = Path::new(env!("CARGO_TARGET_TMPDIR")).parent()?;
    std::fs::read_to_string(build.join("axe/node_modules/axe-core/axe.min.js")).ok()
}

/// Says what is missing, and that a test was not run; not on a machine that has to run them all.
pub fn skip(missing: &str) {
    assert!(setting("CI").is_none(), "{missing} is missing: ./setup.sh tests");
    eprintln!("skipped: {missing} is missing. `./setup.sh tests` installs it.");
}

#[expect(clippy::disallowed_methods, reason = "a test looks at the machine that it runs on")]
fn setting(name: &str) -> Option<std::ffi::OsString> {
    std::env::var_os(name)
}
