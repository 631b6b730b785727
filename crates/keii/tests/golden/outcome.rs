//! Every record that was expected or read, met with its partner where it has one.

use crate::entry::{Entry, Side};
use crate::guard;
use crate::kind::{KINDS, Kind, is_compared};

/// How a record fared, as the sign at the start of its line.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Mark {
    /// Found and right.
    Right,
    /// Found, but something differs.
    Differs,
    /// Expected, but not read.
    Missed,
    /// Read, but not expected.
    More,
}

impl Mark {
    pub fn sign(self) -> char {
        match self {
            Self::Right => '=',
            Self::Differs => '~',
            Self::Missed => '-',
            Self::More => '+',
        }
    }
}

/// Where a line is listed: article, first and last code point, rank of its kind.
pub type Place = (usize, u64, u64, usize);

/// A record, expected or read or both.
pub struct Line<'a> {
    pub place: Place,
    pub mark: Mark,
    /// What it is counted under.
    pub label: String,
    pub described: String,
    pub differences: Vec<String>,
    pub expected: Option<Entry<'a>>,
    pub read: Option<Entry<'a>>,
}

/// All lines, sorted by article and place.
pub fn outcome<'a>(expected: &'a Side, read: &'a Side) -> Vec<Line<'a>> {
    let ranked = KINDS.iter().enumerate();
    let mut lines: Vec<Line<'a>> =
        ranked.flat_map(|(rank, kind)| of_kind(rank, kind, expected, read)).collect();
    lines.extend(guard::lines(expected, read, &lines));
    // The last two settle records of one kind at one place.
    lines.sort_by(|a, b| (a.place, a.mark, &a.described).cmp(&(b.place, b.mark, &b.described)));
    lines
}

fn of_kind<'a>(rank: usize, kind: &Kind, expected: &'a Side, read: &'a Side) -> Vec<Line<'a>> {
    let listed = |side: &'a Side| {
        let all = side.of(kind.name).into_iter();
        all.filter(|entry| is_compared(*entry)).collect::<Vec<Entry<'a>>>()
    };
    let (expected, read) = (listed(expected), listed(read));
    let partners = partners(kind, &expected, &read);
    let line = |wanted: Option<Entry<'a>>, found: Option<Entry<'a>>| {
        let shown = wanted.or(found).expect("one of them is there");
        let differences = match (wanted, found) {
            (Some(wanted), Some(found)) => (kind.differences)(wanted, found),
            _ => Vec::new(),
        };
        let mark = match (wanted, found) {
            (Some(_), None) => Mark::Missed,
            (None, _) => Mark::More,
            _ if differences.is_empty() => Mark::Right,
            _ => Mark::Differs,
        };
        let place = place(rank, kind.stands, shown);
        let (label, described) = ((kind.label)(shown), (kind.describe)(shown));
        Line { place, mark, label, described, differences, expected: wanted, read: found }
    };
    let wanted = expected.iter().zip(&partners);
    let mut lines: Vec<Line<'a>> =
        wanted.map(|(wanted, found)| line(Some(*wanted), found.map(|found| read[found]))).collect();
    let more = (0..read.len()).filter(|found| !partners.contains(&Some(*found)));
    lines.extend(more.map(|found| line(None, Some(read[found]))));
    lines
}

/// For each expected record the one that was read for it: the best fit first, one for one.
fn partners(kind: &Kind, expected: &[Entry<'_>], read: &[Entry<'_>]) -> Vec<Option<usize>> {
    let mut fits = Vec::new();
    for (wanted, one) in expected.iter().enumerate() {
        for (found, other) in read.iter().enumerate() {
            fits.extend((kind.fit)(*one, *other).map(|fit| (fit, wanted, found)));
        }
    }
    fits.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let mut partners = vec![None; expected.len()];
    for (_, wanted, found) in fits {
        if partners[wanted].is_none() && !partners.contains(&Some(found)) {
            partners[wanted] = Some(found);
        }
    }
    partners
}

/// Where a record is listed.
pub fn place(rank: usize, stands: Option<&str>, entry: Entry<'_>) -> Place {
    let Some(stands) = stands else { return (entry.document(), 0, 0, rank) };
    let own = entry.region(stands);
    let region = if own.is_empty() { entry.region("") } else { own };
    let (article, start) = region.first().copied().unwrap_or((entry.document(), 0));
    // An entity goes on in other articles; it is listed where it is first named.
    let here = region.iter().filter(|(other, _)| *other == article);
    let end = here.map(|(_, at)| *at + 1).max().unwrap_or(start);
    (article, start, end, rank)
}
