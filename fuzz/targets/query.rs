//! Query strings of any kind, asked of a whole room: no panic, no answer of a server that broke.

#![no_main]

#[path = "../../crates/keii-web/tests/room/ledger.rs"]
#[allow(dead_code, reason = "the tests of the room use the rest of it")]
mod ledger;
#[path = "../../crates/keii-web/tests/room/query.rs"]
mod query;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

static ASKER: LazyLock<query::Asker> = LazyLock::new(query::Asker::new);

// The first byte chooses the place.
fuzz_target!(|bytes: &[u8]| {
    let Some((first, query)) = bytes.split_first() else { return };
    let place = query::PLACES[usize::from(*first) % query::PLACES.len()];
    ASKER.ask(place, query);
});
