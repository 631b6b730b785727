//! Connections: taken, bounded, and ended when the server is told to stop.

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;
use tower::ServiceExt as _;

use crate::room::Room;
use crate::routes::router;

/// How long somebody may take to send the head of a request, also of the next one.
const HEAD: Duration = Duration::from_secs(20);

/// So many connections are open at a time: fewer than the files that a process may have open by
/// default (1,024). One more takes the place of the one that has been idle longest.
const OPEN: usize = 400;

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
        let mut stop = Stop::new()?;
        opened(listener.local_addr()?);
        let guests = Guests::default();
        let farewell = GracefulShutdown::new();
        let router = router(Arc::new(room));
        loop {
            tokio::select! {
                taken = listener.accept() => match taken {
                    Ok((stream, _)) => guests.receive(stream, router.clone(), &farewell),
                    // Too many open files, or somebody who has left again.
                    Err(_) => tokio::time::sleep(PAUSE).await,
                },
                () = stop.told() => break,
            }
        }
        drop(listener);
        // Whoever does not end in time is cut off; what was acknowledged is on the disk.
        let _ = tokio::time::timeout(FAREWELL, farewell.shutdown()).await;
        Ok(())
    })
}

/// Those who are connected, by the order in which they came.
#[derive(Clone, Default)]
struct Guests(Arc<Mutex<Present>>);

#[derive(Default)]
struct Present {
    next: u64,
    guests: BTreeMap<u64, Guest>,
}

struct Guest {
    handle: AbortHandle,
    /// Whether a request is being answered.
    busy: Arc<AtomicBool>,
}

impl Guests {
    fn receive(&self, stream: TcpStream, router: axum::Router, farewell: &GracefulShutdown) {
        let busy = Arc::new(AtomicBool::new(false));
        let watched = Arc::clone(&busy);
        let answer = tower::service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
            let (router, busy) = (router.clone(), Arc::clone(&watched));
            async move {
                busy.store(true, Ordering::Relaxed);
                let answered = router.oneshot(request.map(axum::body::Body::new)).await;
                busy.store(false, Ordering::Relaxed);
                answered
            }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD)
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(answer));
        let connection = farewell.watch(connection);
        let number = self.make_room();
        let guests = self.clone();
        let task = tokio::spawn(async move {
            // Whoever breaks off has nothing to be told.
            let _ = connection.await;
            guests.present().guests.remove(&number);
        });
        self.present().guests.insert(number, Guest { handle: task.abort_handle(), busy });
    }

    /// A number for one more, and where too many are connected an end to the one that has been
    /// idle longest.
    fn make_room(&self) -> u64 {
        let mut present = self.present();
        if present.guests.len() >= OPEN {
            let mut all = present.guests.iter();
            let idle = all.find(|(_, guest)| !guest.busy.load(Ordering::Relaxed));
            let first = idle.map(|(number, _)| *number);
            if let Some(guest) = first.and_then(|number| present.guests.remove(&number)) {
                guest.handle.abort();
            }
        }
        present.next += 1;
        present.next
    }

    fn present(&self) -> MutexGuard<'_, Present> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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
