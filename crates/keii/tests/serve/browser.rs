//! The reading room in a real browser: Chromium, without a window, told what to do by WebDriver.
//!
//! Where the browser is not installed these tests say so and do nothing; on a machine that has to
//! run them all (`CI` is set) they fail.

mod accessibility;
mod adding;
mod appearance;
mod contacts;
mod correcting;
mod filtering;
mod installed;
mod keys;
mod marks;
mod reading;
mod requests;
mod session;

pub use session::Browser;
