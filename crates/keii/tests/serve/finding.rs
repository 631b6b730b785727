//! A search finds every text that holds the words, and no other: 500 pieces of the sample articles.

use crate::articles::{Compared, compare, words};
use crate::room::Room;

#[test]
fn a_search_finds_exactly_the_texts_that_hold_the_words() {
    let room = Room::of_samples();
    let words = words(&room.world.path(""), 500);
    let Compared { right, found, there } = compare(&room.world.path(""), &words);
    assert!(there > words.len(), "{there} texts hold {} pieces", words.len());
    assert_eq!((right, right), (there, found), "recall and precision");
}
