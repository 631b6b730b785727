//! Checks a pack on disk: `cargo run -p keii-rules --example check_pack -- packs/ja`. Examples of
//! layers without tokens run too.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use keii_rules::{CharacterView, Pack, PackFile, PackSource, examples};

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "toml" || ending == "tsv") {
            files.push(path);
        }
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(std::env::args().nth(1).ok_or("which folder?")?);
    let mut paths = Vec::new();
    gather(&root, &mut paths)?;
    let mut texts = Vec::new();
    for path in &paths {
        let name = path.strip_prefix(&root)?.to_string_lossy().replace('\\', "/");
        texts.push((name, fs::read_to_string(path)?));
    }
    let files: Vec<PackFile<'_>> =
        texts.iter().map(|(path, text)| PackFile { path, text }).collect();
    let source = PackSource::parse(&files).map_err(|error| {
        eprintln!("{error}");
        format!("{} problems", error.problems().len())
    })?;
    let pack = Pack::compile(&source)?;
    let mut failed = 0;
    for example in examples(&source) {
        let layer = pack.layer(&example.layer).ok_or("a rule has a layer")?;
        if layer.needs_tokens() {
            continue;
        }
        if let Err(wrong) = layer.check_example(&CharacterView::new(&example.text), &example) {
            eprintln!("{wrong}");
            failed += 1;
        }
    }
    println!("{}: {} rules, {failed} examples failed", pack.version(), source.rules().count());
    if failed == 0 { Ok(()) } else { Err("examples failed".into()) }
}
