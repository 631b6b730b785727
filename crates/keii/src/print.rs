//! How things look: widths, tables, colour, dates.

pub mod date;
pub mod style;
pub mod table;
pub mod width;
