//! What is told twice: by one comparison with all words, by another with a part of them.
//!
//! What was agreed at a meeting is its outcome, a commitment and a statement of those who met. Who reads
//! that two documents tell of it alike need not read so twice, nor that one tells of it alone.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{Attribute, Comparison, Id, TextSpan, Verdict};

/// Takes out comparisons of outcomes whose words hold those of another one, and statements told by one
/// document alone that several documents tell as something agreed.
pub(super) fn leave_out(found: &mut Vec<Comparison>) {
    let agreed = Agreed::of(found);
    found.retain(|one| match (one.attribute, one.verdict) {
        (Attribute::Outcome, Verdict::Agree) => !agreed.holds_more_than_another(one),
        (Attribute::Wording, Verdict::SingleSource) => {
            !one.values.iter().any(|value| agreed.is_told_by_several(&value.span))
        }
        _ => true,
    });
}

/// The words in which several documents tell what came of something, by document.
struct Agreed {
    all: Vec<(Id, Vec<TextSpan>)>,
    by_document: BTreeMap<Id, BTreeSet<(u32, u32)>>,
}

impl Agreed {
    fn of(found: &[Comparison]) -> Self {
        let alike = |one: &&Comparison| {
            one.attribute == Attribute::Outcome && one.verdict == Verdict::Agree
        };
        let mut agreed = Self { all: Vec::new(), by_document: BTreeMap::new() };
        for one in found.iter().filter(alike) {
            let spans: Vec<TextSpan> = one.values.iter().map(|value| value.span.clone()).collect();
            for span in &spans {
                let known = agreed.by_document.entry(span.document.clone()).or_default();
                known.insert((span.start, span.end));
            }
            agreed.all.push((one.id.clone(), spans));
        }
        agreed
    }

    /// Whether each of its values holds one of another comparison of the same documents, which says it
    /// shorter.
    fn holds_more_than_another(&self, one: &Comparison) -> bool {
        let holds = |spans: &[TextSpan]| {
            spans.len() == one.values.len()
                && spans.iter().zip(&one.values).all(|(part, whole)| {
                    let whole = &whole.span;
                    part.document == whole.document
                        && whole.start <= part.start
                        && part.end <= whole.end
                })
        };
        let longer = |spans: &[TextSpan]| {
            let length = |span: &TextSpan| span.end - span.start;
            let whole: u32 = one.values.iter().map(|value| length(&value.span)).sum();
            whole > spans.iter().map(length).sum()
        };
        self.all.iter().any(|(id, spans)| *id != one.id && longer(spans) && holds(spans))
    }

    /// Whether most of these words are among those that several documents tell.
    fn is_told_by_several(&self, span: &TextSpan) -> bool {
        let told = self.by_document.get(&span.document).into_iter().flatten();
        let shared =
            told.map(|&(start, end)| span.end.min(end).saturating_sub(span.start.max(start)));
        shared.max().is_some_and(|shared| 2 * shared >= span.end - span.start)
    }
}
