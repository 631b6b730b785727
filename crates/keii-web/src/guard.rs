//! Who may come in, and what a page may do: checked for every request before it is answered.

use axum::http::header::{
    AUTHORIZATION, CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderName, HeaderValue, ORIGIN,
    REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, Method};

use crate::room::Room;
use crate::token::Token;
use crate::visit::cookie;

/// The cookie that holds the token.
pub const TOKEN: &str = "keii-token";

/// Nothing but what this server sends: no script or style in a page, no frame, no other address.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Why somebody is not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barred {
    /// The machine is called by a name that is not its own: another site's page may be asking.
    Host,
    /// A change that does not come from a page of this room.
    Origin,
    /// The token is missing.
    NoToken,
    /// The token is wrong.
    WrongToken,
}

/// Whether a request may be answered.
///
/// # Errors
/// When it comes from where it should not.
pub fn admit(room: &Room, method: &Method, path: &str, headers: &HeaderMap) -> Result<(), Barred> {
    if room.loopback && !host(headers).is_some_and(is_loopback) {
        return Err(Barred::Host);
    }
    if changes(method) && !is_own(headers) && !is_bearer(room, headers) {
        return Err(Barred::Origin);
    }
    let open = path == "/enter" || path.starts_with("/static/");
    match &room.token {
        Some(token) if !open => known(token, headers),
        _ => Ok(()),
    }
}

/// Whether somebody knows the token: in the cookie that the door gives, or as the bearer's (RFC
/// 6750), as programs send it.
fn known(token: &Token, headers: &HeaderMap) -> Result<(), Barred> {
    let given = [bearer(headers), cookie(headers, TOKEN)];
    if given.iter().flatten().any(|given| token.is(given)) {
        return Ok(());
    }
    Err(if given.iter().any(Option::is_some) { Barred::WrongToken } else { Barred::NoToken })
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Whether the bearer's token stands in the request. No page of another site can send it: browsers
/// ask first, and are not answered.
fn is_bearer(room: &Room, headers: &HeaderMap) -> bool {
    room.token.as_ref().zip(bearer(headers)).is_some_and(|(token, given)| token.is(given))
}

/// Whether a request changes something.
pub fn changes(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD)
}

fn host(headers: &HeaderMap) -> Option<&str> {
    headers.get(HOST).and_then(|host| host.to_str().ok())
}

/// Names of this machine for itself, with any port. A page elsewhere whose name was made to lead
/// here (DNS rebinding) calls it otherwise.
fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split_once(']').map(|(name, _)| name),
        None => host.split(':').next(),
    };
    name.is_some_and(|name| {
        let ip = name.parse::<std::net::IpAddr>();
        name.eq_ignore_ascii_case("localhost") || ip.is_ok_and(|ip| ip.is_loopback())
    })
}

/// Whether a page of this room sent it. Browsers tell by `Sec-Fetch-Site`, older ones by `Origin`;
/// what tells neither is not believed.
fn is_own(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let site = text(HeaderName::from_static("sec-fetch-site"));
    let origin = text(ORIGIN);
    let same = origin.and_then(|origin| origin.split_once("://")).map(|(_, from)| from);
    let same = same.map(|from| host(headers).is_some_and(|host| host.eq_ignore_ascii_case(from)));
    match (site, same) {
        (Some(site), Some(same)) => site == "same-origin" && same,
        (Some(site), None) => site == "same-origin",
        (None, same) => same == Some(true),
    }
}

/// What browsers are told with every answer.
pub fn seal(headers: &mut HeaderMap) {
    let fixed = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &str)| {
            (HeaderName::from_static(name), HeaderValue::from_str(value).expect("a value"))
        };
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn a_machine_is_called_by_its_own_names() {
        for own in ["localhost", "localhost:8080", "127.0.0.1:80", "[::1]:8080", "127.9.9.9"] {
            assert!(is_loopback(own), "{own}");
        }
        for other in ["example.org", "localhost.example.org", "10.0.0.1", "127.0.0.1.example", ""] {
            assert!(!is_loopback(other), "{other}");
        }
    }

    #[test]
    fn changes_come_from_pages_of_the_room() {
        let own = headers(&[("host", "localhost:1"), ("origin", "http://localhost:1")]);
        assert!(is_own(&own));
        assert!(is_own(&headers(&[("host", "a"), ("sec-fetch-site", "same-origin")])));
        for pairs in [
            &[("host", "localhost:1")][..],
            &[("host", "localhost:1"), ("origin", "http://localhost:2")],
            &[("host", "localhost:1"), ("origin", "null")],
            &[("host", "a"), ("sec-fetch-site", "cross-site")],
            &[("host", "a"), ("sec-fetch-site", "none")],
            &[("host", "a"), ("origin", "http://a"), ("sec-fetch-site", "same-site")],
        ] {
            assert!(!is_own(&headers(pairs)), "{pairs:?}");
        }
    }
}
