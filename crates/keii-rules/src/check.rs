//! Checks that need the whole pack.

use std::collections::BTreeMap;

use crate::node::{Node, are_nullable, captured_twice, gap_at_edge};
use crate::pack::Pack;
use crate::problem::Problem;
use crate::read::{Draft, RulePlaces, Written};
use crate::source::{ClassKind, Context, PackSource, RuleSource};
use crate::template::Slot;
use crate::view::CharacterView;
use crate::vocabulary::{Named, Names};

/// The fewest examples of each sort: one could hold by accident.
const EXAMPLES: usize = 2;

/// Names of classes and lexicons that are given twice.
pub(crate) fn names(draft: &mut Draft<'_>) {
    let mut seen: BTreeMap<(&str, &str), String> = BTreeMap::new();
    let lexicons: Vec<&str> = draft.source.lexicons.iter().map(|one| one.name.as_str()).collect();
    for (class, (origin, range)) in draft.source.classes.iter().zip(&draft.class_places) {
        let place = format!("{}:{}", origin.path, origin.line(range.start));
        let layer = class.layer.as_deref().unwrap_or_default();
        let taken = if lexicons.contains(&class.name.as_str()) {
            Some(format!("lexicon/{}.tsv", class.name))
        } else {
            let pack_wide = seen.get(&("", class.name.as_str())).cloned();
            seen.insert((layer, class.name.as_str()), place).or(pack_wide)
        };
        if let Some(other) = taken {
            let message = format!("the name {} is taken", class.name);
            let help = format!("it is given in {other}: choose another, or use that one");
            draft.problems.push(origin.problem(range.clone(), message, help));
        }
    }
}

/// Every rule by itself, and ids given twice.
pub(crate) fn rules(draft: &mut Draft<'_>) {
    let names = Names::new(&draft.source);
    let mut ids: BTreeMap<&str, &RuleSource> = BTreeMap::new();
    for (rule, places) in draft.source.rules.iter().zip(&draft.rule_places) {
        let mut check = RuleCheck {
            pack: &draft.source,
            names: &names,
            rule,
            places,
            problems: &mut draft.problems,
        };
        if let Some(earlier) = ids.insert(&rule.id, rule) {
            let help = format!("it is given in {}:{}", earlier.file, earlier.line);
            check.at_id(format!("the id {} is taken", rule.id), &help);
        }
        check.id();
        check.pattern();
        for (context, written) in rule.contexts.iter().zip(&places.contexts) {
            check.context(context, written);
        }
        check.outputs();
    }
}

struct RuleCheck<'c, 'a> {
    pack: &'c PackSource,
    names: &'c Names<'c>,
    rule: &'c RuleSource,
    places: &'c RulePlaces<'a>,
    problems: &'c mut Vec<Problem>,
}

impl<'c> RuleCheck<'c, '_> {
    fn at_id(&mut self, message: impl Into<String>, help: &str) {
        self.problems.push(self.places.origin.problem(self.places.id.clone(), message, help));
    }

    fn at(&mut self, written: &Written, part: std::ops::Range<usize>, message: &str, help: &str) {
        self.problems.push(self.places.origin.problem(written.part(part), message, help));
    }

    fn id(&mut self) {
        let prefix = format!("{}.{}.", self.pack.name, self.rule.layer);
        let named = self.rule.id.strip_prefix(&prefix).is_some_and(|rest| !rest.is_empty());
        // Without a name the pack has been reported already.
        if !named && !self.pack.name.is_empty() {
            let help = format!("rules of this pack and layer are called {prefix}what-it-finds");
            self.at_id("this id does not name its pack and layer", &help);
        }
        let (accepts, rejects) = (self.rule.accepts.len(), self.rule.rejects.len());
        if accepts < EXAMPLES || rejects < EXAMPLES {
            let message =
                format!("this rule has {accepts} examples to accept and {rejects} to reject");
            self.at_id(message, "give two of each at least: they are its tests");
        }
    }

    fn pattern(&mut self) {
        let (nodes, written) = (&self.rule.nodes, &self.places.pattern);
        let all = 0..written.words.len();
        if are_nullable(nodes) {
            let help = "something in it must be there: not all may be optional";
            self.at(written, all.clone(), "this pattern can match nothing", help);
        } else if gap_at_edge(nodes, true) || gap_at_edge(nodes, false) {
            let help = "a gap stands between two things that are there; remove it";
            self.at(written, all.clone(), "a gap stands at the edge of this pattern", help);
        }
        if let Some(name) = captured_twice(nodes) {
            let message = format!("{name} is captured twice");
            self.at(written, all, &message, "give one another name: {other:class}");
        }
        self.resolve(nodes, written);
    }

    /// Whether every class and lexicon is known.
    fn resolve(&mut self, nodes: &'c [Node], written: &Written) {
        let mut named = Vec::new();
        Node::visit(nodes, &mut |node| match node {
            Node::Class { at, class: name, .. } => named.push((*at as usize, name, '}')),
            Node::Lexeme { at, lexicon: name, .. } => named.push((*at as usize, name, '>')),
            _ => {}
        });
        for (at, name, close) in named {
            let length = written.words[at..].find(close).map_or(1, |length| length + 1);
            let part = at..at + length;
            match self.names.resolve(&self.rule.layer, name) {
                None => {
                    let message = format!("no class or lexicon is called {name}");
                    let known = self.names.known(&self.rule.layer).join(", ");
                    let help =
                        format!("define [class.{name}] or lexicon/{name}.tsv; known: {known}");
                    self.at(written, part, &message, &help);
                }
                Some(Named::Class(place)) if close == '>' => {
                    if matches!(self.pack.classes[place].kind, ClassKind::Number { .. }) {
                        let help = "write it in braces: {number}";
                        self.at(written, part, "numbers have no dictionary form", help);
                    }
                }
                Some(_) => {}
            }
        }
    }

    fn context(&mut self, context: &'c Context, written: &Written) {
        let all = 0..written.words.len();
        if are_nullable(&context.nodes) {
            let help = "something in it must be there";
            self.at(written, all, "this context is always true", help);
        } else if context.nodes.iter().any(Node::has_gap) {
            let help = "name what stands directly beside the match";
            self.at(written, all, "a context has no gaps", help);
        } else if context.in_front && context.nodes.iter().any(Node::needs_view) {
            let help = "write literals and {classes} here; tokens only in before and not_before";
            self.at(written, all, "what stands in front is compared by characters", help);
        }
        self.resolve(&context.nodes, written);
    }

    fn outputs(&mut self) {
        let mut captures = Vec::new();
        Node::visit(&self.rule.nodes, &mut |node| {
            captures.extend(node.capture().map(|name| (name.as_str(), node)));
        });
        for ((_, template), written) in self.rule.outputs.iter().zip(&self.places.outputs) {
            for slot in template.slots().filter(|_| self.places.understood) {
                self.slot(slot, &captures, written);
            }
        }
        for (accept, range) in self.rule.accepts.iter().zip(&self.places.accepts) {
            for (key, _) in &accept.outputs {
                if !self.rule.outputs.iter().any(|(known, _)| known == key) {
                    let message = format!("the rule has no output {key}");
                    let help = "an example expects outputs that its rule has";
                    self.problems.push(self.places.origin.problem(range.clone(), message, help));
                }
            }
        }
    }

    fn slot(&mut self, slot: &Slot, captures: &[(&str, &Node)], written: &Written) {
        let start = slot.at as usize;
        let length = written.words[start..].find('}').map_or(1, |length| length + 1);
        let part = start..start + length;
        let mut sources = captures.iter().filter(|(name, _)| *name == slot.capture).peekable();
        if sources.peek().is_none() {
            let known: Vec<&str> = captures.iter().map(|(name, _)| *name).collect();
            let message = format!("the pattern captures nothing as {}", slot.capture);
            let help = format!("it captures: {}", known.join(", "));
            return self.at(written, part, &message, &help);
        }
        let Some(column) = &slot.column else { return };
        let has_column = |(_, node): &(&str, &Node)| match node {
            Node::Class { class: name, .. } | Node::Lexeme { lexicon: name, .. } => {
                match self.names.resolve(&self.rule.layer, name) {
                    Some(Named::Lexicon(place)) => self.pack.lexicons[place].has_column(column),
                    _ => false,
                }
            }
            _ => false,
        };
        if !sources.any(has_column) {
            let message = format!("{} has no column {column}", slot.capture);
            self.at(written, part, &message, "only lexicons have columns: see its first line");
        }
    }
}

/// Two rules of a layer that find the same words of an example with equal priority. Here only rules
/// without tokens and annotations can be judged; for the others see `Layer::check_example`.
pub(crate) fn overlaps(draft: &mut Draft<'_>) {
    let pack = match Pack::compile(&draft.source) {
        Ok(pack) => pack,
        Err(error) => return draft.problems.extend_from_slice(error.problems()),
    };
    let mut places = BTreeMap::new();
    for (rule, at) in draft.source.rules.iter().zip(&draft.rule_places) {
        places.insert(rule.id.as_str(), at);
    }
    let mut ties = BTreeMap::new();
    for rule in &draft.source.rules {
        let Some(layer) = pack.layer(&rule.layer) else { continue };
        let accepted = rule.accepts.iter().map(|accept| &accept.text);
        for text in accepted.chain(&rule.rejects) {
            for (span, first, second) in layer.ties(&CharacterView::new(text)) {
                let words = || span.of(text).to_owned();
                ties.entry((first.id(), second.id())).or_insert_with(words);
            }
        }
    }
    for ((first, second), words) in ties {
        let at = places[second];
        let message = format!("{first} and {second} both find {words}");
        let help = "give one a higher priority, or make one of them narrower";
        draft.problems.push(at.origin.problem(at.id.clone(), message, help));
    }
}
