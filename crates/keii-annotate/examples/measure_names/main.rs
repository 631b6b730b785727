//! Measures who and what is named against sentences labelled in BIO.
//!
//! `cargo run -p keii-annotate --example measure_names CACHE_DIR PACK_DIR FILE.bio [--errors]`
//!
//! The file holds a word and its label on each line, with an empty line between sentences; labels are
//! those of OntoNotes. Each sentence is read as an article of its own by the whole of `annotate`. A name
//! counts as found when its characters are exactly those of the label and its type is the label's:
//!
//! | label | ours |
//! |---|---|
//! | `PERSON` | persons named by name |
//! | `ORG` | organisations |
//! | `GPE`, `LOC`, `FAC` | countries and places, not told apart; those that touch (神奈川県, 座間市) count as one |
//! | `DATE` | times of the types `date`, `duration` and `set` of days or longer, told with a figure |
//!
//! `NORP` (parties, religions and peoples together) has no counterpart: what of ours has exactly the
//! characters of such a label is neither right nor wrong in the first figures; in those called `strict` it is wrong.

mod gold;
mod ours;

use std::error::Error;
use std::path::Path;

use gold::Sentence;
use ours::Annotated;

/// What the figures are given for.
const KINDS: [&str; 4] = ["person", "organization", "location", "date"];

/// The label without counterpart.
const IGNORED: &str = "NORP";

/// A named stretch of a sentence, in bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Named {
    start: usize,
    end: usize,
    kind: String,
}

#[derive(Clone, Copy, Default)]
struct Count {
    gold: usize,
    ours: usize,
    found: usize,
    ignored: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, cache, pack, file, options @ ..] = arguments.as_slice() else {
        return Err("CACHE_DIR PACK_DIR FILE.bio?".into());
    };
    let annotated = Annotated::open(Path::new(cache), Path::new(pack))?;
    let mut counts = [Count::default(); KINDS.len()];
    for sentence in gold::sentences(&std::fs::read_to_string(file)?) {
        let ours = annotated.names(&sentence.text);
        for (kind, count) in KINDS.iter().zip(&mut counts) {
            compare(kind, &sentence, &ours, count, !options.is_empty());
        }
    }
    println!(
        "{:14}{:>6}{:>6}{:>6}  {:>6} {:>6} {:>6}",
        "", "gold", "ours", "found", "P", "R", "F1"
    );
    let mut all = Count::default();
    for (kind, count) in KINDS.iter().zip(counts) {
        print(kind, count);
        all.gold += count.gold;
        all.ours += count.ours;
        all.found += count.found;
        all.ignored += count.ignored;
    }
    print("all", all);
    print("all, strict", Count { ours: all.ours + all.ignored, ..all });
    Ok(())
}

/// Counts one kind in one sentence, and prints what differs.
fn compare(kind: &str, sentence: &Sentence, ours: &[Named], count: &mut Count, show: bool) {
    let own = |named: &&Named| named.kind == kind;
    let gold: Vec<&Named> = sentence.names.iter().filter(own).collect();
    let ignored = |named: &Named| {
        let same = |label: &&Named| (label.start, label.end) == (named.start, named.end);
        sentence.names.iter().find(same).is_some_and(|label| label.kind == IGNORED)
    };
    let (apart, scored): (Vec<&Named>, Vec<&Named>) =
        ours.iter().filter(own).partition(|named| ignored(named));
    count.gold += gold.len();
    count.ours += scored.len();
    count.ignored += apart.len();
    count.found += scored.iter().filter(|named| gold.contains(named)).count();
    if show {
        let words = |named: &Named| &sentence.text[named.start..named.end];
        for named in gold.iter().filter(|named| !scored.contains(named)) {
            println!("MISSED\t{kind}\t{}\t{}", words(named), sentence.text);
        }
        for named in scored.iter().filter(|named| !gold.contains(named)) {
            println!("FALSE\t{kind}\t{}\t{}", words(named), sentence.text);
        }
    }
}

fn print(label: &str, count: Count) {
    let ratio = |whole: usize| count.found as f64 / whole.max(1) as f64;
    let (precision, recall) = (ratio(count.ours), ratio(count.gold));
    let f1 = 2.0 * count.found as f64 / (count.gold + count.ours).max(1) as f64;
    let Count { gold, ours, found, .. } = count;
    println!("{label:14}{gold:>6}{ours:>6}{found:>6}  {precision:.4} {recall:.4} {f1:.4}");
}
