//! The rows of event data that keii makes of the measuring folder's seeds, written into the guide:
//! days, parties and codes, no word of an article.

use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{measuring, score};

/// Where the table stands.
const PAGE: &str = "docs/guide.md";
const BEGIN: &str = "<!-- The table is made by `cargo xtask codes`. -->\n";
const END: &str = "<!-- End of the table. -->\n";
const HEAD: &str = "| when | type | status | source | target | PLOVER | CAMEO |\n\
                    |---|---|---|---|---|---|---|\n";

/// Builds the command, reads the seeds, and writes their rows into the guide.
///
/// # Errors
///
/// When the folder is missing, a step fails, or the guide has no place for the table.
pub fn write(root: &Path) -> Result<ExitCode> {
    let seeds = measuring::folder(root)?.join("seeds");
    measuring::require_files(&[&seeds])?;
    let command = measuring::build(root)?;
    let ledger = command.with_file_name("codes.keii");
    score::fresh_ledger(&command, &score::articles(&seeds)?, &ledger)?;
    let export = |format: &str| -> Result<String> {
        let done = Command::new(&command)
            .arg("--ledger")
            .arg(&ledger)
            .args(["export", "--without-text", "--format", format])
            .output()?;
        measuring::require("keii export", Ok(done.status))?;
        Ok(String::from_utf8(done.stdout)?)
    };
    let table = table(&export("cameo")?, &export("plover")?)?;
    let page = root.join(PAGE);
    let written = std::fs::read_to_string(&page).context(PAGE)?;
    let Some((before, rest)) = written.split_once(BEGIN) else { bail!("{PAGE} has no table") };
    let Some((_, after)) = rest.split_once(END) else { bail!("{PAGE}: the table has no end") };
    std::fs::write(&page, format!("{before}{BEGIN}\n{HEAD}{table}\n{END}{after}"))?;
    Ok(ExitCode::SUCCESS)
}

/// A row for each happening. Both exports hold them in one order.
fn table(cameo: &str, plover: &str) -> Result<String> {
    let rows = cameo.lines().skip(2).map(|line| line.split('\t').collect::<Vec<&str>>());
    let objects = plover.lines().skip(1).map(serde_json::from_str::<Value>);
    let mut table = String::new();
    for (row, object) in rows.zip(objects) {
        let object = object.context("a line of the export")?;
        let [id, _, source, target, code, status, kind, when, ..] = row[..] else {
            bail!("a row of {} cells", row.len());
        };
        if object["id"] != id {
            bail!("{id} and {} are not one event", object["id"]);
        }
        let word = |name: &str| object[name].as_str().unwrap_or_default().to_owned();
        let plover = [word("event"), word("mode")].into_iter().filter(|word| !word.is_empty());
        let plover = plover.collect::<Vec<_>>().join(" ");
        let cells = [when, kind, status, source, target, &plover, code];
        table.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_of_both_exports_are_one() {
        let cameo =
            "# {}\nid\tdate\nE.1\t20250304\tUSA\tRUS\t041\theld\tcall\t2025-03-04\t\t1\t1\n";
        let plover = "{}\n{\"id\":\"E.1\",\"event\":\"CONSULT\",\"mode\":\"phone\"}\n";
        let row = "| 2025-03-04 | call | held | USA | RUS | CONSULT phone | 041 |\n";
        assert_eq!(table(cameo, plover).unwrap(), row);
        let other = plover.replace("E.1", "E.2");
        assert!(table(cameo, &other).is_err());
    }
}
