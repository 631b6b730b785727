//! Where a gap may end.

use std::ops::Range;

use crate::machine::{count_step, offset};
use crate::view::View;

/// What a gap may pass at most.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GapSize {
    pub characters: u16,
    pub tokens: u16,
}

/// The places where a gap may end, the nearest first: every boundary of tokens within its clause.
pub(crate) struct GapEnds<'a, V: View + ?Sized> {
    view: &'a V,
    text: &'a str,
    start: usize,
    /// How far it reaches by now; `None` when it reaches no further.
    end: Option<usize>,
    /// Nothing behind this byte is matched.
    limit: usize,
    /// The limit, or the end of the clause where that comes first.
    last: usize,
    clause_end: usize,
    /// What it may still pass.
    left: GapSize,
}

impl<'a, V: View + ?Sized> GapEnds<'a, V> {
    /// The ends of a gap that begins where `range` does.
    pub fn new(view: &'a V, text: &'a str, range: Range<usize>, most: GapSize) -> Self {
        let Range { start, end: limit } = range;
        let clause_end = view.clause_end(offset(start)) as usize;
        let last = text.floor_char_boundary(limit.min(clause_end));
        Self { view, text, start, end: Some(start), limit, last, clause_end, left: most }
    }

    /// One more token behind `end`, or one character where no token begins.
    fn behind(&mut self, end: usize) -> Option<usize> {
        let usable =
            |&next: &usize| end < next && next <= self.limit && self.text.is_char_boundary(next);
        let token = self.view.token_at(offset(end)).map(|token| token.end as usize);
        let next = match token.filter(usable) {
            Some(next) => {
                self.left.tokens = self.left.tokens.checked_sub(1)?;
                next
            }
            None => end + self.text[end..].chars().next().map_or(1, char::len_utf8),
        };
        if next > self.last {
            return None;
        }
        let passed = u16::try_from(self.text[end..next].chars().count()).ok()?;
        self.left.characters = self.left.characters.checked_sub(passed)?;
        Some(next)
    }
}

impl<V: View + ?Sized> Iterator for GapEnds<'_, V> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        loop {
            let end = self.end.filter(|&end| end <= self.last)?;
            count_step();
            self.end = self.behind(end);
            // What follows the gap stands in the same clause, or directly behind what went before.
            let fits = end < self.clause_end && self.view.is_boundary(offset(end));
            if end == self.start || fits {
                return Some(end);
            }
        }
    }
}
