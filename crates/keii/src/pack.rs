//! The pack of Japanese that the program carries.

use anyhow::{Context, Result};
use keii_rules::{Pack, PackSource};

use crate::message::{Fault, Message};

/// What `build.rs` made of `packs/ja`.
const EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/ja.pack"));

/// The pack as it is stored.
///
/// # Errors
/// When program and pack do not fit: a defect of the build.
pub fn source() -> Result<PackSource> {
    postcard::from_bytes(EMBEDDED).context(broken())
}

/// The pack, ready for matching.
///
/// # Errors
/// As [`source`].
pub fn compiled() -> Result<Pack> {
    Pack::compile(&source()?).context(broken())
}

fn broken() -> Fault {
    Fault::new(Message::BrokenPack, Message::ReportDefect)
}
