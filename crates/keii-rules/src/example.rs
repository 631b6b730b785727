//! Examples of rules, and tests made from them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use keii_model::Span;

use crate::layer::Layer;
use crate::source::PackSource;
use crate::view::View;

/// A text in which a rule must find certain words, or nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The rule's id.
    pub rule: String,
    /// Its layer.
    pub layer: String,
    /// The text, without the brackets.
    pub text: String,
    /// The words that the rule must find; `None` when it must find nothing.
    pub span: Option<Span>,
    /// Outputs that it must give, by name.
    pub outputs: Vec<(String, String)>,
    /// Its place among the rule's examples of its sort, counted from 1.
    pub number: usize,
    /// The file of the rule, and the line of its id.
    pub place: (String, u32),
}

/// Every example of a pack, in order of rules, those to accept before those to reject.
#[must_use]
pub fn examples(source: &PackSource) -> Vec<Example> {
    let mut examples = Vec::new();
    for rule in source.rules() {
        let example = |number, text: &str, span, outputs| Example {
            rule: rule.id.to_string(),
            layer: rule.layer.to_string(),
            text: text.to_owned(),
            span,
            outputs,
            number,
            place: (rule.file.to_string(), rule.line),
        };
        for (number, accept) in (1..).zip(&rule.accepts) {
            let outputs = accept.outputs.iter();
            let outputs = outputs.map(|(key, value)| (key.to_string(), value.to_string()));
            examples.push(example(number, &accept.text, Some(accept.span()), outputs.collect()));
        }
        for (number, text) in (1..).zip(&rule.rejects) {
            examples.push(example(number, text, None, Vec::new()));
        }
    }
    examples
}

/// Rust source with one `#[test]` for each example of the pack. Each calls the function `call` (a
/// path) as
/// `call(rule: &str, layer: &str, text: &str, span: Option<(u32, u32)>, outputs: &[(&str, &str)])`,
/// which is expected to panic when the example does not hold. Spans are bytes.
#[must_use]
pub fn example_tests(source: &PackSource, call: &str) -> String {
    let mut tests = String::new();
    let mut taken = BTreeSet::new();
    for example in examples(source) {
        let mut name = test_name(&example);
        while !taken.insert(name.clone()) {
            name.push('x');
        }
        let Example { rule, layer, text, outputs, .. } = &example;
        let span = example.span.map(|span| (span.start, span.end));
        let outputs: Vec<(&str, &str)> =
            outputs.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        let _ = write!(
            tests,
            "#[test]\nfn {name}() {{\n    {call}({rule:?}, {layer:?}, {text:?}, {span:?}, &{outputs:?});\n}}\n\n",
        );
    }
    tests
}

/// `ja.time.part-of-month` becomes `ja_time_part_of_month_accepts_1`.
fn test_name(example: &Example) -> String {
    let id = example.rule.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' });
    let sort = if example.span.is_some() { "accepts" } else { "rejects" };
    format!("{}_{sort}_{}", id.collect::<String>(), example.number)
}

impl Layer {
    /// Runs the whole layer over an example's text.
    ///
    /// # Errors
    /// What was found instead of what the example expects, or that two rules find the same words
    /// with equal priority.
    pub fn check_example<V: View + ?Sized>(
        &self,
        view: &V,
        example: &Example,
    ) -> Result<(), String> {
        let text = view.text();
        let matches = self.find(view, Span::from_range(0..text.len()));
        let shown = |span: Span| format!("⟦{}⟧ at byte {}", span.of(text), span.start);
        let place = format!("{} ({}:{})", example.rule, example.place.0, example.place.1);
        if let Some((span, first, second)) = self.ties(view).first() {
            let (first, second) = (first.id(), second.id());
            return Err(format!("{place}: {first} and {second} both find {}", shown(*span)));
        }
        let own = |found: &&crate::Match| self.rule(found.rule).id() == example.rule;
        let Some(expected) = example.span else {
            return match matches.iter().find(own) {
                None => Ok(()),
                Some(found) => Err(format!("{place} finds {} in {text}", shown(found.span))),
            };
        };
        let Some(found) = matches.iter().filter(own).find(|found| found.span == expected) else {
            let others = matches.iter().map(|found| {
                format!("\n  {} finds {}", self.rule(found.rule).id(), shown(found.span))
            });
            let others: String = others.collect();
            return Err(format!("{place} does not find {} in {text}{others}", shown(expected)));
        };
        for (key, value) in &example.outputs {
            let output = self.output(found, key);
            if output.as_ref() != Some(value) {
                let output = output.unwrap_or_else(|| "nothing".to_owned());
                return Err(format!("{place}: {key} of {text} is {output} instead of {value}"));
            }
        }
        Ok(())
    }
}
