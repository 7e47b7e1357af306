//! The pages on a listener: how long anybody may take, and how many at once. One slow visitor, or a thousand,
//! hold nothing that the others need.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

/// What one visitor may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// As many connections at once; the next waits to be taken up.
    pub(crate) connections: usize,
    /// From the start of a request to the end of its head; also how long an idle connection is kept.
    pub(crate) head: Duration,
    /// A connection in all, so that one who reads slowly ends too. A page is small, and a browser opens
    /// another without being asked.
    pub(crate) connection: Duration,
    /// What is under way when the program ends.
    pub(crate) farewell: Duration,
}

impl Limits {
    pub(crate) const USUAL: Self = Self {
        connections: 1024,
        head: Duration::from_secs(15),
        connection: Duration::from_secs(180),
        farewell: Duration::from_secs(10),
    };
}

/// How long to wait where the machine has no more files or memory for a connection.
const BREATH: Duration = Duration::from_millis(100);

/// Answers on `listener` until `shutdown` is done.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    shutdown: impl Future<Output = ()> + Send,
) {
    let (graceful, free) = (GracefulShutdown::new(), Arc::new(Semaphore::new(limits.connections)));
    let mut shutdown = pin!(shutdown);
    loop {
        let next = async {
            let place = Arc::clone(&free).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, stream) = tokio::select! {
            (place, accepted) = next => match accepted {
                Ok((stream, _)) => (place, stream),
                Err(error) => {
                    tracing::warn!(target: "web", %error, "a connection could not be taken up");
                    tokio::time::sleep(BREATH).await;
                    continue;
                }
            },
            () = &mut shutdown => break,
        };
        let connection = graceful.watch(connection(stream, router.clone(), limits));
        tokio::spawn(async move {
            // What goes wrong with one connection is its visitor's, and nobody else's to read.
            let _ = tokio::time::timeout(limits.connection, connection).await;
            drop(place);
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(limits.farewell, graceful.shutdown()).await;
}

fn connection(
    stream: TcpStream,
    router: Router,
    limits: Limits,
) -> http1::Connection<TokioIo<TcpStream>, TowerToHyperService<Router>> {
    let _ = stream.set_nodelay(true);
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router))
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, SocketAddr};
    use std::time::Instant;

    use axum::routing::get;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    use super::*;

    const SHORT: Limits = Limits {
        connections: 2,
        head: Duration::from_millis(200),
        connection: Duration::from_millis(600),
        farewell: Duration::from_millis(200),
    };

    async fn served() -> SocketAddr {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new()
            .route("/", get(async || "here"))
            .route("/never", get(async || std::future::pending::<()>().await));
        tokio::spawn(serve(listener, router, SHORT, std::future::pending()));
        address
    }

    /// Sends this, and reads until the other side closes; no longer than a test should take.
    async fn exchange(address: SocketAddr, sent: &str) -> (String, Duration) {
        let start = clock();
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(sent.as_bytes()).await.unwrap();
        let mut read = Vec::new();
        let reading = stream.read_to_end(&mut read);
        let _ = tokio::time::timeout(Duration::from_secs(5), reading).await.unwrap();
        (String::from_utf8_lossy(&read).into_owned(), start.elapsed())
    }

    #[expect(clippy::disallowed_methods, reason = "a test of how long something takes")]
    fn clock() -> Instant {
        Instant::now()
    }

    #[tokio::test]
    async fn who_never_ends_a_request_is_not_waited_for() {
        let address = served().await;
        let (_, took) = exchange(address, "GET / HTTP/1.1\r\nhost: x\r\nx-slow: ").await;
        assert!((150..3000).contains(&took.as_millis()), "{took:?}");
        let (_, took) = exchange(address, "").await;
        assert!(took.as_millis() < 3000, "a silent connection ends too: {took:?}");
        let (_, took) = exchange(address, "GET /never HTTP/1.1\r\nhost: x\r\n\r\n").await;
        assert!((500..3000).contains(&took.as_millis()), "{took:?}");
    }

    #[tokio::test]
    async fn others_are_answered_once_the_slow_are_gone() {
        let address = served().await;
        let mut slow = Vec::new();
        for _ in 0..2 {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(b"GET / HT").await.unwrap();
            slow.push(stream);
        }
        let request = "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
        let (answer, took) = exchange(address, request).await;
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("here"), "{answer}");
        assert!(took.as_millis() >= 100, "no third place before one of the two is free: {took:?}");
    }
}
