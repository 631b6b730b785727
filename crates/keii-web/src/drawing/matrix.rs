//! Who met or called whom, as a grid: parties against parties, in each field how often by level.

use maud::{Markup, html};

/// Units of a field.
const FIELD: i32 = 76;

/// Units left of the grid, for names.
const NAMES: i32 = 130;

/// Units above the grid, for names.
const TOP: i32 = 34;

/// A field of the grid.
pub struct Field {
    /// The row, from 0.
    pub row: usize,
    /// The column, from 0.
    pub column: usize,
    /// What stands in it, a line a level.
    pub lines: Vec<String>,
    /// What it tells in full.
    pub words: String,
    /// Where it leads.
    pub href: String,
    /// How many contacts it stands for.
    pub count: usize,
}

/// The grid. A pair stands twice, so that each row can be read alone.
pub fn grid(label: &str, names: &[String], fields: &[Field]) -> Markup {
    let size = |count: usize| FIELD * i32::try_from(count).expect("few parties");
    let (width, height) = (NAMES + size(names.len()) + 4, TOP + size(names.len()) + 4);
    let most = fields.iter().map(|field| field.count).max().unwrap_or(1);
    html! {
        svg.grid viewBox=(format!("0 0 {width} {height}")) role="group" aria-label=(label)
            width=(width) height=(height) {
            g.names aria-hidden="true" {
                @for (at, name) in names.iter().enumerate() {
                    text x=(NAMES - 8) y=(TOP + size(at) + FIELD / 2 + 4) text-anchor="end" { (name) }
                    text x=(NAMES + size(at) + FIELD / 2) y=(TOP - 10) text-anchor="middle" { (short(name)) }
                    rect.self x=(NAMES + size(at)) y=(TOP + size(at)) width=(FIELD) height=(FIELD) {}
                }
            }
            @for field in fields {
                @let (x, y) = (NAMES + size(field.column), TOP + size(field.row));
                // What is seen comes first: whoever speaks to the machine says what they see.
                @let label = format!("{} ({})", field.lines.join(" "), field.words);
                a.field href=(field.href) aria-label=(label) data-weight=(weight(field.count, most)) {
                    title { (field.words) }
                    rect x=(x) y=(y) width=(FIELD) height=(FIELD) {}
                    @for (at, line) in field.lines.iter().enumerate() {
                        text x=(x + FIELD / 2) text-anchor="middle"
                            y=(y + FIELD / 2 + 5 + 17 * i32::try_from(at).expect("few levels")
                                - 8 * i32::try_from(field.lines.len() - 1).expect("few levels")) { (line) }
                        " "
                    }
                }
            }
            g.lines aria-hidden="true" {
                @for at in 0..=names.len() {
                    line x1=(NAMES) x2=(NAMES + size(names.len())) y1=(TOP + size(at)) y2=(TOP + size(at)) {}
                    line y1=(TOP) y2=(TOP + size(names.len())) x1=(NAMES + size(at)) x2=(NAMES + size(at)) {}
                }
            }
        }
    }
}

/// As much of a name as fits above a column.
fn short(name: &str) -> String {
    let most = if name.is_ascii() { 10 } else { 5 };
    if name.chars().count() <= most {
        return name.to_owned();
    }
    name.chars().take(most - 1).chain(['…']).collect()
}

/// From 1 to 3: how dark a field is. The number stands in it.
fn weight(count: usize, most: usize) -> usize {
    (count * 3).div_ceil(most.max(1)).clamp(1, 3)
}
