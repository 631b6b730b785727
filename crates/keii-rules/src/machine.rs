//! Runs one program at one place of a text.
//!
//! Patterns have no loops, so that the depth of the recursion is bounded by the pattern and never
//! by the text. Among all ways through a pattern the longest wins, except that every gap is as
//! short as it can be. Programs with many branches remember the result of each step at each place,
//! from one place of the text to the next: all work is at most steps × places × a gap's length.

use rustc_hash::FxHashMap;

use crate::program::{Capture, CompiledContext, Program, Step};
use crate::source::Boundary;
use crate::view::View;
use crate::vocabulary::{Found, Hit, Named, Vocabulary};

/// Tokens that one entry of a lexicon may run over.
const LONGEST_RUN: usize = 8;
/// Results that are kept before old ones are dropped.
const MOST_REMEMBERED: usize = 16_384;

#[cfg(test)]
std::thread_local! {
    /// Steps taken by this thread: what the tests of linear time count.
    pub(crate) static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// The text with all that stays the same from place to place.
pub(crate) struct Ground<'a, V: View + ?Sized> {
    pub view: &'a V,
    pub text: &'a str,
    pub vocabulary: &'a Vocabulary,
}

/// One captured stretch.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Caught<'a> {
    pub name: &'a str,
    pub start: usize,
    pub end: usize,
    pub found: Found,
}

/// A way onward: where the program and the text go on, and what was found in between.
struct Onward<'a> {
    step: usize,
    at: usize,
    caught: Option<Caught<'a>>,
}

/// Results by rule, step and place; looked up, never iterated. They hold as long as ground and
/// limit stay the same.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    ends: FxHashMap<(usize, usize, usize), Option<usize>>,
}

impl Memory {
    /// Results of places that lie behind are never asked for again, so that memory stays small when
    /// all of them are dropped now and then.
    pub fn tidy(&mut self) {
        if self.ends.len() > MOST_REMEMBERED {
            self.ends.clear();
        }
    }
}

pub(crate) struct Machine<'a, 'm, V: View + ?Sized> {
    ground: &'a Ground<'a, V>,
    program: &'a Program,
    /// Nothing at or behind this byte is matched.
    limit: usize,
    memory: &'m mut Memory,
    /// Tells the program from others that use the same memory.
    key: usize,
}

fn count_step() {
    #[cfg(test)]
    STEPS.with(|steps| steps.set(steps.get() + 1));
}

/// Whether a text begins with these words. The third byte is compared first: it tells most
/// characters of one script apart, and sooner than a call that compares them all.
fn begins(text: &[u8], words: &[u8]) -> bool {
    let probe = words.len().min(3).saturating_sub(1);
    text.len() >= words.len() && text.get(probe) == words.get(probe) && text.starts_with(words)
}

/// Offsets as views count them.
pub(crate) fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("matching is limited to the first 4 GiB of a text")
}

impl<'a, 'm, V: View + ?Sized> Machine<'a, 'm, V> {
    pub fn new(
        ground: &'a Ground<'a, V>,
        (key, program): (usize, &'a Program),
        limit: usize,
        memory: &'m mut Memory,
    ) -> Self {
        Self { ground, program, limit, memory, key }
    }

    /// The end of the match that begins at byte `start`.
    pub fn run(&mut self, start: usize) -> Option<usize> {
        if !self.may_touch(start) {
            return None;
        }
        // What stands before is looked at last: the words themselves rule out most places, cheaply.
        let end = self.longest(0, start).filter(|&end| end > start)?;
        self.contexts_hold(start, true).then_some(end)
    }

    /// What the match from `start` to `end` captured, in order.
    pub fn captures(&mut self, start: usize, end: usize) -> Vec<Caught<'a>> {
        let (mut caught, mut step, mut at) = (Vec::new(), 0, start);
        while !matches!(self.program.steps[step], Step::Accept) {
            let onward = self.onward(step, at);
            let chosen = onward.into_iter().find(|way| self.longest(way.step, way.at) == Some(end));
            let Some(way) = chosen else { break };
            (step, at) = (way.step, way.at);
            caught.extend(way.caught);
        }
        caught
    }

    fn may_touch(&self, at: usize) -> bool {
        self.program.boundary == Boundary::None || self.ground.view.is_boundary(offset(at))
    }

    fn longest(&mut self, mut step: usize, mut at: usize) -> Option<usize> {
        loop {
            count_step();
            match &self.program.steps[step] {
                Step::Literal(words) => {
                    if !begins(&self.ground.text.as_bytes()[at..self.limit], words.as_bytes()) {
                        return None;
                    }
                    (step, at) = (step + 1, at + words.len());
                }
                Step::Jump(target) => step = *target,
                Step::Accept => {
                    let fits = self.may_touch(at) && self.contexts_hold(at, false);
                    return fits.then_some(at);
                }
                _ if !self.program.remembers => return self.branch(step, at),
                _ => {
                    let key = (self.key, step, at);
                    if let Some(known) = self.memory.ends.get(&key) {
                        return *known;
                    }
                    let found = self.branch(step, at);
                    self.memory.ends.insert(key, found);
                    return found;
                }
            }
        }
    }

    fn branch(&mut self, step: usize, at: usize) -> Option<usize> {
        let shortest = matches!(self.program.steps[step], Step::Gap { .. });
        if let Step::Split(targets) = &self.program.steps[step] {
            return targets.iter().filter_map(|&target| self.longest(target, at)).max();
        }
        let mut best = None;
        for way in self.onward(step, at) {
            let found = self.longest(way.step, way.at);
            if shortest && found.is_some() {
                return found;
            }
            best = best.max(found);
        }
        best
    }

    /// The ways onward from a step, the preferred first.
    fn onward(&self, step: usize, at: usize) -> Vec<Onward<'a>> {
        let go = |step, at| Onward { step, at, caught: None };
        let program: &'a Program = self.program;
        match &program.steps[step] {
            Step::Literal(words) => vec![go(step + 1, at + words.len())],
            Step::Jump(target) => vec![go(*target, at)],
            Step::Split(targets) => targets.iter().map(|&target| go(target, at)).collect(),
            Step::Gap { characters, tokens } => {
                let ends = self.gap_ends(at, usize::from(*characters), usize::from(*tokens));
                ends.into_iter().map(|end| go(step + 1, end)).collect()
            }
            Step::Class(named, capture) => {
                let Ground { text, vocabulary, .. } = *self.ground;
                caught(vocabulary.hits(*named, text, at, self.limit), capture, step, at)
            }
            Step::Lemma(named, capture) => caught(self.runs(*named, at), capture, step, at),
            Step::Pos(names, capture) => {
                let token = self.ground.view.token_at(offset(at));
                let token = token.filter(|token| names.iter().any(|name| name == token.pos));
                caught(self.words_to(at, token.map(|token| token.end)), capture, step, at)
            }
            Step::Label(label, capture) => {
                let end = self.ground.view.label_at(offset(at), label);
                caught(self.words_to(at, end), capture, step, at)
            }
            Step::Accept => Vec::new(),
        }
    }

    /// A hit up to `end`, where a view gave a usable one.
    fn words_to(&self, at: usize, end: Option<u32>) -> Vec<Hit> {
        let end = end.map(|end| end as usize);
        let end = end.filter(|&end| at < end && end <= self.limit);
        let end = end.filter(|&end| self.ground.text.is_char_boundary(end));
        end.map(|end| Hit { end, found: Found::Words }).into_iter().collect()
    }

    /// Tokens from `at` that spell a phrase, the last of them in its dictionary form; longer first.
    fn runs(&self, named: Named, at: usize) -> Vec<Hit> {
        let Ground { view, text, vocabulary } = *self.ground;
        let mut hits = Vec::new();
        let Some(phrases) = vocabulary.phrases(named) else { return hits };
        let (mut start, mut words) = (at, String::new());
        for _ in 0..LONGEST_RUN {
            let Some(token) = view.token_at(offset(start)) else { break };
            let Some(hit) = self.words_to(start, Some(token.end)).pop() else { break };
            let before = words.len();
            words.push_str(token.lemma);
            if let Some(number) = phrases.get(&words) {
                hits.push(Hit { end: hit.end, found: Found::Entry(named, number) });
            }
            words.truncate(before);
            words.push_str(&text[start..hit.end]);
            if !phrases.begins(&words) {
                break;
            }
            start = hit.end;
        }
        hits.reverse();
        hits
    }

    /// Where a gap from `at` may end, the nearest first.
    fn gap_ends(&self, at: usize, characters: usize, tokens: usize) -> Vec<usize> {
        let Ground { view, text, .. } = *self.ground;
        let clause_end = view.clause_end(offset(at)) as usize;
        let limit = text.floor_char_boundary(self.limit.min(clause_end));
        let (mut ends, mut end) = (Vec::new(), at);
        let (mut passed, mut seen) = (0, 0);
        while end <= limit && passed <= characters && seen <= tokens {
            count_step();
            // What follows the gap stands in the same clause, or directly behind what went before.
            if end == at || (end < clause_end && view.is_boundary(offset(end))) {
                ends.push(end);
            }
            let token = view.token_at(offset(end)).map(|token| token.end);
            let next = match self.words_to(end, token).first() {
                Some(hit) => {
                    seen += 1;
                    hit.end
                }
                None => end + text[end..].chars().next().map_or(1, char::len_utf8),
            };
            if next > limit {
                break;
            }
            passed += text[end..next].chars().count();
            end = next;
        }
        ends
    }

    /// Whether every context in front of (or behind) byte `at` is as the rule wants it.
    fn contexts_hold(&self, at: usize, in_front: bool) -> bool {
        let contexts = self.program.contexts.iter().filter(|context| context.in_front == in_front);
        for context in contexts {
            let there =
                if in_front { self.ends_at(context, at) } else { self.begins_at(context, at) };
            if there != context.wanted {
                return false;
            }
        }
        true
    }

    fn begins_at(&self, context: &CompiledContext, at: usize) -> bool {
        let (mut memory, limit) = (Memory::default(), self.ground.text.len());
        Machine::new(self.ground, (0, &context.program), limit, &mut memory).run(at).is_some()
    }

    fn ends_at(&self, context: &CompiledContext, at: usize) -> bool {
        let before = self.ground.text[..at].char_indices().rev().take(context.reach);
        let mut memory = Memory::default();
        let mut machine = Machine::new(self.ground, (0, &context.program), at, &mut memory);
        before.into_iter().any(|(start, _)| machine.run(start) == Some(at))
    }
}

fn caught<'a>(hits: Vec<Hit>, capture: &'a Capture, step: usize, start: usize) -> Vec<Onward<'a>> {
    let ways = hits.into_iter().map(|Hit { end, found }| {
        let caught = capture.as_ref().map(|name| Caught { name, start, end, found });
        Onward { step: step + 1, at: end, caught }
    });
    ways.collect()
}
