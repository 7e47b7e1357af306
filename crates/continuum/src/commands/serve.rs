//! `continuum serve`: the pages of a network.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::time::Duration;

use tokio::net::TcpListener;
use vault_store::SealedHalf;
use web::{App, Clock};

use crate::args::Serve;
use crate::end::End;
use crate::print::say;
use crate::records::{self, Records};
use crate::settings::{missing_file, open_network};

const DEFAULT_ADDRESS: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);

/// How often the store is asked whether another process changed the directory.
const POLL: Duration = Duration::from_millis(250);

/// How often what has ended is taken away.
const SWEEP: Duration = Duration::from_secs(60);

pub(crate) async fn run(options: &Serve) -> Result<(), End> {
    let settings = options.settings()?;
    let address = settings.listen.unwrap_or(DEFAULT_ADDRESS);
    let url = settings.network.as_deref().unwrap_or_default();
    let new = missing_file(url).map(Path::to_owned);
    let store = open_network(url).await?;
    if let Some(file) = new {
        say!("There was no network at {}: an empty one begins there.", file.display());
    }
    crate::secrets::id_key(&store).await?;
    let (desk, path) = crate::secrets::open()?;
    let records = records::open(&settings, options.new_agency).await?;
    let mut app = App::open(store, Clock::System, false).await?.with_desk(desk);
    if let Some(records) = &records {
        app = app.with_agencies(records.agencies.clone());
    }
    let listener = listen(address, "--listen").await?;
    let address = format!("http://{}", listener.local_addr()?);
    say!("To bring a list in, open this once; whoever has it can: {address}{path}");
    match &records {
        Some(Records { setup: Some(setup), .. }) => {
            say!("An agency begins here, once; whoever has the address leads it: {address}{setup}");
        }
        Some(_) => say!("Staff sign in at {address}/sign-in"),
        None => say!(
            "No records of people are kept. To keep some, name a file for the root of their keys with --keys-root: \
             outside this folder, and in no backup of it."
        ),
    }
    say!("Serving on {address}/ — stop with Ctrl-C");
    log_to_stderr();
    pages(listener, app, records.as_ref()).await
}

pub(crate) async fn listen(address: SocketAddr, option: &'static str) -> Result<TcpListener, End> {
    TcpListener::bind(address).await.map_err(|error| End::Listen { address, option, error })
}

/// Serves until Ctrl-C, or the machine's own way to end a program.
pub(crate) async fn pages(listener: TcpListener, app: App, records: Option<&Records>) -> Result<(), End> {
    let polling = tokio::spawn(web::poll(app.clone(), POLL));
    let sweeping = records.map(|records| tokio::spawn(sweep_always(records.half.clone())));
    web::serve(listener, app, stopped()).await?;
    polling.abort();
    if let Some(sweeping) = sweeping {
        sweeping.abort();
    }
    if let Some(records) = records {
        records.half.close().await;
    }
    Ok(())
}

/// Takes away what has ended, every so often; ends never.
async fn sweep_always(half: SealedHalf) {
    loop {
        tokio::time::sleep(SWEEP).await;
        let swept = async {
            let now = half.keys().admit(Clock::System.now().as_millisecond()).await?;
            half.sweep(now).await
        };
        if let Err(error) = swept.await {
            tracing::warn!(%error, "what has ended could not be taken away");
        }
    }
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
