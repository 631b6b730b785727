//! Lengths of time, in minutes.

/// The minutes of an ISO 8601 duration in weeks, days, hours, minutes and seconds; `None` for one
/// with years or months, which have no fixed length, and for other words.
pub(crate) fn minutes(duration: &str) -> Option<i64> {
    let mut rest = duration.strip_prefix('P')?;
    let mut seconds = 0.0;
    let mut clock = false;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T') {
            (rest, clock) = (after, true);
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let number: f64 = rest[..end].parse().ok()?;
        let unit = match (rest.as_bytes()[end], clock) {
            (b'W', false) => 604_800.0,
            (b'D', false) => 86_400.0,
            (b'H', true) => 3_600.0,
            (b'M', true) => 60.0,
            (b'S', true) => 1.0,
            _ => return None,
        };
        seconds += number * unit;
        rest = &rest[end + 1..];
    }
    #[expect(clippy::cast_possible_truncation, reason = "lengths of years fit many times over")]
    let minutes = (seconds / 60.0).round() as i64;
    (minutes > 0).then_some(minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_lengths_have_equal_minutes() {
        assert_eq!(minutes("PT1H30M"), Some(90));
        assert_eq!(minutes("PT90M"), Some(90));
        assert_eq!(minutes("PT1.5H"), Some(90));
        assert_eq!(minutes("P1W"), minutes("P7D"));
        for none in ["P1M", "P3Y", "", "P", "PT", "1H", "PTM", "PT1X", "P1é"] {
            assert_eq!(minutes(none), None, "{none}");
        }
    }
}
