//! What else is told of a happening: the words around it, but for who, where and when, and numbers.

use std::collections::{BTreeMap, BTreeSet};

use keii_model::{EventMention, Id, Number, Quantity, Reading, TextSpan};

use crate::told::Told;

/// A word that more tellings of a story hold than one in so many says nothing about a happening.
const RARE: usize = 10;
/// So many tellings may hold a word in the smallest story.
const FEW: usize = 3;
/// Words of alphabets and syllabaries that are shorter are endings or particles.
const SHORTEST: usize = 3;
/// So many pieces of words say what a telling is about.
const SEVERAL: usize = 3;
/// Counted so, happenings are told apart: the second round is not the third.
const ROUNDS: &str = "time";
/// So many characters lie between a number and the word for what it tells of, at the most.
const JUST_BEFORE: u32 = 24;

/// The words and numbers of all tellings of a story, in their order.
pub(crate) struct Words {
    tellings: Vec<Content>,
}

/// What one telling holds.
struct Content {
    /// Each word that few tellings hold, as the numbers of the pieces by which it is compared.
    words: Vec<BTreeSet<usize>>,
    /// All of these pieces.
    pieces: BTreeSet<usize>,
    /// Those of the word for the happening itself.
    own: BTreeSet<usize>,
    numbers: BTreeSet<(String, String)>,
    /// Those told just before the word for it besides.
    nearby: BTreeSet<(String, String)>,
    /// The pieces of what it is about.
    topics: BTreeSet<String>,
    /// All pieces of its phrases, frequent ones and names among them.
    all: BTreeSet<String>,
    /// These without names and the word for the happening itself.
    content: BTreeSet<String>,
}

impl Words {
    pub(crate) fn of(told: &[Told<'_>], readings: &[Reading]) -> Self {
        let quantities: BTreeMap<&Id, &[Quantity]> = readings
            .iter()
            .map(|reading| (&reading.document.id, reading.quantities.as_slice()))
            .collect();
        let all: Vec<Vec<BTreeSet<String>>> = told.iter().map(|one| words(one.mention)).collect();
        // Who takes part and where is compared by itself, whatever form of a name is told.
        let names: BTreeSet<String> = told.iter().flat_map(|one| names(one.mention)).collect();
        let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
        for telling in &all {
            let pieces = telling.iter().flatten().filter(|piece| !names.contains(*piece));
            let pieces: BTreeSet<&String> = pieces.collect();
            for piece in pieces {
                *counts.entry(piece).or_default() += 1;
            }
        }
        let few = FEW.max(told.len() / RARE);
        // What one telling alone holds is never shared.
        let shared = counts.into_iter().filter(|&(_, n)| n > 1 && n <= few);
        let rare: BTreeMap<&String, usize> =
            shared.enumerate().map(|(number, (piece, _))| (piece, number)).collect();
        let tellings = all.iter().zip(told).map(|(telling, one)| {
            let words: Vec<BTreeSet<usize>> = telling
                .iter()
                .map(|word| word.iter().filter_map(|piece| rare.get(piece).copied()).collect())
                .filter(|word: &BTreeSet<usize>| !word.is_empty())
                .collect();
            let own = quantities.get(&one.mention.document).copied().unwrap_or_default();
            let pieces = words.iter().flatten().copied().collect();
            let mention = one.mention;
            let own_word = runs(mention.trigger.text.chars()).into_iter().flatten();
            let own_word = own_word.filter_map(|piece| rare.get(&piece).copied()).collect();
            let told = |span: &TextSpan| holds(&mention.evidence, span);
            let numbers_told = numbers(own, told);
            let nearby = numbers(own, |span| told(span) || is_just_before(mention, span));
            let topics = mention.topics.iter().flat_map(|topic| runs(topic.span.text.chars()));
            let topics = topics.flatten().collect();
            let all: BTreeSet<String> = telling.iter().flatten().cloned().collect();
            let own_pieces: BTreeSet<String> =
                runs(one.mention.trigger.text.chars()).into_iter().flatten().collect();
            let told = |piece: &&String| !names.contains(*piece) && !own_pieces.contains(*piece);
            let content = all.iter().filter(told).cloned().collect();
            Content {
                words,
                pieces,
                own: own_word,
                numbers: numbers_told,
                content,
                nearby,
                topics,
                all,
            }
        });
        Self { tellings: tellings.collect() }
    }

    /// How many words that few tellings hold stand in both of these.
    pub(crate) fn shared(&self, a: usize, b: usize) -> usize {
        let (one, other) = (&self.tellings[a], &self.tellings[b]);
        let held = |content: &Content, pieces: &BTreeSet<usize>| {
            content.words.iter().filter(|word| !word.is_disjoint(pieces)).count()
        };
        held(one, &other.pieces).min(held(other, &one.pieces))
    }

    /// Whether both hold a word that few tellings hold, and that is not the one for the happening itself.
    pub(crate) fn share_another(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.tellings[a], &self.tellings[b]);
        let mut shared = one.pieces.intersection(&other.pieces);
        shared.any(|piece| !one.own.contains(piece) && !other.own.contains(piece))
    }

    /// How many of the pieces of one telling's phrases stand in the other's, in hundredths of those of the
    /// shorter one.
    pub(crate) fn alikeness(&self, a: usize, b: usize) -> usize {
        let (one, other) = (&self.tellings[a].all, &self.tellings[b].all);
        100 * one.intersection(other).count() / one.len().min(other.len()).max(1)
    }

    /// Whether each tells what it is about in several words, names apart, and none of them is one of the
    /// other's.
    pub(crate) fn are_about_others(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.tellings[a].content, &self.tellings[b].content);
        one.len().min(other.len()) >= SEVERAL && one.is_disjoint(other)
    }

    /// Whether both tell the same number of the same thing.
    pub(crate) fn share_a_number(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.tellings[a].numbers, &self.tellings[b].numbers);
        !one.is_disjoint(other)
    }

    /// As [`Self::share_a_number`], also by what is told just before the words for it.
    pub(crate) fn share_a_number_nearby(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.tellings[a].nearby, &self.tellings[b].nearby);
        !one.is_disjoint(other)
    }

    /// Whether both tell how many of one thing, and not the same.
    pub(crate) fn are_other_numbers(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.tellings[a].numbers, &self.tellings[b].numbers);
        let of_one_unit =
            |(value, unit): &(String, String)| other.iter().any(|(n, of)| of == unit && n != value);
        one.is_disjoint(other) && one.iter().any(of_one_unit)
    }

    /// Whether both are about one thing, in part.
    pub(crate) fn share_a_topic(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.tellings[a].topics, &self.tellings[b].topics);
        !one.is_disjoint(other)
    }

    /// Whether one tells of another round than the other.
    pub(crate) fn are_other_rounds(&self, a: usize, b: usize) -> bool {
        let rounds = |at: usize| -> BTreeSet<&String> {
            let numbers = self.tellings[at].numbers.iter();
            numbers.filter(|(_, unit)| unit == ROUNDS).map(|(value, _)| value).collect()
        };
        let (one, other) = (rounds(a), rounds(b));
        !one.is_empty() && !other.is_empty() && one.is_disjoint(&other)
    }
}

/// The pieces of the names of parties and places.
fn names(mention: &EventMention) -> impl Iterator<Item = String> {
    let parties = mention.participants.iter().filter_map(|party| party.text.as_deref());
    let place = mention.place.as_ref().map(|place| place.text.as_str());
    parties.chain(place).flat_map(|name| runs(name.chars())).flatten()
}

/// The words of a telling's phrases, without those for itself and its time.
fn words(mention: &EventMention) -> Vec<BTreeSet<String>> {
    let time = mention.time.as_ref().and_then(|time| time.span.as_ref());
    let known: Vec<&TextSpan> = time.into_iter().chain([&mention.trigger]).collect();
    let mut words = Vec::new();
    for phrase in &mention.evidence {
        let letters = (phrase.start..).zip(phrase.text.chars()).map(|(at, letter)| {
            let told = known.iter().any(|span| span.start <= at && at < span.end);
            if told { ' ' } else { letter }
        });
        words.extend(runs(letters));
    }
    words
}

/// Runs of one script. One of Han characters is compared by its pairs of characters, for it may hold
/// several words.
pub(crate) fn runs(letters: impl Iterator<Item = char>) -> Vec<BTreeSet<String>> {
    let mut runs = Vec::new();
    let mut run: Vec<char> = Vec::new();
    for letter in letters.chain([' ']) {
        let script = Script::of(letter);
        if script != run.last().map_or(Script::None, |&last| Script::of(last)) {
            runs.extend(pieces(&run));
            run.clear();
        }
        if script != Script::None {
            run.push(letter);
        }
    }
    runs
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Han,
    Letters,
    None,
}

impl Script {
    /// Hiragana holds endings and particles, so it parts words.
    fn of(letter: char) -> Self {
        match letter {
            '\u{4E00}'..='\u{9FFF}' | '々' => Self::Han,
            '\u{3040}'..='\u{309F}' => Self::None,
            _ if letter.is_alphabetic() || letter == 'ー' => Self::Letters,
            _ => Self::None,
        }
    }
}

fn pieces(run: &[char]) -> Option<BTreeSet<String>> {
    let han = run.first().is_some_and(|&letter| Script::of(letter) == Script::Han);
    let pieces: BTreeSet<String> = if han {
        run.windows(2).map(|pair| pair.iter().collect()).collect()
    } else if run.len() >= SHORTEST {
        BTreeSet::from([run.iter().collect()])
    } else {
        BTreeSet::new()
    };
    (!pieces.is_empty()).then_some(pieces)
}

fn holds(phrases: &[TextSpan], span: &TextSpan) -> bool {
    phrases.iter().any(|phrase| phrase.start <= span.start && span.end <= phrase.end)
}

/// Whether the words stand so shortly before the word for a happening that they may tell of it.
fn is_just_before(mention: &EventMention, span: &TextSpan) -> bool {
    span.end <= mention.trigger.start && mention.trigger.start - span.end <= JUST_BEFORE
}

/// Numbers with their units, of those that tell of a happening.
fn numbers(
    quantities: &[Quantity],
    tells: impl Fn(&TextSpan) -> bool,
) -> BTreeSet<(String, String)> {
    let told = quantities.iter().filter(|one| tells(&one.span));
    told.filter_map(|one| {
        let unit = one.unit.clone()?;
        let value = match one.value.as_ref()? {
            // One and two are told of anything.
            Number::Whole(n) if *n < 3 && unit != ROUNDS => return None,
            Number::Whole(n) => n.to_string(),
            Number::Fraction(n) => n.to_string(),
            Number::Range(words) => words.clone(),
        };
        Some((value, unit))
    })
    .collect()
}
