//! The pages on a port of this machine, for a real browser.

use std::net::Ipv4Addr;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use web::App;

use super::Site;

/// A site that is served until this is dropped.
pub(crate) struct Served {
    pub(crate) base: String,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Served {
    /// The made-up network.
    pub(crate) fn demo() -> Self {
        Self::of(Site::demo)
    }

    /// The site that this makes.
    pub(crate) fn of(make: impl AsyncFnOnce() -> Site + Send + 'static) -> Self {
        Self::with(async move || {
            let site = make().await;
            (site.app.clone(), site)
        })
    }

    /// These pages, with what they stand on, which is kept for as long.
    pub(crate) fn with<K: 'static>(make: impl AsyncFnOnce() -> (App, K) + Send + 'static) -> Self {
        let (ready, address) = std::sync::mpsc::channel();
        let (stop, stopped) = oneshot::channel::<()>();
        let serve = async move || {
            let (app, _kept) = make().await;
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
            ready.send(listener.local_addr().unwrap()).unwrap();
            let until = async {
                let _ = stopped.await;
            };
            web::serve(listener, app, until).await.unwrap();
        };
        let run = || {
            tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(serve());
        };
        let thread = std::thread::spawn(run);
        let base = format!("http://{}", address.recv().unwrap());
        Self { base, stop: Some(stop), thread: Some(thread) }
    }

    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        // Connections that a browser keeps open would be waited for; the process ends them.
        drop(self.thread.take());
    }
}
