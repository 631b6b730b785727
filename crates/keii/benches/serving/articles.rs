//! The articles of the measuring folder, words out of them, and where these stand by plain search.

use std::collections::BTreeSet;
use std::path::Path;

use keii_store::{Find, FindKind, Store, fold};

/// The ledger's texts by their documents, folded as a search folds them.
fn texts(store: &Store) -> Vec<(String, Vec<char>)> {
    let all = store.documents().expect("listed");
    let text = |id: &keii_model::Id| {
        let document = store.document(id).expect("read").expect("it is listed");
        document.text.as_str().chars().map(fold).collect()
    };
    all.iter().map(|one| (one.id.to_string(), text(&one.id))).collect()
}

/// Pieces of 2 to 6 characters out of the texts, the same every time.
pub fn words(folder: &Path, count: usize) -> Vec<String> {
    let store = Store::open(folder.join("ledger")).expect("a ledger");
    let texts = texts(&store);
    let mut seed = 20_251_129_u64;
    let mut below = |most: usize| {
        // Knuth's generator (MMIX); its upper half is random enough.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("31 bits") % most
    };
    let mut words = Vec::new();
    while words.len() < count {
        let (_, text) = &texts[below(texts.len())];
        let length = 2 + below(5);
        let from = below(text.len().saturating_sub(length).max(1));
        let piece: String = text.iter().skip(from).take(length).collect();
        if piece.chars().count() == length && !piece.contains(char::is_whitespace) {
            words.push(piece);
        }
    }
    words
}

/// What searches find beside what stands in the texts, over all words.
pub struct Compared {
    /// Documents that were found and hold the words.
    pub right: usize,
    /// Documents that were found.
    pub found: usize,
    /// Documents that hold the words.
    pub there: usize,
}

/// Looks for all words twice: by the index, and by reading every text.
pub fn compare(folder: &Path, words: &[String]) -> Compared {
    let store = Store::open(folder.join("ledger")).expect("a ledger");
    let texts = texts(&store);
    let mut all = Compared { right: 0, found: 0, there: 0 };
    for words in words {
        let wanted: Vec<char> = words.chars().collect();
        let holds = |text: &[char]| text.windows(wanted.len()).any(|piece| piece == wanted);
        let truth = texts.iter().filter(|(_, text)| holds(text)).map(|(id, _)| id.clone());
        let truth: BTreeSet<String> = truth.collect();
        let find =
            Find { words: vec![words.clone()], kinds: vec![FindKind::Text], ..Find::default() };
        let hits = store.find(&find, 0, usize::MAX).expect("searched");
        let hits: BTreeSet<String> =
            hits.hits.into_iter().map(|hit| hit.document.to_string()).collect();
        all.right += hits.intersection(&truth).count();
        all.found += hits.len();
        all.there += truth.len();
    }
    all
}
