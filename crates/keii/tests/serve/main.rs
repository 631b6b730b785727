//! The reading room as its visitors meet it: the real command, over real sockets, in a real browser.

#![expect(clippy::unwrap_used, reason = "a test that unwraps fails with the line it failed at")]

#[path = "../../benches/serving/articles.rs"]
mod articles;
mod browser;
mod files;
mod finding;
mod holding;
mod hostile;
mod interruption;
mod listing;
mod room;
mod rows;
mod wire;
#[path = "../command/world.rs"]
#[expect(dead_code, reason = "the tests of the command use the rest of it")]
mod world;
