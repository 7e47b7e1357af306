//! `continuum serve`: the pages of a network.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::net::TcpListener;
use web::{App, Clock};

use crate::args::Serve;
use crate::end::End;
use crate::print::say;

const DEFAULT_ADDRESS: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);

/// How often the store is asked whether another process changed the directory.
const POLL: Duration = Duration::from_millis(250);

pub(crate) async fn run(options: &Serve) -> Result<(), End> {
    let settings = options.store.settings()?;
    let address = options.listen.or(settings.listen).unwrap_or(DEFAULT_ADDRESS);
    let new = options.store.new_file()?;
    let store = options.store.open().await?;
    if let Some(file) = new {
        say!("There was no network at {}: an empty one begins there.", file.display());
    }
    crate::secrets::id_key(&store).await?;
    let (desk, path) = crate::secrets::open()?;
    let app = App::open(store, Clock::System, false).await?.with_desk(desk);
    let listener = listen(address, "--listen").await?;
    let address = format!("http://{}", listener.local_addr()?);
    say!("To bring a list in, open this once; whoever has it can: {address}{path}");
    say!("Serving on {address}/ — stop with Ctrl-C");
    log_to_stderr();
    pages(listener, app).await
}

pub(crate) async fn listen(address: SocketAddr, option: &'static str) -> Result<TcpListener, End> {
    TcpListener::bind(address).await.map_err(|error| End::Listen { address, option, error })
}

/// Serves until Ctrl-C, or the machine's own way to end a program.
pub(crate) async fn pages(listener: TcpListener, app: App) -> Result<(), End> {
    let polling = tokio::spawn(web::poll(app.clone(), POLL));
    web::serve(listener, app, stopped()).await?;
    polling.abort();
    Ok(())
}

async fn stopped() {
    let typed = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut ended) = signal(SignalKind::terminate()) {
            tokio::select! { _ = typed => {}, _ = ended.recv() => {} }
            return;
        }
    }
    let _ = typed.await;
}

/// What is logged is decided in `web`: routes and durations, never what somebody asked.
pub(crate) fn log_to_stderr() {
    let log = tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(false).without_time();
    // A second call in one process changes nothing.
    let _ = log.with_max_level(tracing::Level::INFO).try_init();
}
