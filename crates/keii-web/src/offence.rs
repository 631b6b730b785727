//! What visitors are refused for: told of once of each sort, then counted.

use std::collections::BTreeMap;
use std::fmt;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use axum::http::StatusCode;

/// What a visitor is refused for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Offence {
    /// The machine is called by a name that is not its own.
    Host,
    /// A change is asked for by what is no page of this room.
    Origin,
    /// The token is wrong or missing.
    Token,
    /// Something is asked for too often.
    Often,
    /// A body is larger than it may be.
    Large,
    /// The head or the body of a request comes too slowly, or an answer takes too long.
    Slow,
    /// A path would lead out of the room.
    Path,
    /// A day, a cursor, a form or anything else makes no sense.
    Senseless,
    /// Bytes are no request.
    Garbled,
    /// Too many are connected: one who asked for nothing has to go.
    Crowd,
}

/// What whoever runs the room should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The first of its sort.
    First {
        /// What was refused.
        offence: Offence,
        /// Where the visitor comes from, where it is known.
        from: Option<IpAddr>,
    },
    /// Further ones of a sort that was told of.
    More {
        /// What was refused.
        offence: Offence,
        /// How often since it was told of last.
        count: u64,
    },
}

impl Offence {
    /// What an answer of this status was refused for; `None` where nobody was refused, or something
    /// is merely not there.
    pub(crate) fn of(status: StatusCode, path: &str) -> Option<Self> {
        Some(match status {
            StatusCode::MISDIRECTED_REQUEST => Self::Host,
            StatusCode::UNAUTHORIZED => Self::Token,
            // At the door a token was wrong; anywhere else another site asked.
            StatusCode::FORBIDDEN if path == "/enter" => Self::Token,
            StatusCode::FORBIDDEN => Self::Origin,
            StatusCode::TOO_MANY_REQUESTS => Self::Often,
            StatusCode::PAYLOAD_TOO_LARGE => Self::Large,
            StatusCode::REQUEST_TIMEOUT => Self::Slow,
            StatusCode::NOT_FOUND if leads_out(path) => Self::Path,
            // Missing things and corrections that change nothing are nobody's ill will.
            StatusCode::NOT_FOUND | StatusCode::CONFLICT => return None,
            status if status.is_client_error() => Self::Senseless,
            _ => return None,
        })
    }
}

/// Whether a path, percent signs and all, has steps up or characters that no path of the room has.
fn leads_out(path: &str) -> bool {
    let small = path.to_ascii_lowercase();
    let plain = small.replace("%2e", ".").replace("%2f", "/").replace("%5c", "\\");
    plain.contains("..") || plain.contains('\\') || plain.contains("%00") || plain.contains("%25")
}

type Tell = Box<dyn Fn(Notice) + Send + Sync>;

/// Tells of offences.
pub(crate) struct Watch {
    tell: Tell,
    /// Those told of, with how many more there were since.
    more: Mutex<BTreeMap<Offence, u64>>,
}

impl fmt::Debug for Watch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Watch").field("more", &self.more).finish_non_exhaustive()
    }
}

impl Default for Watch {
    /// Nobody is told.
    fn default() -> Self {
        Self::new(|_| {})
    }
}

impl Watch {
    /// Tells whoever is given.
    pub fn new(tell: impl Fn(Notice) + Send + Sync + 'static) -> Self {
        Self { tell: Box::new(tell), more: Mutex::default() }
    }

    /// Tells of the first of a sort, counts the others.
    pub fn note(&self, offence: Offence, from: Option<IpAddr>) {
        let is_first = {
            let mut more = self.more.lock().unwrap_or_else(PoisonError::into_inner);
            let known = more.get_mut(&offence).map(|count| *count = count.saturating_add(1));
            known.is_none().then(|| more.insert(offence, 0)).is_some()
        };
        if is_first {
            (self.tell)(Notice::First { offence, from });
        }
    }

    /// Tells how many more there were since this was told last.
    pub fn sum_up(&self) {
        let counted: Vec<(Offence, u64)> = {
            let mut more = self.more.lock().unwrap_or_else(PoisonError::into_inner);
            more.iter_mut().map(|(offence, count)| (*offence, std::mem::take(count))).collect()
        };
        for (offence, count) in counted.into_iter().filter(|(_, count)| *count > 0) {
            (self.tell)(Notice::More { offence, count });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn the_first_of_a_sort_is_told_and_the_others_are_summed_up() {
        let told = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&told);
        let watch = Watch::new(move |notice| heard.lock().expect("no panic").push(notice));
        for _ in 0..3 {
            watch.note(Offence::Large, None);
        }
        watch.note(Offence::Token, None);
        watch.sum_up();
        watch.sum_up();
        watch.note(Offence::Token, None);
        watch.sum_up();
        let first = |offence| Notice::First { offence, from: None };
        let more = |offence, count| Notice::More { offence, count };
        let expected = [
            first(Offence::Large),
            first(Offence::Token),
            more(Offence::Large, 2),
            more(Offence::Token, 1),
        ];
        assert_eq!(told.lock().expect("no panic")[..], expected);
    }

    #[test]
    fn what_is_merely_not_there_is_no_offence() {
        assert_eq!(Offence::of(StatusCode::NOT_FOUND, "/favicon.ico"), None);
        assert_eq!(Offence::of(StatusCode::CONFLICT, "/corrections"), None);
        assert_eq!(Offence::of(StatusCode::OK, "/.."), None);
        for path in ["/../a", "/%2e%2E/a", "/a%5Cb", "/documents/%00", "/%252e%252e/"] {
            assert_eq!(Offence::of(StatusCode::NOT_FOUND, path), Some(Offence::Path), "{path}");
        }
        assert_eq!(Offence::of(StatusCode::FORBIDDEN, "/enter"), Some(Offence::Token));
        assert_eq!(Offence::of(StatusCode::FORBIDDEN, "/add"), Some(Offence::Origin));
        assert_eq!(Offence::of(StatusCode::BAD_REQUEST, "/"), Some(Offence::Senseless));
    }
}
