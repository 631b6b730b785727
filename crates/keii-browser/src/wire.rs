//! One request to a program on this machine, over HTTP/1.1.

use std::io::{BufRead, BufReader, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

/// No answer takes longer, or something hangs.
const PATIENCE: Duration = Duration::from_secs(30);

/// Status and body of the answer; the body of the request is JSON.
pub fn ask(port: u16, method: &str, path: &str, body: &str) -> Result<(u16, Vec<u8>)> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\
         Content-Type: application/json; charset=utf-8\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    answer(BufReader::new(stream))
}

/// Reads as much as was announced: chromedriver leaves the connection open behind it.
fn answer(mut stream: impl BufRead) -> Result<(u16, Vec<u8>)> {
    let mut first = String::new();
    stream.read_line(&mut first)?;
    let status = first.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.context("no answer of HTTP")?;
    let mut length = 0;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line)? == 0 {
            bail!("no whole answer");
        }
        if line.trim().is_empty() {
            break;
        }
        if let Some(told) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = told.trim().parse()?;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok((status, body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_as_far_as_it_reaches() {
        let whole = b"HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\nX: y\r\n\r\n{}behind";
        assert_eq!(answer(&whole[..]).unwrap(), (404, b"{}".to_vec()));
        for broken in [
            &b""[..],
            b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n",
            b"HTTP/1.1 200 OK\r\n\
            Content-Length: 9\r\n\r\n{}",
        ] {
            assert!(answer(broken).is_err());
        }
    }
}
