//! Prints the records of files, for looking at readings while working on the steps.
use std::sync::Arc;

fn main() {
    let mut args = std::env::args().skip(1);
    let cache = std::path::PathBuf::from(args.next().expect("cache"));
    let packs = std::path::PathBuf::from(args.next().expect("pack"));
    let mut files: Vec<(String, String)> = Vec::new();
    let mut stack = vec![packs.clone()];
    while let Some(dir) = stack.pop() {
        for entry in std::fs::read_dir(dir).expect("dir") {
            let path = entry.expect("entry").path();
            if path.is_dir() {
                stack.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                files.push((path.strip_prefix(&packs).expect("in").display().to_string(), text));
            }
        }
    }
    files.sort();
    let files: Vec<keii_rules::PackFile<'_>> =
        files.iter().map(|(path, text)| keii_rules::PackFile { path, text }).collect();
    let source = keii_rules::PackSource::parse(&files).unwrap_or_else(|error| panic!("{error}"));
    let pack = keii_rules::Pack::compile(&source).unwrap_or_else(|error| panic!("{error}"));
    let japanese = keii_ja::Japanese::open(&cache, None).unwrap_or_else(|error| panic!("{error}"));
    let annotator = keii_annotate::Annotator::new(Arc::new(japanese), pack)
        .unwrap_or_else(|error| panic!("{error}"));
    let paths: Vec<std::path::PathBuf> = args.map(Into::into).collect();
    let options = keii_ingest::Options::default();
    let mut readings = Vec::new();
    for input in keii_ingest::articles(&paths, options) {
        match input {
            Ok(input) => readings.push(annotator.annotate(&input.document)),
            Err(error) => eprintln!("{error}"),
        }
    }
    for record in keii_ledger::build(readings).records() {
        println!("{}", serde_json::to_string(&record).expect("serialises"));
    }
}
