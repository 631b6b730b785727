//! Drawings in SVG: what a table cannot show at a glance. Everything in them stands in a list as well.

pub mod network;
pub mod timeline;
mod window;
