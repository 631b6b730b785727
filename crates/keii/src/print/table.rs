//! Tables that line up for full-width characters and fit the terminal.

use std::fmt::Write as _;

use super::style::{Style, styled};
use super::width::{cut, one_line, pad, width, wrap};

/// Blanks between columns.
const GAP: usize = 2;

/// A column that may shrink never gets narrower than this.
const LEAST: usize = 12;

/// Lines of a cell before it is cut.
const MOST_LINES: usize = 3;

/// How a column takes its share of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// As wide as its widest cell, always.
    Fixed,
    /// As wide as its widest cell where there is room, else its cells break into lines.
    Flexible,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    heading: String,
    fit: Fit,
}

/// A cell: paragraphs below one another.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    paragraphs: Vec<Paragraph>,
}

#[derive(Clone, Debug)]
struct Paragraph {
    text: String,
    style: Style,
}

impl Cell {
    /// A cell of one paragraph: line ends in `text` become blanks.
    pub fn new(text: impl AsRef<str>, style: Style) -> Self {
        Self::default().and(text, style)
    }

    /// The cell with another paragraph, unless that is empty.
    #[must_use]
    pub fn and(mut self, text: impl AsRef<str>, style: Style) -> Self {
        let text = one_line(text.as_ref());
        if !text.is_empty() {
            self.paragraphs.push(Paragraph { text, style });
        }
        self
    }

    fn width(&self) -> usize {
        self.paragraphs.iter().map(|one| width(&one.text)).max().unwrap_or(0)
    }

    /// Its lines in a column of `most` columns.
    fn lines(&self, most: usize) -> Vec<(String, Style)> {
        let broken = |one: &Paragraph| {
            let style = one.style;
            lines(&one.text, most).into_iter().map(move |line| (line, style))
        };
        self.paragraphs.iter().flat_map(broken).collect()
    }
}

#[derive(Clone, Debug)]
enum Row {
    Section(String),
    Cells(Vec<Cell>),
}

/// Rows under headings.
#[derive(Clone, Debug)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Row>,
}

impl Table {
    /// A table with these columns.
    pub fn new<'a>(columns: impl IntoIterator<Item = (&'a str, Fit)>) -> Self {
        let columns = columns.into_iter();
        let columns = columns.map(|(heading, fit)| Column { heading: heading.to_owned(), fit });
        Self { columns: columns.collect(), rows: Vec::new() }
    }

    /// Adds a row with one cell a column.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        let cells: Vec<Cell> = cells.into_iter().collect();
        debug_assert_eq!(cells.len(), self.columns.len(), "one cell a column");
        self.rows.push(Row::Cells(cells));
    }

    /// Adds a heading over the rows that follow.
    pub fn section(&mut self, title: impl AsRef<str>) {
        self.rows.push(Row::Section(one_line(title.as_ref())));
    }

    /// The table as text of at most `line` columns, where its fixed columns leave room for that. A
    /// column without any cell text is left out.
    #[must_use]
    pub fn render(&self, line: usize, color: bool) -> String {
        let shown: Vec<usize> = (0..self.columns.len())
            .filter(|&at| self.cells(at).any(|one| one.width() > 0))
            .collect();
        let widths = self.widths(&shown, line);
        let mut out = String::new();
        if shown.iter().any(|&at| !self.columns[at].heading.is_empty()) {
            let heading = |&at: &usize| vec![(self.columns[at].heading.clone(), Style::Heading)];
            write_row(&mut out, &shown.iter().map(heading).collect::<Vec<_>>(), &widths, color);
        }
        for row in &self.rows {
            match row {
                Row::Section(title) => {
                    if !out.is_empty() {
                        out.push('\n');
                    }
                    let _ = writeln!(out, "{}", styled(&cut(title, line), Style::Strong, color));
                }
                Row::Cells(cells) => {
                    let cells: Vec<_> = shown
                        .iter()
                        .zip(&widths)
                        .map(|(&at, &most)| cells[at].lines(most))
                        .collect();
                    write_row(&mut out, &cells, &widths, color);
                }
            }
        }
        out
    }

    fn cells(&self, column: usize) -> impl Iterator<Item = &Cell> {
        self.rows.iter().filter_map(move |row| match row {
            Row::Section(_) => None,
            Row::Cells(cells) => Some(&cells[column]),
        })
    }

    /// The widths of the shown columns: what does not fit is taken from the flexible ones, always
    /// from the widest.
    fn widths(&self, shown: &[usize], line: usize) -> Vec<usize> {
        let natural = |at: &usize| {
            let cells = self.cells(*at).map(Cell::width);
            cells.chain([width(&self.columns[*at].heading)]).max().unwrap_or(0)
        };
        let mut widths: Vec<usize> = shown.iter().map(natural).collect();
        let gaps = GAP * shown.len().saturating_sub(1);
        let mut excess = (widths.iter().sum::<usize>() + gaps).saturating_sub(line);
        while excess > 0 {
            let flexible =
                |(at, _): &(usize, &mut usize)| self.columns[shown[*at]].fit == Fit::Flexible;
            let widest = widths.iter_mut().enumerate().filter(flexible);
            let Some((_, widest)) = widest.max_by_key(|(_, width)| **width) else { break };
            if *widest <= LEAST {
                break;
            }
            *widest -= 1;
            excess -= 1;
        }
        widths
    }
}

fn lines(text: &str, most: usize) -> Vec<String> {
    let mut lines = wrap(text, most.max(1));
    if lines.len() > MOST_LINES {
        let rest = lines.split_off(MOST_LINES - 1).concat();
        // The rest is longer than a line, so that the cut shows.
        lines.push(cut(&rest, most));
    }
    lines
}

fn write_row(out: &mut String, cells: &[Vec<(String, Style)>], widths: &[usize], color: bool) {
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    for number in 0..height {
        let mut blanks = 0;
        for (cell, &columns) in cells.iter().zip(widths) {
            let (text, style) =
                cell.get(number).map_or(("", Style::Plain), |(text, style)| (text, *style));
            if !text.is_empty() {
                let _ = write!(out, "{}{}", pad("", blanks), styled(text, style, color));
                blanks = 0;
            }
            blanks += columns.saturating_sub(width(text)) + GAP;
        }
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people() -> Table {
        let mut table = Table::new([("誰", Fit::Flexible), ("", Fit::Fixed), ("id", Fit::Fixed)]);
        let plain = |text: &str| Cell::new(text, Style::Plain);
        table.row([plain("外務次官"), plain(""), plain("a.P1")]);
        table.row([plain("Ann"), plain(""), plain("a.P12")]);
        table
    }

    #[test]
    fn full_width_cells_line_up() {
        let expected = "誰        id\n外務次官  a.P1\nAnn       a.P12\n";
        assert_eq!(people().render(80, false), expected);
    }

    #[test]
    fn paragraphs_stand_below_one_another() {
        let mut table = Table::new([("", Fit::Fixed), ("", Fit::Flexible)]);
        table.section("2025");
        let words =
            Cell::new("会談", Style::Strong).and("", Style::Plain).and("「…」", Style::Faint);
        table.row([Cell::new("8月", Style::Plain), words]);
        assert_eq!(table.render(80, false), "2025\n8月  会談\n     「…」\n");
    }

    #[test]
    fn what_does_not_fit_breaks_and_is_cut_at_last() {
        let mut table = Table::new([("", Fit::Flexible), ("", Fit::Fixed)]);
        table.row([Cell::new("会".repeat(40), Style::Plain), Cell::new("x", Style::Plain)]);
        let rendered = table.render(20, false);
        let lines: Vec<&str> = rendered.lines().collect();
        assert_eq!(lines.len(), MOST_LINES);
        assert!(lines[0].ends_with('x') && lines[2].ends_with('…'));
        assert!(lines.iter().all(|line| width(line) <= 20), "{rendered}");
    }
}
