//! What the stores say that they do, as the program's log hears it.

use std::fmt::Debug;
use std::sync::{Arc, Mutex, Once};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::{DefaultGuard, Interest};
use tracing::{Event, Metadata, Subscriber};

/// Hears the events of these targets and of no other, and hands each on: what its one field, or its last, says.
pub(crate) struct Events<Each> {
    pub(crate) targets: &'static [&'static str],
    pub(crate) each: Each,
}

impl<Each: Fn(String) + 'static> Subscriber for Events<Each> {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        self.targets.contains(&metadata.target())
    }

    fn event(&self, event: &Event<'_>) {
        let mut said = Said(String::new());
        event.record(&mut said);
        (self.each)(said.0);
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

struct Said(String);

impl Visit for Said {
    fn record_str(&mut self, _: &Field, value: &str) {
        value.clone_into(&mut self.0);
    }

    fn record_debug(&mut self, _: &Field, value: &dyn Debug) {
        self.0 = format!("{value:?}");
    }
}

/// Hears nothing, and keeps open whether anybody does.
struct Undecided;

impl Subscriber for Undecided {
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }

    fn enabled(&self, _: &Metadata<'_>) -> bool {
        false
    }

    fn event(&self, _: &Event<'_>) {}

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// Listens in this thread until the guard goes. A statement of the program that is reached first in a thread where nobody
/// listens would be taken for one that nobody ever listens to; whatever a test listens with, it listens by way of this.
pub(crate) fn listen(with: impl Subscriber + Send + Sync + 'static) -> DefaultGuard {
    static UNDECIDED: Once = Once::new();
    UNDECIDED.call_once(|| {
        let _ = tracing::subscriber::set_global_default(Undecided);
    });
    tracing::subscriber::set_default(with)
}

/// What is done: the text of each statement, and each hash.
#[derive(Clone, Default)]
pub(crate) struct Done(Arc<Mutex<Vec<String>>>);

impl Done {
    /// Listens until the guard goes.
    pub(crate) fn listening() -> (Self, DefaultGuard) {
        let done = Self::default();
        let kept = done.clone();
        let each = move |said| kept.0.lock().unwrap().push(said);
        let events = Events { targets: &["continuum::statement", "continuum::hash"], each };
        (done, listen(events))
    }

    /// All of it, in order.
    pub(crate) fn all(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }

    /// When hashes began and ended.
    pub(crate) fn hashes(&self) -> Vec<String> {
        self.all().into_iter().filter(|done| done.contains("hashed")).collect()
    }
}

#[test]
fn what_another_thread_reached_first_is_heard() {
    fn say() {
        tracing::trace!(target: "continuum::statement", "said");
    }
    let (done, _listening) = Done::listening();
    std::thread::spawn(say).join().unwrap();
    assert_eq!(done.all(), [] as [String; 0]);
    say();
    assert_eq!(done.all(), ["said"]);
}
