//! The Node process that holds this test process's one Chromium.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};

use crate::{files, programs};

/// How long a command may take; the driver itself gives up on a selector after 10 seconds.
const PATIENCE: Duration = Duration::from_secs(90);

/// Who waits for which answer. Emptied when the driver ends, so that nobody waits for ever.
type Waiting = Arc<Mutex<HashMap<u64, Sender<Value>>>>;

/// The running driver. It ends, and Chromium with it, when its standard input closes, which happens
/// at the latest when this process is gone.
pub(super) struct Driver {
    commands: Mutex<ChildStdin>,
    waiting: Waiting,
    next: AtomicU64,
    _process: Child,
}

impl Driver {
    /// The one driver of this process, started by the first call.
    pub(super) fn shared() -> &'static Self {
        static DRIVER: OnceLock<Driver> = OnceLock::new();
        DRIVER.get_or_init(Self::start)
    }

    fn start() -> Self {
        let script = files::repository().join("crates/testkit/browser/driver.mjs");
        let mut process = Command::new(programs::node())
            .arg(script)
            .env("CONTINUUM_CHROMIUM", programs::chromium())
            .env("CONTINUUM_BROWSER_MODULES", programs::browser_modules())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node starts");
        let commands = process.stdin.take().expect("its input is a pipe");
        let answers = process.stdout.take().expect("its output is a pipe");
        let waiting = Waiting::default();
        let listeners = Arc::clone(&waiting);
        std::thread::spawn(move || listen(answers, &listeners));
        Self { commands: Mutex::new(commands), waiting, next: AtomicU64::new(0), _process: process }
    }

    /// A number that no command and no session of this process has yet.
    pub(super) fn number(&self) -> u64 {
        self.next.fetch_add(1, Ordering::Relaxed)
    }

    /// Sends one command for `session` and waits for its answer, or for why there is none.
    pub(super) fn ask(&self, session: u64, action: &str, mut given: Value) -> Result<Value, String> {
        let id = self.number();
        given["id"] = json!(id);
        given["session"] = json!(session);
        given["action"] = json!(action);
        let (sender, receiver) = channel();
        locked(&self.waiting).insert(id, sender);
        let sent = writeln!(locked(&self.commands), "{given}");
        sent.map_err(|error| format!("the browser's driver is gone: {error}"))?;
        let mut reply = receiver.recv_timeout(PATIENCE).map_err(|error| match error {
            RecvTimeoutError::Timeout => format!("no answer within {} s", PATIENCE.as_secs()),
            RecvTimeoutError::Disconnected => "the browser's driver ended; what it said is above".into(),
        })?;
        match reply.get("error").and_then(Value::as_str) {
            Some(error) => Err(error.to_owned()),
            None => Ok(reply["ok"].take()),
        }
    }
}

/// Hands each answer to whoever waits for it, until the driver ends.
fn listen(answers: ChildStdout, waiting: &Waiting) {
    for line in BufReader::new(answers).lines().map_while(Result::ok) {
        let reply: Value = serde_json::from_str(&line).expect("the driver answers in JSON");
        let asker = reply["id"].as_u64().and_then(|id| locked(waiting).remove(&id));
        if let Some(asker) = asker {
            // Who gave up waiting does not listen any more.
            let _ = asker.send(reply);
        }
    }
    locked(waiting).clear();
}

/// A lock survives the test that panicked while it held it.
fn locked<T>(lock: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
