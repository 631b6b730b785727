//! Patterns as programs: flat lists of steps.

use std::collections::BTreeSet;

use compact_str::CompactString;

use crate::node::Node;
use crate::source::{Boundary, Context, RuleSource};
use crate::vocabulary::{Class, Named, Names, Vocabulary};

/// Up to so many branching steps trying all ways is cheaper than remembering results.
const FEW_BRANCHES: usize = 3;

pub(crate) type Capture = Option<CompactString>;

#[derive(Clone, Debug)]
pub(crate) enum Step {
    Literal(CompactString),
    Class(Named, Capture),
    /// Tokens by dictionary form.
    Lemma(Named, Capture),
    Pos(Vec<CompactString>, Capture),
    Label(CompactString, Capture),
    Gap {
        characters: u16,
        tokens: u16,
    },
    /// Goes on at each of these steps, the preferred first.
    Split(Vec<usize>),
    Jump(usize),
    Accept,
}

/// A pattern, ready to run.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    pub steps: Vec<Step>,
    /// Whether results are remembered, so that the ways through the pattern never multiply.
    pub remembers: bool,
    pub boundary: Boundary,
    pub contexts: Vec<CompiledContext>,
}

#[derive(Clone, Debug)]
pub(crate) struct CompiledContext {
    pub program: Program,
    pub in_front: bool,
    pub wanted: bool,
    /// How many characters it can reach over.
    pub reach: usize,
}

/// Compiles patterns of one layer; word lists inside patterns join the vocabulary.
pub(crate) struct Compiler<'a> {
    pub names: &'a Names<'a>,
    pub vocabulary: &'a mut Vocabulary,
    pub layer: &'a str,
}

/// What a pattern can begin with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct First {
    /// Characters of the text.
    pub characters: BTreeSet<char>,
    /// First characters of a token's dictionary form.
    pub lemmas: BTreeSet<char>,
    pub labels: BTreeSet<CompactString>,
    /// Any token.
    pub token: bool,
}

impl Compiler<'_> {
    pub fn rule(&mut self, rule: &RuleSource) -> (Program, First) {
        let mut program = self.program(&rule.nodes);
        program.boundary = rule.boundary;
        program.contexts = rule.contexts.iter().map(|context| self.context(context)).collect();
        let mut first = First::default();
        first.gather(self.vocabulary, &program.steps);
        (program, first)
    }

    fn context(&mut self, context: &Context) -> CompiledContext {
        CompiledContext {
            program: self.program(&context.nodes),
            in_front: context.in_front,
            wanted: context.wanted,
            reach: self.reach(&context.nodes),
        }
    }

    fn program(&mut self, nodes: &[Node]) -> Program {
        let mut steps = Vec::new();
        self.sequence(nodes, &mut steps);
        steps.push(Step::Accept);
        let linear = |step: &&Step| {
            matches!(step, Step::Literal(_) | Step::Jump(_) | Step::Accept | Step::Pos(..))
        };
        let branches = steps.iter().filter(|step| !linear(step)).count();
        let has_gap = steps.iter().any(|step| matches!(step, Step::Gap { .. }));
        let remembers = branches > FEW_BRANCHES || (has_gap && branches > 1);
        Program { steps, remembers, boundary: Boundary::None, contexts: Vec::new() }
    }

    fn sequence(&mut self, nodes: &[Node], steps: &mut Vec<Step>) {
        for node in nodes {
            self.node(node, steps);
        }
    }

    fn node(&mut self, node: &Node, steps: &mut Vec<Step>) {
        match node {
            Node::Literal(words) => steps.push(Step::Literal(words.clone())),
            Node::Class { capture, class, .. } => {
                steps.push(Step::Class(self.named(class), Some(capture.clone())));
            }
            Node::Lexeme { capture, lexicon, .. } => {
                steps.push(Step::Lemma(self.named(lexicon), Some(capture.clone())));
            }
            Node::Lemmas { capture, lemmas } => {
                let entries: Vec<_> =
                    lemmas.iter().map(|word| (word.clone(), word.clone())).collect();
                self.vocabulary.classes.push(Class::phrases(&entries));
                let named = Named::Class(self.vocabulary.classes.len() - 1);
                steps.push(Step::Lemma(named, capture.clone()));
            }
            Node::Pos { capture, names } => steps.push(Step::Pos(names.clone(), capture.clone())),
            Node::Label { capture, label } => {
                steps.push(Step::Label(label.clone(), Some(capture.clone())));
            }
            Node::Gap { characters, tokens } => {
                steps.push(Step::Gap { characters: *characters, tokens: *tokens });
            }
            Node::Optional(inner) => {
                let split = steps.len();
                steps.push(Step::Accept);
                self.node(inner, steps);
                steps[split] = Step::Split(vec![split + 1, steps.len()]);
            }
            Node::OneOf(branches) => self.one_of(branches, steps),
        }
    }

    fn one_of(&mut self, branches: &[Vec<Node>], steps: &mut Vec<Step>) {
        let split = steps.len();
        steps.push(Step::Accept);
        let (mut starts, mut ends) = (Vec::new(), Vec::new());
        for branch in branches {
            starts.push(steps.len());
            self.sequence(branch, steps);
            ends.push(steps.len());
            steps.push(Step::Accept);
        }
        let behind = steps.len();
        for end in ends {
            steps[end] = Step::Jump(behind);
        }
        steps[split] = Step::Split(starts);
    }

    fn named(&self, name: &str) -> Named {
        self.names.resolve(self.layer, name).expect("names were checked when the pack was parsed")
    }

    /// Characters that a pattern without gaps and tokens can be long.
    fn reach(&self, nodes: &[Node]) -> usize {
        let one = |node: &Node| match node {
            Node::Literal(words) => words.chars().count(),
            Node::Class { class, .. } => self.vocabulary.longest_characters(self.named(class)),
            Node::Optional(inner) => self.reach(std::slice::from_ref(inner.as_ref())),
            Node::OneOf(branches) => {
                branches.iter().map(|branch| self.reach(branch)).max().unwrap_or(0)
            }
            _ => 0,
        };
        nodes.iter().map(one).sum()
    }
}

impl First {
    /// Adds what the steps can begin with.
    fn gather(&mut self, vocabulary: &Vocabulary, steps: &[Step]) {
        let mut seen = BTreeSet::from([0]);
        let mut open = vec![0];
        while let Some(at) = open.pop() {
            let onward: &[usize] = match &steps[at] {
                Step::Split(targets) => targets,
                Step::Jump(target) => std::slice::from_ref(target),
                step => {
                    self.add(vocabulary, step);
                    continue;
                }
            };
            open.extend(onward.iter().filter(|&&target| seen.insert(target)));
        }
    }

    fn add(&mut self, vocabulary: &Vocabulary, step: &Step) {
        match step {
            Step::Literal(words) => self.characters.extend(words.chars().next()),
            Step::Class(named, _) => self.characters.extend(vocabulary.first_characters(*named)),
            Step::Lemma(named, _) => {
                // Of a run only the last token is compared by its dictionary form.
                let characters = vocabulary.first_characters(*named);
                self.characters.extend(&characters);
                self.lemmas.extend(characters);
            }
            Step::Pos(..) => self.token = true,
            Step::Label(label, _) => {
                self.labels.insert(label.clone());
            }
            // Checked when the pack was parsed: no pattern begins with a gap or matches nothing.
            Step::Gap { .. } | Step::Accept | Step::Split(_) | Step::Jump(_) => {}
        }
    }
}
