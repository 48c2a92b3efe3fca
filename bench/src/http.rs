//! The smallest HTTP/1.1 client that keeps its connection: it must cost the machine as little as possible.

use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// One connection of one caller.
pub struct Connection {
    stream: TcpStream,
    cookie: String,
    buffer: Vec<u8>,
    request: Vec<u8>,
}

/// A status and the length of what came.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    pub status: u16,
    pub body: &'a [u8],
}

impl Connection {
    /// Connects; `cookie` is the session's, `name=value`.
    pub fn open(address: SocketAddr, cookie: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(120)))?;
        Ok(Self { stream, cookie: cookie.to_owned(), buffer: Vec::new(), request: Vec::new() })
    }

    /// Sends a request and reads its answer to the end.
    pub fn send(&mut self, method: &str, path: &str, body: Option<&str>) -> io::Result<Answer<'_>> {
        self.request.clear();
        write!(
            self.request,
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nCookie: {}\r\n",
            self.cookie
        )?;
        let body = body.unwrap_or_default();
        write!(self.request, "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len())?;
        self.stream.write_all(&self.request)?;
        self.buffer.clear();
        let head = loop {
            if let Some(at) = find(&self.buffer, b"\r\n\r\n") {
                break at + 4;
            }
            self.more()?;
        };
        let text = String::from_utf8_lossy(&self.buffer[..head]).to_ascii_lowercase();
        let broken = || io::Error::new(io::ErrorKind::InvalidData, text.clone());
        let status = text.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or_else(broken)?;
        let length = text.lines().find_map(|line| line.strip_prefix("content-length:"));
        let length: usize = match length {
            Some(length) => length.trim().parse().map_err(|_| broken())?,
            None if status == 204 => 0,
            None => return Err(broken()),
        };
        while self.buffer.len() < head + length {
            self.more()?;
        }
        Ok(Answer { status, body: &self.buffer[head..head + length] })
    }

    fn more(&mut self) -> io::Result<()> {
        let mut some = [0; 16 * 1024];
        match self.stream.read(&mut some)? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            n => {
                self.buffer.extend_from_slice(&some[..n]);
                Ok(())
            }
        }
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}
