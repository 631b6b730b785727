//! Connections: taken, bounded, and ended when the server is told to stop.

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;
use tower::ServiceExt as _;

use crate::offence::Offence;
use crate::room::Room;
use crate::routes::router;
use crate::seat::{Doing, Seat};
use crate::stream::Stream;

/// How long somebody may take to send the head of a request, also of the next one.
const HEAD: Duration = Duration::from_secs(20);

/// So many connections are open at a time: fewer than the files that a process may have open by
/// default (1,024). One more takes the place of the one that has been idle longest; where all are
/// busy, of the one whose body keeps pace least.
const OPEN: usize = 400;

/// How often it is told what was refused since, where anything was.
const TOLD: Duration = Duration::from_secs(600);

/// How often it is looked whether memory can be given back.
const TIDIED: Duration = Duration::from_secs(10);

/// How long a ledger of everything is kept that nobody asks for any more.
const UNUSED: Duration = Duration::from_secs(30);

/// How long answers that are on their way have when the server is told to stop.
const FAREWELL: Duration = Duration::from_secs(5);

/// How long to wait when a connection could not be taken.
const PAUSE: Duration = Duration::from_millis(50);

/// Why the room could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is taken, or not this machine's.
    #[error("cannot listen on {address}: {source}")]
    Address {
        /// Where it was to listen.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// The system gives no runtime or signals.
    #[error(transparent)]
    System(#[from] io::Error),
}

/// Serves the room at `address` until the process is told to stop (SIGINT, SIGTERM). `opened` is
/// called once, with the address that was taken: port 0 asks for any that is free.
///
/// # Errors
/// When the address cannot be taken.
pub fn serve(
    room: Room,
    address: SocketAddr,
    opened: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(4)
        .build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(address)
            .await
            .map_err(|source| ServeError::Address { address, source })?;
        let stop = Stop::new()?;
        opened(listener.local_addr()?);
        let room = Arc::new(room);
        attend(&room, listener, stop).await;
        room.watch.sum_up();
        Ok(())
    })
}

/// Answers whoever comes, until the word to stop.
async fn attend(room: &Arc<Room>, listener: TcpListener, mut stop: Stop) {
    let guests = Guests::of(room);
    let farewell = GracefulShutdown::new();
    let router = router(Arc::clone(room));
    let mut summary = tokio::time::interval(TOLD);
    let mut tidying = tokio::time::interval(TIDIED);
    loop {
        tokio::select! {
            taken = listener.accept() => match taken {
                Ok((stream, from)) => tokio::select! {
                    number = guests.place() => {
                        guests.receive(number, (stream, from.ip()), router.clone(), &farewell);
                    }
                    () = stop.told() => break,
                },
                // Too many open files, or somebody who has left again.
                Err(_) => tokio::time::sleep(PAUSE).await,
            },
            _ = summary.tick() => room.watch.sum_up(),
            _ = tidying.tick() => {
                let room = Arc::clone(room);
                // Whoever asks the ledger may hold it for a while.
                tokio::task::spawn_blocking(move || room.library.let_go(UNUSED));
            }
            () = stop.told() => break,
        }
    }
    // Who comes now is refused at once instead of waiting for an answer that nobody gives.
    drop(listener);
    // Whoever does not end in time is cut off; what was acknowledged is on the disk.
    let _ = tokio::time::timeout(FAREWELL, farewell.shutdown()).await;
}

/// Those who are connected, by the order in which they came.
#[derive(Clone)]
struct Guests {
    room: Arc<Room>,
    present: Arc<Mutex<Present>>,
}

#[derive(Default)]
struct Present {
    next: u64,
    guests: BTreeMap<u64, Guest>,
}

struct Guest {
    handle: AbortHandle,
    seat: Arc<Seat>,
}

impl Guests {
    fn of(room: &Arc<Room>) -> Self {
        Self { room: Arc::clone(room), present: Arc::default() }
    }

    fn receive(
        &self,
        number: u64,
        (stream, from): (TcpStream, IpAddr),
        router: axum::Router,
        farewell: &GracefulShutdown,
    ) {
        let seat = Arc::new(Seat::new(from));
        let stream = TokioIo::new(Stream::new(stream, Arc::clone(&seat)));
        let (taken, watched) = (Arc::clone(&seat), Arc::clone(&seat));
        let answer = tower::service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
            let (router, seat) = (router.clone(), Arc::clone(&taken));
            async move {
                let mut request = request.map(|body| axum::body::Body::new(seat.begin(body)));
                request.extensions_mut().insert(Arc::clone(&seat));
                let answered = router.oneshot(request).await;
                seat.end();
                answered
            }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD)
            .serve_connection(stream, TowerToHyperService::new(answer));
        let connection = farewell.watch(connection);
        let guests = self.clone();
        let task = tokio::spawn(async move {
            let offence = match connection.await {
                Err(error) if error.is_parse() => Some(Offence::Garbled),
                // A head that comes too slowly; who sent nothing at all was only waiting.
                Err(error) if error.is_timeout() && watched.has_begun() => Some(Offence::Slow),
                // Whoever breaks off has nothing to be told.
                _ => None,
            };
            if let Some(offence) = offence {
                guests.room.watch.note(offence, Some(from));
            }
            guests.present().guests.remove(&number);
        });
        self.present().guests.insert(number, Guest { handle: task.abort_handle(), seat });
    }

    /// A number for one more, as soon as there is a place.
    async fn place(&self) -> u64 {
        while !self.has_place() {
            tokio::time::sleep(PAUSE).await;
        }
        let mut present = self.present();
        present.next += 1;
        present.next
    }

    /// Whether there is a place for one more, where too many are connected by an end to another:
    /// to the one that has been idle longest, else to the one whose body has least time left.
    fn has_place(&self) -> bool {
        let mut present = self.present();
        if present.guests.len() < OPEN {
            return true;
        }
        let all = present.guests.iter();
        let rank = |guest: &Guest| match guest.seat.doing() {
            Doing::Idles(since) => Some((0, since)),
            Doing::Sends(until) => Some((1, until)),
            Doing::Waits => None,
        };
        let ranked = all.filter_map(|(number, guest)| Some((rank(guest)?, *number)));
        let Some(((kind, _), number)) = ranked.min() else { return false };
        if let Some(guest) = present.guests.remove(&number) {
            guest.handle.abort();
            let waits = kind == 0 && !guest.seat.has_begun();
            let offence = if waits { Offence::Crowd } else { Offence::Slow };
            self.room.watch.note(offence, Some(guest.seat.from));
        }
        true
    }

    fn present(&self) -> MutexGuard<'_, Present> {
        self.present.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Waits for the word to stop.
struct Stop {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl Stop {
    fn new() -> io::Result<Self> {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            Ok(Self { terminate: signal(SignalKind::terminate())? })
        }
        #[cfg(not(unix))]
        Ok(Self {})
    }

    async fn told(&mut self) {
        #[cfg(unix)]
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = self.terminate.recv() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
    }
}
