//! The reading room: the ledger in a browser, every statement one click from the passage it was
//! read from.
//!
//! Pages are made whole on the server; a small script adds keys. No text is read here: what is
//! added goes through the [`Desk`] that the command hands in. Nothing here opens a connection.

mod api;
mod choice;
mod connection;
mod contacts;
mod drawing;
mod guard;
mod link;
mod offence;
mod page;
mod pages;
mod part;
mod rate;
mod room;
mod routes;
mod seat;
mod seen;
mod squeeze;
mod stream;
mod styles;
mod text;
mod token;
mod visit;

pub use connection::{ServeError, serve};
pub use offence::{Notice, Offence};
pub use room::{Added, Desk, Room, Submission, Unadded};
pub use routes::router;
pub use token::{Token, TokenError};
