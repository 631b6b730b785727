//! A place in the room: what its visitor is doing, and whether what they send keeps pace.

use std::net::IpAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

/// A body that sends nothing may take so long.
const GRACE: Duration = Duration::from_secs(10);

/// Each time that so many bytes have come, a body may take a second longer.
const PACE: u64 = 32 << 10;

/// A visitor's place.
#[derive(Debug)]
pub struct Seat {
    /// Where the visitor comes from.
    pub from: IpAddr,
    doing: Mutex<Doing>,
    /// Whether the body of the request at hand came too slowly.
    lagged: AtomicBool,
    /// Whether anything has come since the last request was answered: the beginning of a head.
    begun: AtomicBool,
}

/// What a visitor is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Nothing, or reading, since then.
    Idles(Instant),
    /// Sends a body, for which there is time until then.
    Sends(Instant),
    /// Waits for an answer.
    Waits,
}

impl Seat {
    /// A place for somebody who has just come.
    pub fn new(from: IpAddr) -> Self {
        let doing = Mutex::new(Doing::Idles(Instant::now()));
        Self { from, doing, lagged: AtomicBool::new(false), begun: AtomicBool::new(false) }
    }

    /// What the visitor is doing.
    pub fn doing(&self) -> Doing {
        *self.lock()
    }

    /// A request has come. Its body, watched.
    pub fn begin(self: &Arc<Self>, body: Incoming) -> Paced {
        self.lagged.store(false, Ordering::Relaxed);
        let until = Instant::now() + GRACE;
        *self.lock() = if body.is_end_stream() { Doing::Waits } else { Doing::Sends(until) };
        Paced { body, seat: Arc::clone(self), until, received: 0, timer: None }
    }

    /// The request is answered.
    pub fn end(&self) {
        self.begun.store(false, Ordering::Relaxed);
        *self.lock() = Doing::Idles(Instant::now());
    }

    /// Something has come.
    pub fn hear(&self) {
        self.begun.store(true, Ordering::Relaxed);
    }

    /// Whether a request has begun that is not answered.
    pub fn has_begun(&self) -> bool {
        self.begun.load(Ordering::Relaxed)
    }

    /// Whether the body of the request at hand came too slowly.
    pub fn has_lagged(&self) -> bool {
        self.lagged.load(Ordering::Relaxed)
    }

    fn lock(&self) -> MutexGuard<'_, Doing> {
        self.doing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A body that has to keep pace.
pub struct Paced {
    body: Incoming,
    seat: Arc<Seat>,
    until: Instant,
    /// Bytes for which no time was given yet.
    received: u64,
    /// Only who is waited for needs one.
    timer: Option<Pin<Box<Sleep>>>,
}

/// Why a body was not read to its end.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// The connection failed.
    #[error(transparent)]
    Connection(#[from] hyper::Error),
    /// It comes too slowly.
    #[error("the body comes too slowly")]
    Slow,
}

impl Paced {
    /// Gives time for what has come.
    fn credit(&mut self, bytes: usize) {
        self.received += bytes as u64;
        self.until += Duration::from_secs(self.received / PACE);
        self.received %= PACE;
        *self.seat.lock() = Doing::Sends(self.until);
    }
}

impl Body for Paced {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            match &frame {
                Some(Ok(frame)) => self.credit(frame.data_ref().map_or(0, Bytes::len)),
                _ => *self.seat.lock() = Doing::Waits,
            }
            return Poll::Ready(frame.map(|frame| Ok(frame?)));
        }
        let until = self.until;
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep_until(until)));
        if timer.deadline() != until {
            timer.as_mut().reset(until);
        }
        ready!(timer.as_mut().poll(context));
        self.seat.lagged.store(true, Ordering::Relaxed);
        Poll::Ready(Some(Err(Broken::Slow)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
