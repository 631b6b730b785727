//! Exports as whoever reads them meets them: parsed by parsers that are not ours.

mod annotations;
mod calendar;
mod event_data;
mod feed;
mod laws;
mod made;
mod tables;
mod without_text;

// The ledger's own way to write readings for tests; not all of it is needed here.
#[allow(dead_code, reason = "what other tests use of it is not used here")]
#[path = "../../../keii-ledger/tests/it/telling.rs"]
mod telling;
