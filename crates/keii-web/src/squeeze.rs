//! Answers made smaller on their way, and what browsers may keep.

use std::io::Write as _;

use axum::body::Body;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue, Response};
use flate2::Compression;
use flate2::write::GzEncoder;

/// Smaller answers fit into one packet as they are.
const LEAST: usize = 1400;

/// Whether the browser takes gzip.
pub fn is_taken(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(ACCEPT_ENCODING).into_iter().filter_map(|line| line.to_str().ok());
    let mut codings = lines.flat_map(|line| line.split(','));
    codings.any(|coding| {
        let (name, quality) = coding.split_once(';').unwrap_or((coding, ""));
        let weight =
            quality.trim().strip_prefix("q=").and_then(|weight| weight.parse::<f32>().ok());
        name.trim() == "gzip" && weight != Some(0.0)
    })
}

/// The answer in gzip, where it is text. No page holds a secret that its length could give away.
pub async fn squeezed(response: Response<Body>) -> Response<Body> {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let is_text = kind.is_some_and(|kind| {
        ["text/", "image/svg", "application/json"].iter().any(|begin| kind.starts_with(begin))
    });
    if !is_text || response.headers().contains_key(CONTENT_ENCODING) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // Answers are made whole before they are sent: nothing can fail here.
    let Ok(whole) = axum::body::to_bytes(body, usize::MAX).await else {
        return Response::from_parts(parts, Body::empty());
    };
    parts.headers.append(VARY, HeaderValue::from_static("accept-encoding"));
    let mut small = GzEncoder::new(Vec::with_capacity(whole.len() / 4), Compression::fast());
    match small.write_all(&whole).and_then(|()| small.finish()) {
        Ok(small) if whole.len() >= LEAST => {
            parts.headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            parts.headers.remove(CONTENT_LENGTH);
            Response::from_parts(parts, Body::from(small))
        }
        _ => Response::from_parts(parts, Body::from(whole)),
    }
}

/// A number that is another one for other bytes (FNV-1a): part of the address of what never changes
/// at it.
pub const fn stamp(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0000_0100_0000_01b3);
        at += 1;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gzip_is_sent_to_those_who_take_it() {
        let of = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(value));
            is_taken(&headers)
        };
        assert!(of("gzip, deflate, br") && of("br;q=1.0, gzip;q=0.8"));
        assert!(!of("br") && !of("gzip;q=0") && !of("identity"));
    }
}
