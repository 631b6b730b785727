//! Who had contact with whom, as strands: a row a party, a strand a channel, with a knot on the row
//! of each of its parties; strands of one level stand together.
//!
//! No strand crosses another however many there are, a channel of three parties is one strand and
//! not three pairs, and the same channels always give the same drawing. After BioFabric (Longabaugh,
//! "Combing the hairball with BioFabric", BMC Bioinformatics 13:275, 2012).

use maud::{Markup, html};

/// Units from one row to the next.
const ROW: i32 = 34;

/// Units from one strand to the next: as much as a finger needs.
const STRAND: i32 = 46;

/// Units between the strands of two levels.
const GAP: i32 = 22;

/// Units of a line of counts above a strand.
const LINE: i32 = 17;

/// Units above the counts, for the names of levels.
const LEVELS: i32 = 30;

/// Units of a full-width letter of a name.
const LETTER: i32 = 14;

/// Units that the names of parties take at most.
const NAMES: i32 = 240;

/// What became of contacts: the sign of each, as words tell it.
pub const SIGNS: [&str; 4] = ["●", "○", "‖", "?"];

/// A party: a row.
pub struct Party {
    /// What it is called.
    pub name: String,
    /// The language of the name, where it is not the page's.
    pub lang: Option<&'static str>,
    /// Where it leads.
    pub href: String,
}

/// A channel: a strand.
pub struct Strand {
    /// Its level, by its number among the levels.
    pub level: usize,
    /// The rows of its parties.
    pub rows: Vec<usize>,
    /// How many contacts took place, are ahead, came to nothing, were not told of again.
    pub counts: [usize; 4],
    /// What it tells in full.
    pub words: String,
    /// Where it leads.
    pub href: String,
}

impl Strand {
    /// What its counts say at a glance: the likeliest of what there is.
    fn state(&self) -> &'static str {
        let names = ["held", "ahead", "undone", "untold"];
        let first = self.counts.iter().position(|count| *count > 0);
        names[first.unwrap_or(names.len() - 1)]
    }

    /// The counts as they stand above the strand.
    fn lines(&self) -> Vec<String> {
        let signs = SIGNS.iter().zip(self.counts).filter(|(_, count)| *count > 0);
        signs.map(|(sign, count)| format!("{sign}{count}")).collect()
    }
}

/// Where everything lies.
struct Plan {
    left: i32,
    top: i32,
    width: i32,
    height: i32,
    /// Left edge and width of each level's strands; no width where it has none.
    levels: Vec<(i32, i32)>,
    /// The middle of each strand.
    strands: Vec<i32>,
}

/// The drawing. The strands of one level keep their order.
pub fn network(label: &str, levels: &[String], parties: &[Party], strands: &[Strand]) -> Markup {
    let plan = plan(levels, parties, strands);
    let (width, height) = (plan.width, plan.height);
    html! {
        svg.network viewBox=(format!("0 0 {width} {height}")) role="group" aria-label=(label)
            width=(width) height=(height) {
            (heads(&plan, levels))
            @for (at, party) in parties.iter().enumerate() { (row(&plan, at, party)) }
            @for (strand, x) in strands.iter().zip(&plan.strands) { (drawn(&plan, strand, *x)) }
        }
    }
}

fn plan(levels: &[String], parties: &[Party], strands: &[Strand]) -> Plan {
    let names = parties.iter().map(|party| letters(&party.name)).max().unwrap_or(0);
    let left = (names + 24).min(NAMES);
    let lines = strands.iter().map(|strand| strand.lines().len()).max().unwrap_or(0);
    let top = LEVELS + LINE * count(lines) + ROW / 2;
    let (mut x, mut groups, mut middles) = (left + GAP / 2, Vec::new(), vec![0; strands.len()]);
    for (level, name) in levels.iter().enumerate() {
        let here = strands.iter().zip(&mut middles).filter(|(strand, _)| strand.level == level);
        let here: Vec<&mut i32> = here.map(|(_, middle)| middle).collect();
        if here.is_empty() {
            groups.push((x, 0));
            continue;
        }
        let width = (STRAND * count(here.len())).max(letters(name));
        let first = x + (width - STRAND * count(here.len())) / 2 + STRAND / 2;
        for (at, middle) in here.into_iter().enumerate() {
            *middle = first + STRAND * count(at);
        }
        groups.push((x, width));
        x += width + GAP;
    }
    let height = top + ROW * count(parties.len().saturating_sub(1)) + ROW / 2;
    Plan { left, top, width: x, height, levels: groups, strands: middles }
}

fn count(number: usize) -> i32 {
    i32::try_from(number).expect("few parties and strands")
}

/// How many units a name takes, by eye.
fn letters(name: &str) -> i32 {
    let wide = |c: char| if c.is_ascii() { LETTER * 6 / 10 } else { LETTER };
    name.chars().map(wide).sum()
}

/// The levels, each over its strands.
fn heads(plan: &Plan, levels: &[String]) -> Markup {
    html! {
        g.levels aria-hidden="true" {
            @for (name, (x, width)) in levels.iter().zip(&plan.levels).filter(|(_, (_, width))| *width > 0) {
                text x=(x + width / 2) y="14" text-anchor="middle" { (name) }
                line x1=(x) x2=(x + width) y1="22" y2="22" {}
            }
        }
    }
}

/// A party with its line.
fn row(plan: &Plan, at: usize, party: &Party) -> Markup {
    let y = plan.top + ROW * count(at);
    html! {
        line.row x1=(plan.left) x2=(plan.width - GAP / 2) y1=(y) y2=(y) {}
        a.party href=(party.href) {
            rect.hit x="0" y=(y - ROW / 2 + 2) width=(plan.left - 6) height=(ROW - 4) {}
            text x=(plan.left - 12) y=(y + 5) text-anchor="end" lang=[party.lang] { (party.name) }
        }
    }
}

/// A strand with its knots, and above it how many contacts it stands for.
fn drawn(plan: &Plan, strand: &Strand, x: i32) -> Markup {
    let y = |row: usize| plan.top + ROW * count(row);
    let rows = || strand.rows.iter().copied();
    let (first, last) = (y(rows().min().unwrap_or(0)), y(rows().max().unwrap_or(0)));
    let lines = strand.lines();
    let above = plan.top - ROW / 2 - LINE * count(lines.len());
    // What is seen comes first: whoever speaks to the machine says what they see.
    let label = format!("{} ({})", lines.join(" "), strand.words);
    html! {
        a.strand href=(strand.href) data-state=(strand.state()) aria-label=(label) {
            title { (strand.words) }
            rect.hit x=(x - STRAND / 2 + 2) y=(above - 2) width=(STRAND - 4) height=(last - above + ROW / 2) {}
            line.guide x1=(x) x2=(x) y1=(plan.top - ROW / 2 + 4) y2=(first) {}
            line.thread x1=(x) x2=(x) y1=(first) y2=(last) {}
            @for row in rows() { circle cx=(x) cy=(y(row)) r="6" {} }
            @for (at, line) in lines.iter().enumerate() {
                text x=(x) y=(above + LINE * count(at) + 12) text-anchor="middle" { (line) } " "
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strand(level: usize, rows: &[usize], counts: [usize; 4]) -> Strand {
        Strand { level, rows: rows.to_vec(), counts, words: String::new(), href: String::new() }
    }

    fn parties(count: usize) -> Vec<Party> {
        let party = |at| Party { name: format!("党{at}"), lang: None, href: String::new() };
        (0..count).map(party).collect()
    }

    #[test]
    fn no_strand_lies_on_another_with_two_parties_or_with_twenty() {
        for size in [2, 20] {
            let pairs = (0..size).flat_map(|a| (a + 1..size).map(move |b| [a, b]));
            let strands: Vec<Strand> = pairs
                .enumerate()
                .map(|(at, pair)| strand(at % 3, &pair, [at % 2, 1, 0, 0]))
                .take(28)
                .collect();
            let levels = ["首脳", "閣僚", "特使・高官"].map(str::to_owned);
            let plan = plan(&levels, &parties(size), &strands);
            let mut middles = plan.strands.clone();
            middles.sort_unstable();
            assert!(middles.windows(2).all(|two| two[1] - two[0] >= STRAND), "{middles:?}");
            assert!(middles.iter().all(|x| *x > plan.left && *x < plan.width), "{middles:?}");
            let inside = |strand: &Strand, x: i32| {
                let (from, width) = plan.levels[strand.level];
                (from..=from + width).contains(&x)
            };
            assert!(strands.iter().zip(&plan.strands).all(|(strand, x)| inside(strand, *x)));
        }
    }

    #[test]
    fn what_took_place_what_is_ahead_and_what_was_put_off_are_drawn_differently() {
        let state = |counts| strand(0, &[0, 1], counts).state();
        assert_eq!(state([2, 1, 0, 0]), "held");
        assert_eq!(state([0, 1, 1, 0]), "ahead");
        assert_eq!(state([0, 0, 1, 0]), "undone");
        assert_eq!(state([0, 0, 0, 3]), "untold");
        assert_eq!(strand(0, &[0, 1], [2, 0, 1, 0]).lines(), ["●2", "‖1"]);
    }
}
