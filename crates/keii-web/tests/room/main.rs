//! The reading room as a browser meets it, through the router: no socket, a ledger of two articles.

#![expect(clippy::unwrap_used, reason = "a test that unwraps fails with the line it failed at")]

mod api;
mod changes;
mod door;
mod ledger;
mod notices;
mod pages;
mod queries;
mod query;
