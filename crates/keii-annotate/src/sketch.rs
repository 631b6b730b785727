//! The sketch of a text, by which the ledger finds copies of it.
//!
//! Runs of letters are hashed and one in eight kept, whichever hashes are divisible by it ("mod p"
//! sampling: Broder, "On the resemblance and containment of documents", 1997): which runs are kept
//! does not depend on the text around them, so an excerpt keeps the same ones.

use keii_model::Sketch;

use crate::words::is_letter;

/// Letters in a run: in Japanese three or four words.
const RUN: usize = 8;
/// One run in so many is kept.
const SAMPLED: u64 = 8;
/// An odd number without pattern, for hashes of letters in order (that of PCG and MMIX).
const BASE: u64 = 6_364_136_223_846_793_005;

/// The sketch of a text. Marks, spaces and the width of letters make no difference.
pub(crate) fn sketch(text: &str) -> Sketch {
    let letters = text.chars().filter(|&c| is_letter(c)).map(|c| u64::from(narrow(c)));
    let power = (0..RUN).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let (mut whole, mut run, mut count) = (0_u64, 0_u64, 0);
    // What the letters of the run before each add to its hash when they leave it.
    let mut leaving = [0_u64; RUN];
    let mut runs = Vec::new();
    for letter in letters {
        whole = whole.wrapping_mul(BASE).wrapping_add(letter);
        let gone = std::mem::replace(&mut leaving[count % RUN], letter.wrapping_mul(power));
        run = run.wrapping_mul(BASE).wrapping_add(letter).wrapping_sub(gone);
        count += 1;
        let mixed = mix(run);
        if count >= RUN && mixed.is_multiple_of(SAMPLED) {
            // The upper half: the lower one has been used for the choice.
            runs.push((mixed >> 32) as u32);
        }
    }
    if count == 0 {
        return Sketch::default();
    }
    runs.sort_unstable();
    runs.dedup();
    Sketch { digest: mix(whole).max(1), runs }
}

/// Full-width letters and digits as their ASCII forms, in lower case.
fn narrow(c: char) -> u32 {
    let narrow = match c {
        '\u{FF01}'..='\u{FF5E}' => c as u32 - 0xFEE0,
        _ => c as u32,
    };
    if (u32::from(b'A')..=u32::from(b'Z')).contains(&narrow) { narrow + 32 } else { narrow }
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "港の工事は来月から始まる。市は予算を倍にし、古い桟橋を取り壊すと発表した。";

    #[test]
    fn marks_and_widths_make_no_difference() {
        assert_eq!(sketch("第3埠頭、ABC。"), sketch("第３埠頭 ａｂｃ"));
        assert_ne!(sketch(TEXT).digest, sketch(&TEXT.replace('倍', "半")).digest);
    }

    #[test]
    fn an_excerpt_keeps_the_runs_of_the_whole() {
        let long = format!("{TEXT}市長は会見で、工期は二年だと説明した。反対する住民もいる。");
        let (part, whole) = (sketch(TEXT), sketch(&long));
        assert!(!part.runs.is_empty());
        assert!(part.runs.iter().all(|run| whole.runs.contains(run)));
    }

    #[test]
    fn nothing_is_known_of_no_letters() {
        assert!(sketch("……").is_empty());
        assert!(sketch("短い").runs.is_empty());
    }
}
