//! The section `speech.labels` of a pack: words by what they tell of how somebody means what they say.

use serde::Deserialize;

/// Words of a predicate, by dictionary form where they inflect.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::speech) struct LabelSettings {
    /// Adjectives of measure, which judge nothing by themselves.
    pub(super) measures: Vec<String>,
    /// Adjectival nouns for how things are, which judge nothing.
    pub(super) conditions: Vec<String>,
    /// Words before a noun that make it great or small.
    pub(super) grading: Vec<String>,
    /// Beginnings of nouns for the utmost of its kind.
    pub(super) extremes: Vec<String>,
    /// Those of them that judge, whatever they are the utmost of.
    pub(super) judging: Vec<String>,
    /// Endings of nouns that are a judgement.
    pub(super) verdicts: Vec<String>,
    /// Verbs that tell what something leads to: judged, unless it has come about.
    pub(super) leading: Vec<String>,
    /// Verbs that tell what something amounts to, or how it strikes somebody.
    pub(super) weighing: Vec<String>,
    /// Verbs of thinking, behind how it strikes somebody.
    pub(super) thinking: Vec<String>,
    /// Verbs of being there.
    pub(in crate::speech) existing: Vec<String>,
    /// Nouns that weigh where they are there: 問題がある.
    pub(super) worths: Vec<String>,
    /// Negations.
    pub(in crate::speech) negations: Vec<String>,
    /// Conjunctions that turn from what a speaker grants to what they say.
    pub(super) adversative: Vec<String>,
    /// What makes the past.
    pub(in crate::speech) past: Vec<String>,
    /// Behind a condition: an obligation.
    pub(super) obliging: Vec<String>,
    /// Nouns that make a condition of a clause.
    pub(super) cases: Vec<String>,
    /// Particles behind them.
    pub(super) behind_cases: Vec<String>,
    /// Conditions that only tell how something would please or who says it.
    pub(super) mere_conditions: Vec<String>,
    /// Verbs of saying by which somebody binds themselves to what they say they will do.
    pub(super) pledging: Vec<String>,
    /// Verbs by which those who speak settle among themselves what they will do.
    pub(super) settling: Vec<String>,
    /// Verbs of making known what is settled, even where nobody is named who does.
    pub(super) announcing: Vec<String>,
}
