//! What one speaker says, verbatim in one document and in the writer's words in another.
//!
//! Words that two documents share prove nothing where one of them denies: statements of opposite
//! sign are never told as agreeing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use keii_model::{
    Attribute, Attribution, AttributionType, ComparedValue, Comparison, Factuality, Id, Modality,
    TextSpan, Verdict,
};

use super::happening::Told;
use super::occasion::Occasions;
use super::quotation::verbatim;
use super::scene::Scenes;
use super::speaker::speakers;
use super::utterance::{SHORTEST, Utterance, numbers_fit};
use super::{Sources, Subject};
use crate::likeness::likeness;
use crate::story::stated_days;

/// Verbatim words that another document repeats within its own; shorter ones are anybody's.
const REPEATED: usize = 5;
/// More statements than this of one speaker are not compared with each other.
const MOST: usize = 64;
/// So many days later, something alike is another statement.
const LATER: i32 = 14;
/// From this likeness on, another document may tell the same.
const ALIKE: f64 = 0.4;

/// The comparisons of all statements by known speakers; those told by one of the `linked` documents
/// alone as such.
pub(super) fn compare(
    sources: &Sources<'_>,
    told: &[Told<'_>],
    scenes: &Scenes<'_>,
    occasions: &Occasions<'_>,
    linked: &BTreeSet<&Id>,
) -> Vec<Comparison> {
    let mut said: BTreeMap<BTreeSet<&Id>, Vec<Statement<'_>>> = BTreeMap::new();
    for attribution in sources.readings.iter().flat_map(|reading| &reading.attributions) {
        let speakers = speakers(attribution);
        if !speakers.is_empty() {
            said.entry(speakers).or_default().extend(Statement::of(sources, attribution));
        }
    }
    let world = World { told, scenes, occasions };
    let mut found = Vec::new();
    for (speakers, statements) in said.iter().filter(|(_, all)| all.len() <= MOST) {
        let single = speakers.first().filter(|_| speakers.len() == 1);
        let subject = single.map_or(Subject::Open, |speaker| Subject::Entity(speaker));
        let mut shared = BTreeSet::new();
        for (at, a) in statements.iter().enumerate() {
            for (other, b) in statements.iter().enumerate().skip(at + 1) {
                if a.said.document == b.said.document {
                    continue;
                }
                if a.is_like(b) {
                    shared.extend([at, other]);
                }
                if let Some((attribute, verdict)) = world.verdict(a, b) {
                    shared.extend([at, other]);
                    let values = [a, b].map(Statement::value).into();
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
    own: Utterance,
    /// When the document was published.
    told: Option<(Date, Date)>,
    /// The verbatim words.
    verbatim: Vec<Utterance>,
}

impl<'a> Statement<'a> {
    fn of(sources: &Sources<'_>, said: &'a Attribution) -> Option<Self> {
        if said.attribution_type == AttributionType::Author {
            return None;
        }
        let whole = said.content.first()?;
        let own = Utterance::of(sources, whole);
        let quoted = verbatim(said).iter().map(|span| Utterance::of(sources, span));
        (own.letters.len() >= SHORTEST).then(|| Self {
            said,
            whole,
            own,
            told: sources
                .numbers
                .get(&said.document)
                .and_then(|&number| stated_days(&sources.readings[number].document)),
            verbatim: quoted.filter(|one| one.letters.len() >= REPEATED).collect(),
        })
    }

    fn value(&self) -> ComparedValue {
        let document = self.said.document.clone();
        ComparedValue { document, value: None, span: self.whole.clone() }
    }

    fn is_like(&self, other: &Self) -> bool {
        likeness(&self.own.letters, &other.own.letters) >= ALIKE
    }

    /// Whether the other repeats verbatim words of this one, which it does not itself give as such.
    fn is_repeated_by(&self, other: &Self) -> bool {
        let holds =
            |words: &[char]| other.own.letters.windows(words.len()).any(|part| part == words);
        let given = |words: &[char]| other.verbatim.iter().any(|own| own.letters == words);
        self.verbatim.iter().any(|one| holds(&one.letters) && !given(&one.letters))
    }

    /// Whether two reports that are alike can be of one statement: an agency says every day where a storm
    /// is, and every year that the rains have begun.
    fn may_be_said_with(&self, other: &Self) -> bool {
        let apart = self.told.zip(other.told).is_some_and(|(a, b)| {
            let days = |first: Date, last: Date| (first - last).get_days();
            days(b.0, a.1) > LATER || days(a.0, b.1) > LATER
        });
        let (own, theirs) = (&self.own.letters, &other.own.letters);
        own == theirs || (!apart && numbers_fit(own, theirs))
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

/// What statements are about.
struct World<'a, 'w> {
    told: &'w [Told<'a>],
    scenes: &'w Scenes<'a>,
    occasions: &'w Occasions<'a>,
}

impl World<'_, '_> {
    fn verdict(&self, a: &Statement<'_>, b: &Statement<'_>) -> Option<(Attribute, Verdict)> {
        // Quotations that are nearly one are told of as such.
        let near = |one: &Utterance| b.verbatim.iter().any(|other| one.compare(other).is_some());
        if a.denies() != b.denies() || a.verbatim.iter().any(near) {
            return None;
        }
        let evaluates = [a, b].iter().any(|one| one.said.modality == Some(Modality::Evaluate));
        let attribute = if evaluates { Attribute::Evaluation } else { Attribute::Wording };
        if a.is_repeated_by(b) || b.is_repeated_by(a) {
            return Some((attribute, Verdict::Agree));
        }
        let paraphrased = a.is_indirect() || b.is_indirect();
        if paraphrased && a.own.is_nearly(&b.own) && a.may_be_said_with(b) {
            let noted = a.is_indirect() != b.is_indirect() && a.own.letters != b.own.letters;
            return Some((attribute, if noted { Verdict::NearQuote } else { Verdict::Agree }));
        }
        let demands = [a, b].iter().all(|one| one.said.modality == Some(Modality::Demand));
        (demands && self.is_one_occasion(a, b)).then_some((Attribute::Wording, Verdict::Precision))
    }

    /// Whether both were said at one and the same meeting.
    fn is_one_occasion(&self, a: &Statement<'_>, b: &Statement<'_>) -> bool {
        let near = |one: &Statement<'_>| self.scenes.nearest(one.said).filter(|&(near, _)| near);
        let same = near(a).zip(near(b)).filter(|(a, b)| a.1 == b.1);
        same.is_some_and(|((_, event), _)| self.told[event].tellings.len() > 1)
            || self.occasions.are_one(a.said, b.said)
    }
}
