//! Patterns as programs: flat lists of steps.

use compact_str::CompactString;

use crate::first::First;
use crate::gap::GapSize;
use crate::node::Node;
use crate::source::{Boundary, Context, RuleSource};
use crate::split::{self, Split};
use crate::vocabulary::{Class, Named, Names, Vocabulary};

pub(crate) type Capture = Option<CompactString>;

#[derive(Clone, Debug)]
pub(crate) enum Step {
    Literal(CompactString),
    Class(Named, Capture),
    /// Tokens by dictionary form.
    Lemma(Named, Capture),
    Pos(Vec<CompactString>, Capture),
    Label(CompactString, Capture),
    Gap(GapSize),
    /// Apart from the others, which are a third of its size: so more of them lie in the processor's cache.
    Split(Box<Split>),
    Jump(usize),
    Accept,
}

impl Step {
    /// The name under which the words that it finds are captured.
    pub fn capture(&self) -> Option<&CompactString> {
        match self {
            Self::Class(_, capture)
            | Self::Lemma(_, capture)
            | Self::Pos(_, capture)
            | Self::Label(_, capture) => capture.as_ref(),
            _ => None,
        }
    }
}

/// A pattern, ready to run.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    pub steps: Vec<Step>,
    pub boundary: Boundary,
    pub contexts: Vec<CompiledContext>,
}

impl Program {
    /// The step to begin with where the text begins with this character: behind those that leave it one way.
    pub fn step_at(&self, first: char) -> usize {
        let mut step = 0;
        loop {
            step = match &self.steps[step] {
                Step::Split(split) => match split.ways_at(Some(first)) {
                    [only] => only.target as usize,
                    _ => return step,
                },
                Step::Jump(target) => *target,
                _ => return step,
            };
        }
    }
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

impl Compiler<'_> {
    pub fn rule(&mut self, rule: &RuleSource) -> (Program, First) {
        let mut program = self.program(&rule.nodes);
        program.boundary = rule.boundary;
        program.contexts = rule.contexts.iter().map(|context| self.context(context)).collect();
        let first = First::of(&program.steps, 0, self.vocabulary);
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
        split::direct(&mut steps, self.vocabulary);
        Program { steps, boundary: Boundary::None, contexts: Vec::new() }
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
                steps.push(Step::Gap(GapSize { characters: *characters, tokens: *tokens }));
            }
            Node::Optional(inner) => {
                let split = steps.len();
                steps.push(Step::Accept);
                self.node(inner, steps);
                steps[split] = Step::Split(Box::new(Split::new(vec![split + 1, steps.len()])));
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
        steps[split] = Step::Split(Box::new(Split::new(starts)));
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
