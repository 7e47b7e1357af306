//! Who asks: people who are signed in, each on a connection of their own with one request under way.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

use super::figures::Given;
use crate::Error;
use crate::clock::{began, timed};
use crate::pages::load::{Sent, ask, connected};
use crate::statistics::percentile;

/// They ask from a thread of their own.
pub(super) struct Crowd {
    runtime: Runtime,
    address: SocketAddr,
    /// The cookie of each.
    sessions: Arc<[String]>,
}

impl Crowd {
    pub(super) fn new(address: SocketAddr, sessions: Arc<[String]>) -> Result<Self, Error> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        Ok(Self { runtime, address, sessions })
    }

    /// All of them ask for this at once, so often together and each at least once, and read every page to its end.
    pub(super) fn run(&self, sent: &Sent, requests: usize) -> Result<Given, Error> {
        let next = Arc::new(AtomicUsize::new(self.sessions.len()));
        let (asked, took) = timed(|| {
            self.runtime.block_on(async {
                let people = self.sessions.iter().map(|session| {
                    let sent = sent.clone().signed_in(session);
                    tokio::spawn(person(self.address, sent, Arc::clone(&next), requests))
                });
                let people: Vec<_> = people.collect();
                let (mut bytes, mut times) = (0, Vec::with_capacity(requests));
                for person in people {
                    let (read, took) = person.await.map_err(|error| Error::Page(error.to_string()))??;
                    bytes += read;
                    times.extend(took);
                }
                Ok::<_, Error>((bytes, times))
            })
        });
        let (bytes, times) = asked?;
        #[expect(clippy::cast_precision_loss, reason = "up to a hundred thousand")]
        let throughput = times.len() as f64 / took.as_secs_f64();
        let time = |percent| percentile(&times, percent).unwrap_or_default();
        Ok(Given { throughput, bytes: bytes / times.len().max(1), median: time(50), p99: time(99) })
    }
}

/// Asks one time after the other until all are taken; gives the bytes read, and how long each took.
async fn person(
    address: SocketAddr,
    sent: Sent,
    next: Arc<AtomicUsize>,
    requests: usize,
) -> Result<(usize, Vec<Duration>), Error> {
    let (mut sender, driven) = connected(address).await?;
    let (host, mut bytes, mut times) = (address.to_string(), 0, Vec::new());
    // Each asks once at least, so that the first time is everybody's.
    loop {
        let start = began();
        bytes += ask(&mut sender, &sent, &host).await?.len();
        times.push(start.elapsed());
        if next.fetch_add(1, Ordering::Relaxed) >= requests {
            break;
        }
    }
    drop(sender);
    let _ = driven.await;
    Ok((bytes, times))
}
