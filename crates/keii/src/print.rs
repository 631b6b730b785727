//! How things look: widths, tables, colour.

pub mod correction;
pub mod document;
pub mod passage;
pub mod record;
pub mod style;
pub mod table;
pub mod width;
