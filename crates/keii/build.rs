//! Embeds the pack of Japanese: parses and checks `packs/ja`, writes it as one file for
//! `include_bytes!`, and writes one test for each example of its rules.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use keii_rules::{PackFile, PackSource, example_tests};

/// Where `tests/rule_examples.rs` has the function that runs an example.
const CHECK: &str = "super::check";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = told_by_cargo("OUT_DIR")?;
    // Asked while it runs: a build folder that two checkouts share may hold the script of the other.
    let pack = told_by_cargo("CARGO_MANIFEST_DIR")?.join("../../packs/ja");
    let mut files = Vec::new();
    read(&pack, "", &mut files)?;
    let files: Vec<PackFile<'_>> =
        files.iter().map(|(path, text)| PackFile { path, text }).collect();
    let source = match PackSource::parse(&files) {
        Ok(source) => source,
        Err(error) => {
            // Cargo fails the build and shows these lines as they are.
            error.to_string().lines().for_each(|line| println!("cargo::error={line}"));
            return Ok(());
        }
    };
    fs::write(out.join("ja.pack"), postcard::to_allocvec(&source)?)?;
    fs::write(out.join("rule_examples.rs"), example_tests(&source, CHECK))?;
    Ok(())
}

/// A folder that cargo names to build scripts.
fn told_by_cargo(variable: &str) -> Result<PathBuf, Box<dyn Error>> {
    #[expect(clippy::disallowed_methods, reason = "this is how cargo speaks to build scripts")]
    let folder = env::var_os(variable).ok_or("cargo sets it")?;
    Ok(PathBuf::from(folder))
}

/// Every file of a pack with its path below it. A folder is watched as well, so that a new file is
/// noticed.
fn read(
    folder: &Path,
    below: &str,
    files: &mut Vec<(String, String)>,
) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).ok_or("a name in UTF-8")?;
        let inner = format!("{below}{name}");
        if path.is_dir() {
            read(&path, &format!("{inner}/"), files)?;
        } else if path.extension().is_some_and(|kind| kind == "toml" || kind == "tsv") {
            println!("cargo::rerun-if-changed={}", path.display());
            files.push((inner, fs::read_to_string(&path)?));
        }
    }
    Ok(())
}
