//! The articles that benches read: the measuring folder's, a line each, or the sample corpus.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The measuring folder's articles as a file of JSON lines, else the sample corpus.
pub fn lay_out(folder: &Path) -> PathBuf {
    #[expect(clippy::disallowed_methods, reason = "a measuring folder outside the repository")]
    let shared = std::env::var_os("KEII_SHARED").map(PathBuf::from);
    let news = shared.map(|shared| shared.join("data/ja-news/jawikinews.tsv.gz"));
    let Some(table) = news.and_then(|path| fs::File::open(path).ok()) else {
        return Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    };
    let mut text = String::new();
    flate2::read::GzDecoder::new(table).read_to_string(&mut text).expect("a gzipped table");
    let path = folder.join("news.jsonl");
    let mut out = fs::File::create(&path).expect("a file");
    for line in text.lines().skip(1) {
        let columns: Vec<String> = line.split('\t').map(|text| text.replace(' ', "")).collect();
        let [_, article, headline, ..] = columns.as_slice() else { continue };
        let line = serde_json::json!({ "text": article, "title": headline });
        writeln!(out, "{line}").expect("written");
    }
    path
}
