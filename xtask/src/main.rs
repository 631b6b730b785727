//! Checks and measurements of this repository: `cargo xtask tidy`, `map`, `score`, `news`, `judge`,
//! `codes`, `screenshots`.

mod bars;
mod codes;
mod judge;
mod measuring;
mod news;
mod score;
mod screenshots;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  tidy [DIR]   check what the compiler cannot: who uses whom, sizes, names, words, constructs
  map          write the map of the code in ARCHITECTURE.md anew
  score        compare the export with the gold file of the measuring folder (KEII_SHARED)
  codes        write the seeds' rows of event data into the guide
  news         print the measuring folder's news articles as JSON lines
  judge draw   draw what keii reads out of those articles, to be judged by hand
  judge report count the verdicts, and tell which of them still concern what keii says
  screenshots KEII
               take the pictures of the reading room anew, with the program KEII
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words[..] {
        ["tidy"] => tidy::run(&repository()),
        ["tidy", directory] => tidy::run(Path::new(directory)),
        ["map"] => tidy::write_map(&repository()).map(|()| ExitCode::SUCCESS),
        ["score"] => score::run(&repository()),
        ["codes"] => codes::write(&repository()),
        ["news"] => news::json_lines(&repository()).map(|lines| {
            print!("{lines}");
            ExitCode::SUCCESS
        }),
        ["judge", "draw"] => judge::draw(&repository()),
        ["judge", "report"] => judge::report(&repository()),
        ["screenshots", keii] => {
            screenshots::take(&repository(), Path::new(keii)).map(|()| ExitCode::SUCCESS)
        }
        ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("cargo xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The folder that holds this package.
fn repository() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().expect("the package lies inside the repository").to_path_buf()
}
