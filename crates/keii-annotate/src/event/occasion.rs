//! What gave occasion to something else: 判決を受けて, 衝突を機に.

use keii_model::{EventType, Span};
use keii_syntax::Relation;

use super::tree::Tree;
use super::trigger::{Form, Trigger};
use crate::language::Language;
use crate::words::Words;

/// What stands behind a trigger in its chunk; 砲撃などで is as good as 砲撃で.
pub(super) fn tail<'t>(
    text: &'t str,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    language: &Language<'_>,
) -> &'t str {
    let end = tree.chunk(trigger.chunk).span.end.max(trigger.span.end);
    let tail = Span::new(trigger.span.end, end).of(text);
    let mut examples = language.tense.examples.all();
    examples.find_map(|word| tail.strip_prefix(word)).unwrap_or(tail)
}

/// 判決を受けて, 衝突を機に: whether it gave occasion to what is told behind it.
pub(super) fn gives(
    text: &str,
    tree: &Tree<'_>,
    trigger: &Trigger<'_>,
    language: &Language<'_>,
) -> bool {
    let settings = language.event;
    use EventType::{Accuse, Aid, Attack, Ease, Expel, Praise, Sanction};
    let tail = tail(text, tree, trigger, language);
    let object = settings.object.hold(tail);
    let next = trigger.chunk + 1;
    if trigger.form == Form::Verbal || !object || next as usize >= tree.syntax.chunks.len() {
        return false;
    }
    let is = |list: &Words| list.hold(&tree.head(next).lemma);
    let form = tree.chunk(next).predicate;
    if form.is_none() {
        return is(&settings.occasions) && tree.relation(next) == Relation::Dative;
    }
    // 攻撃を受け、3人が負傷した: it was done to somebody.
    let suffered = matches!(trigger.kind, Attack | Sanction | Aid | Accuse | Praise | Ease | Expel);
    let gerund = tree.last(next).is_some_and(|word| word.lemma == language.tense.gerund);
    is(&settings.upon)
        && tree.relation(next) == Relation::Clause
        && form.is_some_and(|form| !form.past && !form.negated)
        && (gerund || !suffered)
}
