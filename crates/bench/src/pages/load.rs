//! Who asks: a few connections that are kept open, each with one request under way.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{CONTENT_TYPE, COOKIE, HOST};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Runtime};

use super::figures::Given;
use crate::Error;
use crate::clock::timed;

/// As many connections at once.
const CONNECTIONS: usize = 8;

/// A request.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    method: Method,
    path: String,
    form: Bytes,
    /// The cookie of whoever is signed in.
    session: Option<String>,
}

impl Sent {
    pub(super) fn get(path: &str) -> Self {
        Self { method: Method::GET, path: path.to_owned(), form: Bytes::new(), session: None }
    }

    pub(super) fn post(path: &str, form: &str) -> Self {
        Self { method: Method::POST, path: path.to_owned(), form: form.to_owned().into(), session: None }
    }

    /// The same by somebody who is signed in.
    pub(super) fn signed_in(self, session: &str) -> Self {
        Self { session: Some(session.to_owned()), ..self }
    }
}

/// Asks from a thread of its own.
pub(super) struct Load {
    runtime: Runtime,
    address: SocketAddr,
}

impl Load {
    pub(super) fn new(address: SocketAddr) -> Result<Self, Error> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        Ok(Self { runtime, address })
    }

    /// Asks once, and gives the page.
    pub(super) fn page(&self, sent: &Sent) -> Result<String, Error> {
        let page = self.runtime.block_on(async {
            let (mut sender, driven) = connected(self.address).await?;
            let page = ask(&mut sender, sent, &self.address.to_string()).await?;
            drop(sender);
            let _ = driven.await;
            Ok::<_, Error>(page)
        })?;
        Ok(String::from_utf8_lossy(&page).into_owned())
    }

    /// Asks so often, for these in turn, and reads every page to its end.
    pub(super) fn run(&self, all: &[Sent], requests: usize) -> Result<Given, Error> {
        let all: Arc<[Sent]> = all.into();
        let next = Arc::new(AtomicUsize::new(0));
        let (bytes, took) = timed(|| {
            self.runtime.block_on(async {
                let connections: Vec<_> = (0..CONNECTIONS)
                    .map(|_| {
                        tokio::spawn(connection(self.address, Arc::clone(&all), Arc::clone(&next), requests))
                    })
                    .collect();
                let mut bytes = 0;
                for connection in connections {
                    bytes += connection.await.map_err(|error| Error::Page(error.to_string()))??;
                }
                Ok::<_, Error>(bytes)
            })
        });
        #[expect(clippy::cast_precision_loss, reason = "up to a hundred thousand")]
        let throughput = requests as f64 / took.as_secs_f64();
        Ok(Given { throughput, bytes: bytes? / requests.max(1) })
    }
}

/// Takes one request after the other until all are taken; gives the bytes that it read.
async fn connection(
    address: SocketAddr,
    all: Arc<[Sent]>,
    next: Arc<AtomicUsize>,
    requests: usize,
) -> Result<usize, Error> {
    let (mut sender, driven) = connected(address).await?;
    let (host, mut bytes) = (address.to_string(), 0);
    loop {
        let at = next.fetch_add(1, Ordering::Relaxed);
        let Some(sent) = all.get(at % all.len().max(1)).filter(|_| at < requests) else { break };
        bytes += ask(&mut sender, sent, &host).await?.len();
    }
    drop(sender);
    let _ = driven.await;
    Ok(bytes)
}

/// A connection, and what drives it until who asks has let it go.
pub(super) async fn connected(address: SocketAddr) -> Result<(SendRequest<Full<Bytes>>, Driven), Error> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = handshake(TokioIo::new(stream)).await?;
    Ok((sender, tokio::spawn(connection)))
}

pub(super) type Driven = tokio::task::JoinHandle<Result<(), hyper::Error>>;

/// The page that a request is answered with.
pub(super) async fn ask(
    sender: &mut SendRequest<Full<Bytes>>,
    sent: &Sent,
    host: &str,
) -> Result<Bytes, Error> {
    let request = Request::builder().method(&sent.method).uri(&sent.path).header(HOST, host);
    let request = match sent.method {
        Method::POST => request.header(CONTENT_TYPE, "application/x-www-form-urlencoded"),
        _ => request,
    };
    let request = match &sent.session {
        Some(session) => request.header(COOKIE, session),
        None => request,
    };
    let request = request.body(Full::new(sent.form.clone()));
    let request = request.map_err(|error| Error::Page(error.to_string()))?;
    sender.ready().await?;
    let response = sender.send_request(request).await?;
    let status = response.status();
    let body = response.into_body().collect().await?.to_bytes();
    if status != StatusCode::OK {
        return Err(Error::Page(format!("{} {} gave {status}", sent.method, sent.path)));
    }
    Ok(body)
}
