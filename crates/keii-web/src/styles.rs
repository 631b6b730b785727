//! Style, script and sign of the room, each at an address that changes with it.

use crate::squeeze::stamp;

const CSS: &str = include_str!("static/room.css");
const SCRIPT: &str = include_str!("static/room.js");
const ICON: &str = include_str!("static/icon.svg");

const CSS_STAMP: u64 = stamp(CSS.as_bytes());
const SCRIPT_STAMP: u64 = stamp(SCRIPT.as_bytes());
const ICON_STAMP: u64 = stamp(ICON.as_bytes());

/// The address of the style.
pub fn css() -> String {
    format!("/static/room.css?{CSS_STAMP:x}")
}

/// The address of the script.
pub fn script() -> String {
    format!("/static/room.js?{SCRIPT_STAMP:x}")
}

/// The address of the sign.
pub fn icon() -> String {
    format!("/static/icon.svg?{ICON_STAMP:x}")
}

/// The file at a path: its type, and its content.
pub fn file(path: &str) -> Option<(&'static str, &'static str)> {
    match path {
        "/static/room.css" => Some(("text/css; charset=utf-8", CSS)),
        "/static/room.js" => Some(("text/javascript; charset=utf-8", SCRIPT)),
        "/static/icon.svg" => Some(("image/svg+xml", ICON)),
        _ => None,
    }
}
