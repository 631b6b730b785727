//! Measured figures beside what they must reach.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// One figure that must be reached.
struct Bar<'a> {
    what: &'a str,
    category: &'a str,
    metric: &'a str,
    at_least: bool,
    bound: f64,
}

/// A table of every bar of `bars` (tab-separated, as the files in `xtask/bars`) with the figure
/// that `report` gives (the scorer's `--json`: one object a category), and how many are met.
///
/// # Errors
///
/// When a line of either is not of that form.
pub fn table(bars: &str, report: &str) -> Result<String> {
    let measured = categories(report)?;
    let (mut table, mut met, mut of) = (String::new(), 0, 0);
    writeln!(table, "{:<42} {:>9} {:>9}", "on the seeds", "bar", "measured")?;
    for line in bars.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let bar = parse(line)?;
        let figure = measured.get(bar.category).and_then(|category| category[bar.metric].as_f64());
        let holds = figure.is_some_and(|figure| reached(&bar, figure));
        let sign = if bar.at_least { "≥" } else { "≤" };
        let bound = format!("{sign} {}", bar.bound);
        let figure = figure.map_or("-".to_owned(), |figure| figure.to_string());
        let verdict = if holds { "" } else { "  not reached" };
        writeln!(table, "{:<42} {bound:>9} {figure:>9}{verdict}", bar.what)?;
        met += usize::from(holds);
        of += 1;
    }
    writeln!(table, "{met} of {of} reached")?;
    Ok(table)
}

fn reached(bar: &Bar<'_>, figure: f64) -> bool {
    if bar.at_least { figure >= bar.bound } else { figure <= bar.bound }
}

fn parse(line: &str) -> Result<Bar<'_>> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [what, category, metric, sign, bound] = fields[..] else {
        bail!("a bar has five fields: {line}");
    };
    let at_least = match sign {
        ">=" => true,
        "<=" => false,
        _ => bail!("a bar is >= or <=: {line}"),
    };
    let bound = bound.parse().with_context(|| line.to_owned())?;
    Ok(Bar { what, category, metric, at_least, bound })
}

/// The categories of the report by name.
fn categories(report: &str) -> Result<BTreeMap<String, Value>> {
    let mut found = BTreeMap::new();
    for line in report.lines() {
        let category: Value = serde_json::from_str(line).context("the scorer's report")?;
        let name = category["category"].as_str().context("a category has a name")?.to_owned();
        found.insert(name, category);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::table;

    const REPORT: &str = r#"{"category": "times", "recall": 0.9655, "invented_dates": 1}"#;

    #[test]
    fn a_figure_is_held_against_its_bar() {
        let bars =
            "# note\nright\ttimes\trecall\t>=\t0.95\ninvented\ttimes\tinvented_dates\t<=\t0\n";
        let table = table(bars, REPORT).unwrap();
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines.len(), 4);
        assert!(lines[1].ends_with("≥ 0.95    0.9655"), "{}", lines[1]);
        assert!(lines[2].ends_with("1  not reached"), "{}", lines[2]);
        assert_eq!(lines[3], "1 of 2 reached");
    }

    #[test]
    fn what_was_not_measured_is_not_reached() {
        let table = table("x\tevents\trecall\t>=\t0\n", REPORT).unwrap();
        assert!(table.contains("-  not reached"), "{table}");
    }

    #[test]
    fn a_bar_must_be_whole() {
        assert!(table("x\ttimes\trecall\t>\t1\n", REPORT).is_err());
        assert!(table("x\ttimes\trecall\n", REPORT).is_err());
    }
}
