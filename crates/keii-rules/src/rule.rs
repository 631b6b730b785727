//! A rule, ready to match.

use std::fmt::Write as _;
use std::ops::Deref;

use crate::program::Program;
use crate::source::{Boundary, RuleSource};

/// A compiled rule. Everything of its [`RuleSource`] is there as well.
#[derive(Clone, Debug)]
pub struct Rule {
    pub(crate) source: RuleSource,
    pub(crate) program: Program,
}

impl Deref for Rule {
    type Target = RuleSource;

    fn deref(&self) -> &RuleSource {
        &self.source
    }
}

impl Rule {
    /// The rule in words: where it stands, its pattern and conditions, outputs, note, examples.
    #[must_use]
    pub fn explain(&self) -> String {
        let rule = &self.source;
        let mut lines = vec![
            rule.id.to_string(),
            format!("  {}:{}, layer {}", rule.file, rule.line, rule.layer),
            format!("  pattern   {}", rule.pattern.trim()),
        ];
        for context in &rule.contexts {
            let must = if context.wanted { "must" } else { "must not" };
            let side = if context.in_front { "in front" } else { "behind" };
            lines.push(format!("  {side}  {} {must} stand there", context.pattern));
        }
        if rule.boundary == Boundary::Token {
            lines.push("  begins and ends with a token".to_owned());
        }
        if rule.priority != 0 {
            lines.push(format!("  priority  {}", rule.priority));
        }
        lines.extend(rule.outputs().map(|(key, template)| format!("  {key:<9} {template}")));
        if let Some(note) = &rule.note {
            lines.extend(note.trim().lines().map(|line| format!("  {line}")));
        }
        for accept in &rule.accepts {
            let std::ops::Range { start, end } = accept.span().range();
            let (before, rest) = accept.text.split_at(start);
            let (found, behind) = rest.split_at(end - start);
            let mut line = format!("  + {before}⟦{found}⟧{behind}");
            for (key, value) in &accept.outputs {
                let _ = write!(line, "  {key} = {value}");
            }
            lines.push(line);
        }
        lines.extend(rule.rejects.iter().map(|text| format!("  - {text}")));
        lines.join("\n")
    }
}
