//! Measures the reading of times against the cases of ja-timex's own tests.
//!
//! `cargo run -p keii-annotate --example measure_times CACHE_DIR cases.json [--errors | --deviations]`
//!
//! Each case asks one thing of one short text: the value of an expression, its kind, its words, how
//! many there are, that there is none. The real reading, without a day of publication, answers. How
//! TIMEX3 values are mapped to ours stands in `expected.rs`. Cases on which keii deliberately reads
//! otherwise are listed with their reasons in `deviations.tsv`; the figures are given with them and
//! without. `--errors` lists what differs and is not listed there, `--deviations` lists what is.

mod case;
mod expected;
mod reader;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use case::{Case, Question};
use reader::Reader;

/// Cases of one kind: right, deviating with a reason, all.
#[derive(Clone, Copy, Default)]
struct Tally {
    right: usize,
    deviating: usize,
    all: usize,
}

/// A case on which keii reads otherwise.
struct Deviation {
    /// The input, or its beginning when `…` stands behind it.
    input: String,
    asked: String,
    reason: String,
}

impl Deviation {
    fn is_of(&self, case: &Case) -> bool {
        let input = match self.input.strip_suffix('\u{2026}') {
            Some(beginning) => case.input.starts_with(beginning),
            None => case.input == self.input,
        };
        input && self.asked == case.asked()
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, cache, file, options @ ..] = arguments.as_slice() else {
        return Err("CACHE_DIR cases.json?".into());
    };
    let lists = |option: &str| options.iter().any(|given| given == option);
    let reader = Reader::open(Path::new(cache))?;
    let cases = case::cases(&std::fs::read_to_string(file)?)?;
    let deviations = deviations()?;
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut used = vec![false; deviations.len()];
    for case in &cases {
        let right = is_right(case, &reader);
        let listed = deviations.iter().position(|listed| !right && listed.is_of(case));
        let reason = match listed {
            Some(place) => Some(deviations[place].reason.as_str()),
            None => case.question.without_counterpart().filter(|_| !right),
        };
        for kind in [case.question.kind(), "total"] {
            let tally = tallies.entry(kind).or_default();
            tally.all += 1;
            tally.right += usize::from(right);
            tally.deviating += usize::from(reason.is_some());
        }
        match reason {
            Some(reason) if lists("--deviations") => {
                println!("{reason}\t{}\t{}\t{}", case.input, case.asked(), case.expected);
            }
            None if !right && lists("--errors") => {
                let found = reader.show(&case.input);
                println!("{}\t{}\t{}\t{found}", case.input, case.asked(), case.expected);
            }
            _ => {}
        }
        if let Some(place) = listed {
            used[place] = true;
        }
    }
    for (listed, _) in deviations.iter().zip(used).filter(|(_, used)| !used) {
        println!("listed as a deviation, but right or unknown: {} {}", listed.input, listed.asked);
    }
    print(&tallies);
    Ok(())
}

fn print(tallies: &BTreeMap<&str, Tally>) {
    for (kind, &Tally { right, deviating, all }) in tallies {
        let judged = all - deviating;
        println!(
            "{kind:<16} {right:>4} of {all:>4} {:.3}   without the {deviating} listed: {:.3}",
            right as f64 / all as f64,
            right as f64 / judged.max(1) as f64,
        );
    }
}

fn is_right(case: &Case, reader: &Reader) -> bool {
    match &case.question {
        Question::Number => {
            let expected = case.expected.as_str().and_then(|figures| figures.parse().ok());
            expected.is_some() && reader.number(&case.input) == expected
        }
        Question::Rewriting => {
            case.expected.as_str().is_some_and(|text| reader.reads_alike(&case.input, text))
        }
        Question::None => false,
        question => {
            let found = reader.times(&case.input);
            expected::holds(question, case, &found, reader)
        }
    }
}

fn deviations() -> Result<Vec<Deviation>, Box<dyn Error>> {
    let lines = include_str!("deviations.tsv").lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let mut fields = line.split('\t').map(str::to_owned);
            let mut next = || fields.next().ok_or(format!("not three fields: {line}"));
            let (reason, input, asked) = (next()?, next()?, next()?);
            Ok(Deviation { input, asked, reason })
        })
        .collect()
}
