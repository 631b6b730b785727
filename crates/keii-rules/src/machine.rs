//! Runs one program at one place of a text.
//!
//! Patterns have no loops, so that the depth of the recursion is bounded by the pattern and never
//! by the text. Among all ways through a pattern the longest wins, except that every gap is as
//! short as it can be. Most runs end after a step or two; one that takes many remembers the result
//! of each step at each place, from one place of the text to the next: all work is at most steps ×
//! places × a gap's length.

use rustc_hash::FxHashMap;

use crate::gap::{GapEnds, GapSize};
use crate::numbers::{Figures, Numbers};
use crate::program::{CompiledContext, Program, Step};
use crate::source::Boundary;
use crate::split::{Ahead, Split, Way};
use crate::view::View;
use crate::vocabulary::{Found, Hit, Hits, Named, Vocabulary};

/// Tokens that one entry of a lexicon may run over.
const LONGEST_RUN: usize = 8;
/// Choices up to which trying all ways is cheaper than remembering results.
const FEW_CHOICES: usize = 8;
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
    pub figures: Figures<'a>,
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

impl<'a, V: View + ?Sized> Ground<'a, V> {
    pub fn new(view: &'a V, numbers: &'a Numbers, vocabulary: &'a Vocabulary) -> Self {
        Self { view, text: view.text(), vocabulary, figures: Figures::new(numbers) }
    }
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
    /// Choices met so far.
    choices: usize,
}

#[inline]
pub(crate) fn count_step() {
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
        Self { ground, program, limit, memory, key, choices: 0 }
    }

    /// The end of the match that begins at byte `start` with this step: the first, or one that all ways through
    /// the program lead to from there.
    pub fn run(&mut self, step: usize, start: usize) -> Option<usize> {
        if !self.may_touch(start) {
            return None;
        }
        // What stands before is looked at last: the words themselves rule out most places, cheaply.
        let end = self.longest(step, start).filter(|&end| end > start)?;
        self.contexts_hold(start, true).then_some(end)
    }

    /// What the match from `start` to `end` captured, in order.
    pub fn captures(&mut self, start: usize, end: usize) -> Vec<Caught<'a>> {
        let (mut caught, mut step, mut at) = (Vec::new(), 0, start);
        loop {
            match &self.program.steps[step] {
                Step::Accept => return caught,
                Step::Literal(words) => (step, at) = (step + 1, at + words.len()),
                Step::Jump(target) => step = *target,
                _ => {
                    let Some(way) = self.chosen(step, at, end) else { return caught };
                    (step, at) = (way.step, way.at);
                    caught.extend(way.caught);
                }
            }
        }
    }

    /// The way from a step that leaves a choice, by which the match ends at `end`. What matched went
    /// the only way where there is but one.
    fn chosen(&mut self, step: usize, at: usize, end: usize) -> Option<Onward<'a>> {
        let go = |step, at| Onward { step, at, caught: None };
        let program: &'a Program = self.program;
        // Where the rest leads is asked at each choice, as if the run began there.
        self.choices = 0;
        match &program.steps[step] {
            Step::Split(split) => match split.ways_at(self.next_character(at)) {
                [only] => Some(go(only.target as usize, at)),
                ways => {
                    let mut targets = self.targets(split, ways, at);
                    let target = targets.find(|&target| self.longest(target, at) == Some(end))?;
                    Some(go(target, at))
                }
            },
            Step::Gap(size) => {
                let stop = self
                    .gap_ends(at, *size)
                    .find(|&stop| self.longest(step + 1, stop) == Some(end))?;
                Some(go(step + 1, stop))
            }
            words => {
                let hits: Vec<Hit> = self.hits(step, at).collect();
                let hit = match hits.as_slice() {
                    [only] => only,
                    hits => {
                        let leads = |hit: &&Hit| self.longest(step + 1, hit.end) == Some(end);
                        hits.iter().rev().find(leads)?
                    }
                };
                let &Hit { end: stop, found } = hit;
                let caught =
                    words.capture().map(|name| Caught { name, start: at, end: stop, found });
                Some(Onward { step: step + 1, at: stop, caught })
            }
        }
    }

    fn may_touch(&self, at: usize) -> bool {
        self.program.boundary == Boundary::None || self.ground.view.is_boundary(offset(at))
    }

    fn longest(&mut self, mut step: usize, mut at: usize) -> Option<usize> {
        let program: &'a Program = self.program;
        loop {
            count_step();
            match &program.steps[step] {
                Step::Literal(words) => {
                    if !begins(&self.ground.text.as_bytes()[at..self.limit], words.as_bytes()) {
                        return None;
                    }
                    (step, at) = (step + 1, at + words.len());
                    continue;
                }
                Step::Jump(target) => {
                    step = *target;
                    continue;
                }
                Step::Accept => {
                    let fits = self.may_touch(at) && self.contexts_hold(at, false);
                    return fits.then_some(at);
                }
                // Where the next character leaves one way, or one hit is all there is, nothing is to be
                // chosen: the run goes on, and there is nothing to be remembered.
                Step::Split(split) => match split.ways_at(self.next_character(at)) {
                    [] => return None,
                    [only] => {
                        step = only.target as usize;
                        continue;
                    }
                    ways => {
                        let mut targets = self.targets(split, ways, at);
                        let first = targets.next()?;
                        if targets.next().is_none() {
                            step = first;
                            continue;
                        }
                    }
                },
                // Behind a gap the same choices come back at the next place.
                Step::Gap(_) => self.choices = FEW_CHOICES,
                Step::Class(..) | Step::Lemma(..) | Step::Pos(..) | Step::Label(..) => {
                    let mut hits = self.hits(step, at);
                    let first = hits.next()?;
                    if hits.next().is_none() {
                        (step, at) = (step + 1, first.end);
                        continue;
                    }
                }
            }
            if self.choices < FEW_CHOICES {
                self.choices += 1;
                return self.branch(step, at);
            }
            return self.remembered(step, at);
        }
    }

    fn next_character(&self, at: usize) -> Option<char> {
        self.ground.text[at..].chars().next()
    }

    /// Where those of several ways of a split lead that what stands ahead leaves.
    fn targets(
        &self,
        split: &'a Split,
        ways: &'a [Way],
        at: usize,
    ) -> impl Iterator<Item = usize> + use<'a, V> {
        let ahead = Ahead::of((self.ground.text, at), &self.ground.figures);
        ways.iter().filter(move |way| split.fits(**way, ahead)).map(|way| way.target as usize)
    }

    fn remembered(&mut self, step: usize, at: usize) -> Option<usize> {
        let key = (self.key, step, at);
        if let Some(known) = self.memory.ends.get(&key) {
            return *known;
        }
        let found = self.branch(step, at);
        self.memory.ends.insert(key, found);
        found
    }

    /// The end of the best way on from a step that leaves a choice.
    fn branch(&mut self, step: usize, at: usize) -> Option<usize> {
        let program: &'a Program = self.program;
        match &program.steps[step] {
            Step::Split(split) => {
                let ways = split.ways_at(self.next_character(at));
                self.targets(split, ways, at).filter_map(|target| self.longest(target, at)).max()
            }
            Step::Gap(size) => self.gap_ends(at, *size).find_map(|end| self.longest(step + 1, end)),
            _ => self.hits(step, at).filter_map(|hit| self.longest(step + 1, hit.end)).max(),
        }
    }

    /// What a step for words of a sort finds from `at` on, shorter first.
    fn hits(&self, step: usize, at: usize) -> Hits<'a> {
        let Ground { view, text, vocabulary, ref figures } = *self.ground;
        let program: &'a Program = self.program;
        match &program.steps[step] {
            Step::Class(named, _) => vocabulary.hits(*named, (text, at, self.limit), figures),
            Step::Lemma(named, _) => Hits::Several(self.runs(*named, at).into_iter()),
            Step::Pos(names, _) => {
                let token = view.token_at(offset(at));
                let token = token.filter(|token| names.iter().any(|name| name == token.pos));
                Hits::One(self.words_to(at, token.map(|token| token.end)))
            }
            Step::Label(label, _) => Hits::One(self.words_to(at, view.label_at(offset(at), label))),
            _ => Hits::One(None),
        }
    }

    /// A hit up to `end`, where a view gave a usable one.
    fn words_to(&self, at: usize, end: Option<u32>) -> Option<Hit> {
        let end = end.map(|end| end as usize).filter(|&end| at < end && end <= self.limit)?;
        self.ground.text.is_char_boundary(end).then_some(Hit { end, found: Found::Words })
    }

    /// Tokens from `at` that spell a phrase, the last of them in its dictionary form; shorter first.
    fn runs(&self, named: Named, at: usize) -> Vec<Hit> {
        let Ground { view, text, vocabulary, .. } = *self.ground;
        let mut hits = Vec::new();
        let Some(phrases) = vocabulary.phrases(named) else { return hits };
        let (mut start, mut words) = (at, String::new());
        for _ in 0..LONGEST_RUN {
            let Some(token) = view.token_at(offset(start)) else { break };
            let Some(hit) = self.words_to(start, Some(token.end)) else { break };
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
        hits
    }

    /// Where a gap from `start` may end, the nearest first.
    fn gap_ends(&self, start: usize, most: GapSize) -> GapEnds<'a, V> {
        GapEnds::new(self.ground.view, self.ground.text, start..self.limit, most)
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
        Machine::new(self.ground, (0, &context.program), limit, &mut memory).run(0, at).is_some()
    }

    fn ends_at(&self, context: &CompiledContext, at: usize) -> bool {
        let before = self.ground.text[..at].char_indices().rev().take(context.reach);
        let mut memory = Memory::default();
        let mut machine = Machine::new(self.ground, (0, &context.program), at, &mut memory);
        before.into_iter().any(|(start, _)| machine.run(0, start) == Some(at))
    }
}
