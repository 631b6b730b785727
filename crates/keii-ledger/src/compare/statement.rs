//! What one speaker says, verbatim in one document and in the writer's words in another.
//!
//! Words that two documents share prove nothing where one of them denies: statements of opposite
//! sign are never told as agreeing.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{
    Attribute, Attribution, AttributionType, ComparedValue, Comparison, Factuality, Id, Modality,
    TextSpan, Verdict,
};

use super::happening::Told;
use super::scene::Scenes;
use super::wording::{NEARLY, SHORTEST, letters};
use super::{Sources, Subject};
use crate::likeness::likeness;

/// Verbatim words that another document repeats within its own; shorter ones are anybody's.
const REPEATED: usize = 5;
/// More statements than this of one speaker are not compared with each other.
const MOST: usize = 64;
/// From this likeness on, another document may tell the same.
const ALIKE: f64 = 0.4;

/// The comparisons of all statements by known speakers; those told by one of the `linked` documents
/// alone as such.
pub(super) fn compare(
    sources: &Sources<'_>,
    told: &[Told<'_>],
    scenes: &Scenes<'_>,
    linked: &BTreeSet<&Id>,
) -> Vec<Comparison> {
    let mut said: BTreeMap<&Id, Vec<Statement<'_>>> = BTreeMap::new();
    for attribution in sources.readings.iter().flat_map(|reading| &reading.attributions) {
        let [speaker] = attribution.speaker.as_slice() else { continue };
        let Some(speaker) = &speaker.entity else { continue };
        said.entry(speaker).or_default().extend(Statement::of(attribution));
    }
    let mut found = Vec::new();
    for (speaker, statements) in said.iter().filter(|(_, all)| all.len() <= MOST) {
        let mut shared = BTreeSet::new();
        for (at, a) in statements.iter().enumerate() {
            for (other, b) in statements.iter().enumerate().skip(at + 1) {
                if a.said.document == b.said.document {
                    continue;
                }
                if a.is_like(b) {
                    shared.extend([at, other]);
                }
                if let Some((attribute, verdict)) = verdict(a, b, told, scenes) {
                    shared.extend([at, other]);
                    let values = [a, b].map(Statement::value).into();
                    let subject = Subject::Entity(speaker);
                    found.push(sources.comparison(subject, attribute, verdict, values));
                }
            }
        }
        let alone = statements.iter().enumerate().filter(|(at, one)| {
            one.said.attribution_type == AttributionType::Indirect
                && !shared.contains(at)
                && linked.contains(&one.said.document)
        });
        found.extend(alone.map(|(_, one)| {
            let subject = Subject::Entity(speaker);
            let verdict = Verdict::SingleSource;
            sources.comparison(subject, Attribute::Wording, verdict, vec![one.value()])
        }));
    }
    found
}

struct Statement<'a> {
    said: &'a Attribution,
    /// All that is reported.
    whole: &'a TextSpan,
    letters: Vec<char>,
    /// The verbatim words.
    verbatim: Vec<Vec<char>>,
}

impl<'a> Statement<'a> {
    fn of(said: &'a Attribution) -> Option<Self> {
        let quoted: &[TextSpan] = match said.attribution_type {
            AttributionType::Direct => &said.content,
            AttributionType::Mixed => &said.quoted,
            AttributionType::Indirect => &[],
            AttributionType::Author => return None,
        };
        let whole = said.content.first()?;
        let own = letters(whole);
        (own.len() >= SHORTEST).then(|| Self {
            said,
            whole,
            letters: own,
            verbatim: quoted.iter().map(letters).filter(|one| one.len() >= REPEATED).collect(),
        })
    }

    fn value(&self) -> ComparedValue {
        let document = self.said.document.clone();
        ComparedValue { document, value: None, span: self.whole.clone() }
    }

    fn is_like(&self, other: &Self) -> bool {
        likeness(&self.letters, &other.letters) >= ALIKE
    }

    /// Whether the other repeats verbatim words of this one, which it does not itself give as such.
    fn is_repeated_by(&self, other: &Self) -> bool {
        let holds = |words: &Vec<char>| {
            other.letters.windows(words.len()).any(|part| part == words.as_slice())
        };
        self.verbatim
            .iter()
            .any(|words| holds(words) && !other.verbatim.iter().any(|own| own == words))
    }

    fn is_indirect(&self) -> bool {
        self.verbatim.is_empty()
    }

    /// Whether it is said that something is not so, or refused.
    fn denies(&self) -> bool {
        let refuses = matches!(self.said.modality, Some(Modality::Deny | Modality::Reject));
        let not = matches!(
            self.said.factuality,
            Some(Factuality::CertainNot | Factuality::ProbablyNot | Factuality::PossiblyNot)
        );
        refuses || not
    }
}

fn verdict(
    a: &Statement<'_>,
    b: &Statement<'_>,
    told: &[Told<'_>],
    scenes: &Scenes<'_>,
) -> Option<(Attribute, Verdict)> {
    // Quotations that are nearly one are told of as such.
    let quoted = a
        .verbatim
        .iter()
        .any(|one| b.verbatim.iter().any(|other| one == other || likeness(one, other) >= NEARLY));
    if a.denies() != b.denies() || quoted {
        return None;
    }
    let evaluates = [a, b].iter().any(|one| one.said.modality == Some(Modality::Evaluate));
    let attribute = if evaluates { Attribute::Evaluation } else { Attribute::Wording };
    if a.is_repeated_by(b) || b.is_repeated_by(a) {
        return Some((attribute, Verdict::Agree));
    }
    let paraphrased = a.is_indirect() || b.is_indirect();
    if paraphrased && likeness(&a.letters, &b.letters) >= NEARLY {
        return Some((attribute, Verdict::Agree));
    }
    // What somebody asks for at one and the same meeting, told in different words.
    let demands = [a, b].iter().all(|one| matches!(one.said.modality, Some(Modality::Demand)));
    let occasion = |one: &Statement<'_>| scenes.nearest(one.said).filter(|&(near, _)| near);
    let same = occasion(a).zip(occasion(b)).filter(|(a, b)| a.1 == b.1);
    let shared = same.is_some_and(|((_, event), _)| told[event].tellings.len() > 1);
    (demands && shared).then_some((Attribute::Wording, Verdict::Precision))
}
