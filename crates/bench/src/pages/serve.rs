//! The server, as it ships, in this process and on loopback.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::thread::JoinHandle;

use network_store::NetworkStore;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;
use web::{App, Clock};

use super::store::address;
use crate::Error;
use crate::clock::timed;

/// Pages that are being served.
pub(super) struct Served {
    /// Where.
    pub(super) address: SocketAddr,
    /// What they stand on.
    pub(super) app: App,
    end: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

impl Served {
    /// Opens the store and serves its pages on one thread, by the machine's own clock.
    pub(super) fn start(store: &Path, tell: &dyn Fn(String)) -> Result<Self, Error> {
        let runtime = Self::runtime()?;
        let (opened, took) = timed(|| {
            runtime.block_on(async {
                let store = NetworkStore::open(&address(store)).await?;
                let app = App::open(store, Clock::System, true).await?;
                Ok::<_, Error>(app)
            })
        });
        let app = opened?;
        tell(format!("the pages are there after {took:.1?}"));
        Self::over(runtime, app)
    }

    /// A runtime with one thread for the server's work.
    pub(super) fn runtime() -> Result<Runtime, Error> {
        Ok(Builder::new_multi_thread().worker_threads(1).enable_all().build()?)
    }

    /// Serves these pages on that runtime.
    pub(super) fn over(runtime: Runtime, app: App) -> Result<Self, Error> {
        let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?;
        let address = listener.local_addr()?;
        let serving = app.clone();
        let (end, ended) = oneshot::channel::<()>();
        let thread = std::thread::spawn(move || {
            // A server that ends early is noticed by who asks it.
            let serving = web::serve(listener, serving, async {
                let _ = ended.await;
            });
            // On the runtime's own worker, as it ships.
            let _ = runtime.block_on(runtime.spawn(serving));
        });
        Ok(Self { address, app, end, thread })
    }

    /// Ends them.
    pub(super) fn end(self) {
        let _ = self.end.send(());
        let _ = self.thread.join();
    }
}
