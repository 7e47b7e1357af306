//! One run of a program: its time and the most memory that it held.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::run::Failure;

/// What a run took.
#[derive(Clone, Copy, Debug)]
pub(super) struct Took {
    /// From start to end.
    pub(super) time: Duration,
    /// The most resident memory in kilobytes (`VmHWM`), as last seen before the end; 0 where the system does not say.
    pub(super) peak_kb: u64,
}

/// How often memory is looked at.
const LOOK: Duration = Duration::from_millis(25);

/// Runs a program with its output thrown away; it must succeed.
#[expect(clippy::disallowed_methods, reason = "a bench is about the time that passes")]
pub(super) fn program(command: &mut Command) -> Result<Took, Failure> {
    let name = command.get_program().to_string_lossy().into_owned();
    let refused = |what: String| Failure::no(format!("{name}: {what}"));
    let start = Instant::now();
    let spawned = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn();
    let mut child = spawned.map_err(|error| refused(error.to_string()))?;
    let status_file = format!("/proc/{}/status", child.id());
    let mut peak_kb = 0;
    let status = loop {
        if let Some(status) = child.try_wait().map_err(|error| refused(error.to_string()))? {
            break status;
        }
        peak_kb = peak_kb.max(high_water(Path::new(&status_file)));
        std::thread::sleep(LOOK);
    };
    let time = start.elapsed();
    if status.success() { Ok(Took { time, peak_kb }) } else { Err(refused(status.to_string())) }
}

fn high_water(status: &Path) -> u64 {
    let text = fs::read_to_string(status).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse().ok()).unwrap_or(0)
}

/// The middle of several runs by time, with the highest memory of any.
pub(super) fn median(mut runs: Vec<Took>) -> Option<Took> {
    runs.sort_by_key(|run| run.time);
    let peak_kb = runs.iter().map(|run| run.peak_kb).max()?;
    Some(Took { peak_kb, ..*runs.get(runs.len() / 2)? })
}
