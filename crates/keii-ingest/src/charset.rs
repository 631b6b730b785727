//! Which charset, and the text: byte order mark, then ISO-2022-JP by its escapes, then UTF-8 when
//! the bytes are valid as such, then what the page declares, then detection among the Japanese
//! charsets.
//!
//! Text in another charset is hardly ever valid UTF-8 by accident, so validity outranks
//! declarations, which are wrong on many a saved page.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8};

use crate::error::{Fault, Located};
use crate::input::Warning;

/// Bad bytes that one document may have and still be read, with U+FFFD in their place.
const FEW: usize = 3;

/// Valid characters beyond ASCII that must stand against each bad sequence before the bytes
/// count as damaged UTF-8 rather than as another charset.
const GOOD_PER_BAD: usize = 8;

/// Text and how it was decoded.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub text: String,
    pub charset: &'static str,
    pub warnings: Vec<Warning>,
}

/// Decodes; `declared` is what an HTML or XML declaration says.
pub(crate) fn decode(
    bytes: &[u8],
    declared: Option<&'static Encoding>,
) -> Result<Decoded, Located> {
    if let Some((charset, mark)) = Encoding::for_bom(bytes) {
        return marked(bytes, mark, charset);
    }
    if let Some(offset) = bytes.iter().position(|&byte| byte == 0) {
        return Err((Fault::Binary { offset }, Some(line_of(bytes, offset))));
    }
    if has_iso_2022_jp_escape(bytes)
        && let Some(text) = strictly(ISO_2022_JP, bytes)
    {
        return readable(text, ISO_2022_JP, Vec::new());
    }
    let damage = match std::str::from_utf8(bytes) {
        Ok(text) => {
            let other = declared.filter(|&declared| declared != UTF_8 && !text.is_ascii());
            let warnings = other.map(|other| Warning::OtherCharset(other.name()));
            return readable(text.to_owned(), UTF_8, warnings.into_iter().collect());
        }
        Err(_) => Damage::of(bytes),
    };
    if damage.bad <= FEW && damage.good >= damage.bad * GOOD_PER_BAD {
        return damaged(bytes, &damage);
    }
    let detected = detect(bytes);
    let japanese = detected.filter(|charset| [SHIFT_JIS, EUC_JP].contains(charset));
    for charset in declared.into_iter().chain(japanese) {
        if let Some(text) = strictly(charset, bytes) {
            return readable(text, charset, Vec::new());
        }
    }
    if damage.bad <= FEW && damage.good == 0 {
        return damaged(bytes, &damage);
    }
    if let Some(charset) = japanese
        && let Some(decoded) = nearly(charset, bytes)
    {
        return decoded;
    }
    let guess = detected.map(Encoding::name);
    let offset = damage.first;
    Err((Fault::Charset { offset, guess }, Some(line_of(bytes, offset))))
}

/// The line, from 1, on which a byte lies.
pub(crate) fn line_of(bytes: &[u8], offset: usize) -> u64 {
    let before = bytes[..offset].iter().filter(|&&byte| byte == b'\n').count();
    before as u64 + 1
}

/// Text after a byte order mark, which is no part of it.
fn marked(bytes: &[u8], mark: usize, charset: &'static Encoding) -> Result<Decoded, Located> {
    let rest = &bytes[mark..];
    if let Some(text) = strictly(charset, rest) {
        return readable(text, charset, Vec::new());
    }
    if charset == UTF_8 {
        let mut damage = Damage::of(rest);
        damage.first += mark;
        if damage.bad <= FEW {
            let (text, _) = charset.decode_without_bom_handling(rest);
            let warning = damage.warning(bytes);
            return readable(text.into_owned(), charset, vec![warning]);
        }
        let fault = Fault::Charset { offset: damage.first, guess: None };
        return Err((fault, Some(line_of(bytes, damage.first))));
    }
    nearly(charset, rest).unwrap_or(Err(Fault::Charset {
        offset: mark,
        guess: Some(charset.name()),
    }
    .into()))
}

fn strictly(charset: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let text = charset.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(text.into_owned())
}

/// Decoded with a few U+FFFD, or `None` when there would be more. Which byte was bad the decoder
/// does not tell; the warning points at the line.
fn nearly(charset: &'static Encoding, bytes: &[u8]) -> Option<Result<Decoded, Located>> {
    let (text, _) = charset.decode_without_bom_handling(bytes);
    let count = text.matches('\u{FFFD}').count();
    if count > FEW {
        return None;
    }
    let first = text.find('\u{FFFD}').unwrap_or(0);
    let line = line_of(text.as_bytes(), first);
    let warnings = vec![Warning::ReplacedBytes { count, line, offset: None }];
    Some(readable(text.into_owned(), charset, warnings))
}

/// UTF-8 with a few bad bytes replaced.
fn damaged(bytes: &[u8], damage: &Damage) -> Result<Decoded, Located> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    readable(text, UTF_8, vec![damage.warning(bytes)])
}

/// How far bytes are from UTF-8.
struct Damage {
    bad: usize,
    good: usize,
    first: usize,
}

impl Damage {
    fn of(bytes: &[u8]) -> Self {
        let mut damage = Self { bad: 0, good: 0, first: bytes.len() };
        let mut at = 0;
        for chunk in bytes.utf8_chunks() {
            damage.good += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
            at += chunk.valid().len();
            if !chunk.invalid().is_empty() {
                damage.bad += 1;
                damage.first = damage.first.min(at);
                at += chunk.invalid().len();
            }
        }
        damage
    }

    fn warning(&self, bytes: &[u8]) -> Warning {
        let line = line_of(bytes, self.first);
        Warning::ReplacedBytes { count: self.bad, line, offset: Some(self.first) }
    }
}

/// Text, unless it is full of control characters.
fn readable(
    text: String,
    charset: &'static Encoding,
    warnings: Vec<Warning>,
) -> Result<Decoded, Located> {
    let mut controls = text.match_indices(is_no_text);
    let (first, count) = (controls.next(), controls.count());
    if let Some((offset, control)) = first
        && (control == "\0" || (count + 1) * 100 > text.len() || text.contains('\0'))
    {
        return Err((Fault::Binary { offset }, Some(line_of(text.as_bytes(), offset))));
    }
    Ok(Decoded { text, charset: charset.name(), warnings })
}

/// Control characters other than white space. Stray ones occur in saved texts; many do not.
fn is_no_text(letter: char) -> bool {
    letter.is_ascii_control() && !letter.is_ascii_whitespace() && letter != '\u{B}'
}

/// `ESC $ B`, `ESC $ @`, `ESC ( J`, `ESC ( I` among bytes that are all seven bits.
fn has_iso_2022_jp_escape(bytes: &[u8]) -> bool {
    let escapes: [&[u8]; 4] = [b"\x1B$B", b"\x1B$@", b"\x1B(J", b"\x1B(I"];
    bytes.is_ascii() && bytes.windows(3).any(|window| escapes.contains(&window))
}

fn detect(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"jp"), Utf8Detection::Deny);
    // Every sequence of bytes is valid windows-125x: such a guess tells nothing.
    (!guess.name().starts_with("windows-125")).then_some(guess)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str = "報道官は「ｶﾅは半角のまま」と述べた。\r\n次の会合は　未定。\n";

    fn encoded(charset: &'static Encoding, text: &str) -> Vec<u8> {
        let (bytes, _, unmappable) = charset.encode(text);
        assert!(!unmappable);
        bytes.into_owned()
    }

    #[test]
    fn japanese_charsets_are_told_apart_and_nothing_is_normalised() {
        for charset in [UTF_8, SHIFT_JIS, EUC_JP] {
            let decoded = decode(&encoded(charset, SENTENCE), None).expect("text");
            assert_eq!((decoded.text.as_str(), decoded.charset), (SENTENCE, charset.name()));
            assert!(decoded.warnings.is_empty());
        }
        // ISO-2022-JP has no half-width kana for encoders.
        let full = "報道官は「全角」と述べた。\n";
        let decoded = decode(&encoded(ISO_2022_JP, full), None).expect("text");
        assert_eq!((decoded.text.as_str(), decoded.charset), (full, "ISO-2022-JP"));
    }

    #[test]
    fn one_short_title_is_enough() {
        for charset in [SHIFT_JIS, EUC_JP] {
            let decoded = decode(&encoded(charset, "会談は延期"), None).expect("text");
            assert_eq!(decoded.text, "会談は延期");
        }
    }

    #[test]
    fn the_byte_order_mark_is_no_part_of_the_text() {
        let utf8 = [b"\xEF\xBB\xBF", SENTENCE.as_bytes()].concat();
        assert_eq!(decode(&utf8, None).expect("text").text, SENTENCE);
        let units = || SENTENCE.encode_utf16();
        let little: Vec<u8> =
            [0xFEFF].into_iter().chain(units()).flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = [0xFEFF].into_iter().chain(units()).flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&little, None).expect("text").charset, "UTF-16LE");
        assert_eq!(decode(&big, None).expect("text").text, SENTENCE);
    }

    #[test]
    fn valid_utf8_outranks_a_declaration() {
        let decoded = decode(SENTENCE.as_bytes(), Some(SHIFT_JIS)).expect("text");
        assert_eq!(decoded.text, SENTENCE);
        assert_eq!(decoded.warnings, [Warning::OtherCharset("Shift_JIS")]);
    }

    #[test]
    fn a_bad_byte_is_replaced_and_reported() {
        let mut bytes = SENTENCE.as_bytes().to_vec();
        let at = SENTENCE.find("次").expect("it is there");
        bytes.insert(at, 0xFF);
        let decoded = decode(&bytes, None).expect("text");
        assert_eq!(decoded.text, SENTENCE.replace("次", "\u{FFFD}次"));
        let warning = Warning::ReplacedBytes { count: 1, line: 2, offset: Some(at) };
        assert_eq!(decoded.warnings, [warning]);
    }

    #[test]
    fn many_bad_bytes_are_refused_with_the_first() {
        let mut bytes = b"line one\nline two ".to_vec();
        bytes.extend([0xFF, b' ', 0xFE].repeat(40));
        let (fault, line) = decode(&bytes, None).expect_err("no text");
        assert!(matches!(fault, Fault::Charset { offset: 18, .. }), "{fault:?}");
        assert_eq!(line, Some(2));
    }

    #[test]
    fn binary_is_refused() {
        let (fault, line) = decode(b"one\ntwo\0three", None).expect_err("binary");
        assert_eq!((fault, line), (Fault::Binary { offset: 7 }, Some(2)));
        assert!(decode(&[1, 2, 3, b'a', 4], None).is_err());
        let stray = format!("{}\u{1}", "会談".repeat(100));
        assert!(decode(stray.as_bytes(), None).is_ok(), "one stray control character is text");
    }
}
