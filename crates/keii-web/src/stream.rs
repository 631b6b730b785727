//! A connection whose other end has to take what is sent: who asks for files and does not read them
//! would have them kept here. It tells the visitor's seat that something has come.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep_until};

use crate::seat::Seat;

/// So long nothing need be taken of what is sent.
const STALL: Duration = Duration::from_secs(20);

/// A connection that ends when nothing is taken for long.
#[derive(Debug)]
pub struct Stream {
    inner: TcpStream,
    seat: Arc<Seat>,
    /// Only who is waited for needs one.
    timer: Option<Pin<Box<Sleep>>>,
}

impl Stream {
    /// Of a connection as it was taken, by the visitor of this seat.
    pub fn new(inner: TcpStream, seat: Arc<Seat>) -> Self {
        Self { inner, seat, timer: None }
    }

    /// What came of sending; an error where it has been waited for too long.
    fn sent<T>(
        &mut self,
        sent: Poll<io::Result<T>>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<T>> {
        if sent.is_ready() {
            self.timer = None;
            return sent;
        }
        let from_now = || Box::pin(sleep_until(Instant::now() + STALL));
        ready!(self.timer.get_or_insert_with(from_now).as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.inner).poll_read(context, buffer);
        if buffer.filled().len() > before {
            self.seat.hear();
        }
        read
    }
}

impl AsyncWrite for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let sent = Pin::new(&mut self.inner).poll_write(context, bytes);
        self.sent(sent, context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let sent = Pin::new(&mut self.inner).poll_write_vectored(context, bytes);
        self.sent(sent, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(context)
    }
}
