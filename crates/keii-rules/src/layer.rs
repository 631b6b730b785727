//! Layers: the rules that run together over a text.

use std::ops::Range;
use std::sync::Arc;

use compact_str::CompactString;
use keii_model::Span;

use crate::first::First;
use crate::index::{Candidate, Index};
use crate::machine::{Caught, Ground, Machine, Memory, offset};
use crate::outputs::Outputs;
use crate::rule::Rule;
use crate::starts::{Layers, Starts};
use crate::template::{Slot, Template};
use crate::view::View;
use crate::vocabulary::{Found, Vocabulary};

/// The rules of one layer, of which at every place the best one wins: the longest, of equally long
/// ones that with the highest priority. Matches do not overlap; the leftmost goes first.
#[derive(Clone, Debug)]
pub struct Layer {
    name: CompactString,
    rules: Vec<Rule>,
    index: Index,
    /// Its bit among the layers of the pack.
    bit: Layers,
    vocabulary: Arc<Vocabulary>,
}

/// Words that a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The rule's place in its layer: see [`Layer::rule`].
    pub rule: u32,
    /// The words.
    pub span: Span,
    /// What it captured, in order of the text.
    pub captures: Vec<Capture>,
}

/// A named part of a match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// The name that the pattern gives it.
    pub name: CompactString,
    /// The words.
    pub span: Span,
    /// Their value: of a class or lexicon as defined there, of a number in ASCII figures, else the
    /// words themselves.
    pub value: CompactString,
    found: Found,
}

impl Match {
    /// What was captured under `name`.
    #[must_use]
    pub fn capture(&self, name: &str) -> Option<&Capture> {
        self.captures.iter().find(|capture| capture.name == name)
    }
}

/// The best match at one place.
#[derive(Clone, Copy, Debug)]
struct Best {
    rule: usize,
    end: usize,
    /// Another rule that is exactly as good.
    tied: Option<usize>,
}

impl Layer {
    pub(crate) fn new(
        name: &str,
        bit: Layers,
        rules: Vec<(Rule, First)>,
        vocabulary: Arc<Vocabulary>,
    ) -> Self {
        let index = Index::new(rules.iter().map(|(rule, first)| (&rule.program, first)));
        let rules = rules.into_iter().map(|(rule, _)| rule).collect();
        Self { name: name.into(), rules, index, bit, vocabulary }
    }

    /// Tells with what its rules begin.
    pub(crate) fn tell(&self, starts: &mut Starts) {
        self.index.tell(self.bit, starts);
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A rule by its place, as a [`Match`] names it.
    ///
    /// # Panics
    /// When the match is another layer's.
    #[must_use]
    pub fn rule(&self, place: u32) -> &Rule {
        &self.rules[place as usize]
    }

    /// All rules, in order of their files.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Whether a rule looks at tokens or annotations, so that a [`CharacterView`](crate::CharacterView)
    /// is not enough to test it.
    #[must_use]
    pub fn needs_tokens(&self) -> bool {
        self.rules.iter().any(|rule| rule.source.needs_tokens())
    }

    /// The matches within `range`, in order. Contexts may look at what stands outside of it. Takes
    /// time linear in the length of the range.
    pub fn find<V: View + ?Sized>(&self, view: &V, range: Span) -> Vec<Match> {
        let numbers = view.numbers();
        let ground = Ground::new(view, &numbers, &self.vocabulary);
        let limit = ground.text.floor_char_boundary(range.end as usize);
        let mut matches = Vec::new();
        let mut memory = Memory::default();
        self.scan(&ground, range, |start, best| {
            let program = (best.rule, &self.rules[best.rule].program);
            memory.tidy();
            let mut machine = Machine::new(&ground, program, limit, &mut memory);
            let caught = machine.captures(start, best.end);
            matches.push(Match {
                rule: offset(best.rule),
                span: Span::from_range(start..best.end),
                captures: caught.into_iter().map(|caught| self.capture(&ground, caught)).collect(),
            });
        });
        matches
    }

    /// Words that two rules find with equal right: neither is longer or has the higher priority.
    pub(crate) fn ties<V: View + ?Sized>(&self, view: &V) -> Vec<(Span, &Rule, &Rule)> {
        let numbers = view.numbers();
        let ground = Ground::new(view, &numbers, &self.vocabulary);
        let mut ties = Vec::new();
        self.scan(&ground, Span::from_range(0..ground.text.len()), |start, best| {
            ties.extend(best.tied.map(|tied| {
                let span = Span::from_range(start..best.end);
                (span, &self.rules[best.rule], &self.rules[tied])
            }));
        });
        ties
    }

    /// Goes from match to match.
    fn scan<V: View + ?Sized>(
        &self,
        ground: &Ground<'_, V>,
        range: Span,
        mut see: impl FnMut(usize, Best),
    ) {
        let limit = ground.text.floor_char_boundary(range.end as usize);
        let start = ground.text.floor_char_boundary(range.start as usize).min(limit);
        let characters = ground.view.characters(start..limit);
        let mut rest = characters.as_ref();
        let (mut candidates, mut memory) = (Vec::new(), Memory::default());
        while let Some(place) = self.index.next_place(self.bit, ground, rest, &mut candidates) {
            memory.tidy();
            let start = rest[place].at as usize;
            rest = &rest[place + 1..];
            if let Some(best) = self.best_of(&candidates, ground, start..limit, &mut memory) {
                see(start, best);
                let within = rest.iter().take_while(|next| (next.at as usize) < best.end);
                rest = &rest[within.count()..];
            }
        }
    }

    fn best_of<V: View + ?Sized>(
        &self,
        candidates: &[Candidate],
        ground: &Ground<'_, V>,
        range: Range<usize>,
        memory: &mut Memory,
    ) -> Option<Best> {
        let mut best: Option<Best> = None;
        for &Candidate { rule, step } in candidates {
            let rule = rule as usize;
            let Rule { source, program } = &self.rules[rule];
            let mut machine = Machine::new(ground, (rule, program), range.end, memory);
            let Some(end) = machine.run(step as usize, range.start) else { continue };
            let rank = |best: &Best| (best.end, self.rules[best.rule].source.priority);
            match best.as_mut() {
                Some(best) if rank(best) > (end, source.priority) => {}
                Some(best) if rank(best) == (end, source.priority) => best.tied = Some(rule),
                _ => best = Some(Best { rule, end, tied: None }),
            }
        }
        best
    }

    fn capture<V: View + ?Sized>(&self, ground: &Ground<'_, V>, caught: Caught<'_>) -> Capture {
        let Caught { name, start, end, found } = caught;
        let span = Span::from_range(start..end);
        let value = self.vocabulary.value(found, span.of(ground.text));
        Capture { name: name.into(), span, value, found }
    }

    /// An output of the rule that made the match, its template filled with the captures. `None`
    /// where the rule has no such output, or a slot without default captured nothing.
    #[must_use]
    pub fn output(&self, found: &Match, key: &str) -> Option<String> {
        let outputs = &self.rule(found.rule).source.outputs;
        let (_, template) = outputs.iter().find(|(name, _)| name == key)?;
        self.fill(found, template)
    }

    fn fill(&self, found: &Match, template: &Template) -> Option<String> {
        let value = |slot: &Slot| {
            let capture = found.capture(&slot.capture)?;
            match &slot.column {
                None => Some(capture.value.as_str()),
                Some(column) => self.vocabulary.field(capture.found, column),
            }
        };
        template.fill(value)
    }

    /// All outputs that are known.
    #[must_use]
    pub fn outputs(&self, found: &Match) -> Outputs<'_> {
        let outputs = self.rule(found.rule).source.outputs.iter();
        outputs.filter_map(|(key, it)| Some((key.as_str(), self.fill(found, it)?))).collect()
    }

    /// A column of the lexicon entry that a capture was found in.
    #[must_use]
    pub fn field(&self, capture: &Capture, column: &str) -> Option<&str> {
        self.vocabulary.field(capture.found, column)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{CharacterView, Pack, PackFile, PackSource};

    /// A layer of one rule; `None` where the pattern is none.
    fn pack(pattern: &str) -> Option<Pack> {
        let rules = format!(
            "layer = 'x'\n[class.n]\nnumber = true\n[class.p]\n'月|月末' = 'm'\n'年|月初め' = 'e'\n[[rule]]\nid = 't.x.a'\npattern = '{pattern}'\naccepts = [{{ text = '⟦q⟧' }}, {{ text = 'q⟦q⟧' }}]\nrejects = ['z', 'zz']\n"
        );
        let head = PackFile { path: "pack.toml", text: "name = 't'\nversion = '1'" };
        let source = PackSource::parse(&[head, PackFile { path: "rules/x.toml", text: &rules }]);
        Some(Pack::compile(&source.ok()?).expect("a checked source compiles"))
    }

    /// A text of what patterns are made of.
    fn texts() -> impl Strategy<Value = String> {
        const PIECES: [&str; 8] = ["し", "月", "年末", "初めに", "年", "末", "1", "二"];
        let piece = proptest::sample::select(PIECES.as_slice());
        proptest::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
    }

    fn patterns() -> impl Strategy<Value = String> {
        const LEAVES: [&str; 8] = ["し", "月", "年末", "初めに", "{n}", "{p}", "末?", "~{2}"];
        let leaf = proptest::sample::select(LEAVES.as_slice()).prop_map(str::to_owned);
        leaf.prop_recursive(3, 12, 3, |inner| {
            let several = proptest::collection::vec(inner.clone(), 1..4);
            prop_oneof![
                several.clone().prop_map(|parts| parts.concat()),
                several.prop_map(|parts| format!("({})", parts.join("|"))),
                inner.prop_map(|part| format!("({part})?")),
            ]
        })
    }

    proptest! {
        #[test]
        fn nothing_that_matches_is_ruled_out_by_its_first_characters(
            pattern in patterns(),
            text in texts(),
        ) {
            let Some(pack) = pack(&pattern) else { return Ok(()) };
            let layer = pack.layer("x").expect("it has a rule");
            let view = CharacterView::new(&text);
            let numbers = view.numbers();
            let ground = Ground::new(&view, &numbers, &layer.vocabulary);
            for (at, _) in text.char_indices() {
                let (mut memory, program) = (Memory::default(), &layer.rules[0].program);
                let plain = Machine::new(&ground, (0, program), text.len(), &mut memory).run(0, at);
                let found = layer.find(&view, Span::from_range(at..text.len()));
                let found = found.first().filter(|it| it.span.start as usize == at);
                prop_assert_eq!(found.map(|it| it.span.end as usize), plain);
            }
        }
    }
}
