//! The ledger through its public face.

mod alike;
mod comparisons;
mod corrections;
mod counts;
mod events;
mod laws;
mod lookup;
mod names;
mod naming;
mod news;
mod occasions;
mod one_news;
mod other_words;
mod persons;
mod standing;
mod stories;
mod telling;
mod tellings;
mod weighed;
