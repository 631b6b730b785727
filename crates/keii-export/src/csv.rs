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
        let cells = columns.iter().map(|column| quoted(&(column.cell)(context, row)));
        write!(out, "{}\r\n", cells.collect::<Vec<_>>().join(","))?;
    }
    Ok(())
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
    fn what_parts_cells_is_quoted() {
        assert_eq!(quoted("甲、乙"), "甲、乙");
        assert_eq!(quoted("a,b"), "\"a,b\"");
        assert_eq!(quoted("「\"」\n"), "\"「\"\"」\n\"");
    }
}
