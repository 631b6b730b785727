//! Cursors: the place behind a row of a list, which only that list understands.
//!
//! A cursor names the last row that was given, so rows that come in meanwhile shift nothing; and
//! it bears a check of list and filters, so that one that was made up, or taken from another list,
//! is refused rather than followed somewhere.

use super::problem::Problem;

/// So many digits of the check.
const CHECK: usize = 16;

/// The cursor behind the row of this id.
pub fn after(list: &str, id: &str) -> String {
    let id_digits: String = id.bytes().map(|byte| format!("{byte:02x}")).collect();
    format!("{}{id_digits}", check(list, id))
}

/// The id of the row that a cursor stands behind.
///
/// # Errors
/// When it is no cursor of this list.
pub fn row(list: &str, cursor: &str) -> Result<String, Problem> {
    let (given, digits) = cursor.split_at_checked(CHECK).ok_or_else(Problem::bad_cursor)?;
    let id = decoded(digits).ok_or_else(Problem::bad_cursor)?;
    if check(list, &id) == given { Ok(id) } else { Err(Problem::bad_cursor()) }
}

fn check(list: &str, id: &str) -> String {
    keii_export::hash(format!("{list}\n{id}").as_bytes())[..CHECK].to_owned()
}

fn decoded(digits: &str) -> Option<String> {
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    if !is_hex || !digits.len().is_multiple_of(2) {
        return None;
    }
    let bytes = digits.as_bytes().chunks(2);
    let bytes = bytes.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
    String::from_utf8(bytes.collect::<Option<Vec<u8>>>()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_leads_back_to_its_row_and_to_no_other_list() {
        let cursor = after("/events?status=held", "E.0123456789");
        assert_eq!(row("/events?status=held", &cursor), Ok("E.0123456789".to_owned()));
        assert_eq!(row("/events", &cursor), Err(Problem::bad_cursor()));
    }

    #[test]
    fn what_was_made_up_is_refused() {
        let cursor = after("/events", "E.0123456789");
        let mut other = cursor.clone();
        other.replace_range(0..1, if cursor.starts_with('0') { "1" } else { "0" });
        let long = "f".repeat(100_000);
        for bad in ["", "x", "会談会談会談会談", &other, &cursor[..20], &cursor[1..], &long]
        {
            assert_eq!(row("/events", bad), Err(Problem::bad_cursor()), "{bad}");
        }
    }
}
