//! Tables: comma-separated values by RFC 4180, one table for each kind of rows.
//!
//! The first line is a comment that tells how the file was made, as CSV on the Web allows (its
//! default comment prefix is `#`); the second names the columns.

mod columns;

use std::io::Write;

use crate::Error;
use crate::context::Context;

/// One column: its name, and what a row has in it.
pub(crate) struct Column<R> {
    pub name: &'static str,
    pub cell: fn(&Context<'_>, &R) -> String,
}

/// By which some programs know that a file is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

pub(crate) fn write(context: &Context<'_>, out: &mut dyn Write) -> Result<usize, Error> {
    if context.form.bom {
        out.write_all(BYTE_ORDER_MARK.as_bytes())?;
    }
    write!(out, "# {}\r\n", context.stamp.line())?;
    let rows = &context.rows;
    match context.kind() {
        crate::Kind::Events => table(context, &rows.events, &columns::events(), out)?,
        crate::Kind::Statements => table(context, &rows.statements, &columns::statements(), out)?,
        crate::Kind::People => table(context, &rows.people, &columns::people(), out)?,
        crate::Kind::Comparisons => {
            table(context, &rows.comparisons, &columns::comparisons(), out)?;
        }
    }
    Ok(rows.rows())
}

fn table<R>(
    context: &Context<'_>,
    rows: &[R],
    columns: &[Column<R>],
    out: &mut dyn Write,
) -> Result<(), Error> {
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    write!(out, "{}\r\n", names.join(","))?;
    for row in rows {
        let cells = columns.iter().map(|column| quoted(&harmless((column.cell)(context, row))));
        write!(out, "{}\r\n", cells.collect::<Vec<_>>().join(","))?;
    }
    Ok(())
}

/// With what spreadsheets take a cell for a formula, also in full width (OWASP, "CSV Injection").
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A cell that no spreadsheet takes for a formula: an article's words may begin as one, and a
/// formula can open other files or addresses. An apostrophe before it makes it text; where the words
/// have one already they get another, so that taking one off gives the words back.
fn harmless(cell: String) -> String {
    let is_one = cell.trim_start_matches([' ', '\'']).starts_with(FORMULA);
    if is_one { format!("'{cell}") } else { cell }
}

/// A cell as it stands in the file: within quotation marks where it needs them.
fn quoted(cell: &str) -> String {
    let plain = !cell.contains(['"', ',', '\r', '\n', '#']) && cell.trim() == cell;
    if plain { cell.to_owned() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_begins_as_a_formula_is_text() {
        for formula in
            ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "＠A", "－1", "'=1"]
        {
            assert_eq!(harmless(formula.to_owned()), format!("'{formula}"));
        }
        for plain in ["「=1」", "a=1", "", "E.1", "ー=", "―続く", "2025-09-03"] {
            assert_eq!(harmless(plain.to_owned()), plain);
        }
    }

    #[test]
    fn what_parts_cells_is_quoted() {
        assert_eq!(quoted("甲、乙"), "甲、乙");
        assert_eq!(quoted("a,b"), "\"a,b\"");
        assert_eq!(quoted("「\"」\n"), "\"「\"\"」\n\"");
    }
}
