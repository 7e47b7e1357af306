//! Answers that are longer than what should be held in memory, written as they are read.

use std::io;

use axum::body::{Body, Bytes};
use futures_util::stream;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::problem::Refused;

/// So many bytes are sent at once.
const CHUNK: usize = 32 * 1024;
/// So many chunks wait to be sent.
const WAITING: usize = 2;

/// Where an answer is written to.
pub(super) struct Pour {
    sender: Sender<io::Result<Bytes>>,
    held: String,
}

/// Why no more is written.
#[derive(Debug)]
pub(super) enum Ended {
    /// Nobody reads any more.
    Gone,
    /// What follows could not be read.
    Refused,
}

impl From<Refused> for Ended {
    fn from(_: Refused) -> Self {
        Self::Refused
    }
}

impl Pour {
    /// Writes a text; waits where whoever reads is slower.
    pub(super) async fn write(&mut self, text: &str) -> Result<(), Ended> {
        self.held.push_str(text);
        if self.held.len() >= CHUNK { self.send().await } else { Ok(()) }
    }

    async fn send(&mut self) -> Result<(), Ended> {
        let bytes = Bytes::from(std::mem::take(&mut self.held));
        self.sender.send(Ok(bytes)).await.map_err(|_| Ended::Gone)
    }
}

/// A body that this work writes. Where it cannot go on the body breaks off, so that nobody takes it for the whole.
pub(super) fn body<W>(work: impl FnOnce(Pour) -> W) -> Body
where
    W: Future<Output = Result<Pour, Ended>> + Send + 'static,
{
    let (sender, receiver) = channel(WAITING);
    let work = work(Pour { sender: sender.clone(), held: String::new() });
    tokio::spawn(async move {
        let ended = match work.await {
            Ok(mut pour) => pour.send().await,
            Err(ended) => Err(ended),
        };
        if let Err(Ended::Refused) = ended {
            let _ = sender.send(Err(io::Error::other("the directory could not be read further"))).await;
        }
    });
    let next = async |mut receiver: Receiver<io::Result<Bytes>>| {
        receiver.recv().await.map(|chunk| (chunk, receiver))
    };
    Body::from_stream(stream::unfold(receiver, next))
}
