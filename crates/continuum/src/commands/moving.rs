//! `continuum move`: a whole store goes into another database.

use std::io::IsTerminal;
use std::ops::ControlFlow;

use indicatif::{ProgressBar, ProgressStyle};
use network_store::{Checksum, MoveProgress, MoveStage, Moved, NetworkStore, StoreError};
use serde_json::{Value, json};

use crate::args::Move;
use crate::end::End;
use crate::print::say;
use crate::settings::open_existing;

pub(crate) async fn run(options: &Move) -> Result<(), End> {
    let bar = progress_bar();
    let tell = shown_on(&bar);
    match options {
        Move { check: Some(url), .. } => {
            let store = open_existing(url).await?;
            let checksum = store.checksum(&tell).await;
            store.close().await;
            bar.finish_and_clear();
            say_checksum(&checksum?, options.json);
        }
        Move { from: Some(from), to: Some(to), .. } => {
            let moved = NetworkStore::move_between(from, to, &tell).await;
            bar.finish_and_clear();
            say_moved(&moved.map_err(end)?, options.json);
        }
        // The arguments are refused before this if neither was typed.
        Move { .. } => {}
    }
    Ok(())
}

fn end(error: StoreError) -> End {
    if error.is_not_moved() { End::NotMoved(error) } else { error.into() }
}

/// Shows how far something has come.
pub(super) fn shown_on(bar: &ProgressBar) -> impl Fn(MoveProgress) -> ControlFlow<()> + Send + Sync {
    move |progress: MoveProgress| {
        bar.set_message(match progress.stage {
            MoveStage::Copying => "copying",
            MoveStage::Checking => "checking",
        });
        bar.set_length(progress.total);
        bar.set_position(progress.done);
        ControlFlow::Continue(())
    }
}

/// On a terminal; nowhere else.
pub(super) fn progress_bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    match ProgressStyle::with_template("{msg:8} {bar:40} {pos} of {len}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn say_checksum(checksum: &Checksum, as_json: bool) {
    if as_json {
        say!("{}", checksum_to_json(checksum));
        return;
    }
    say!("{} rows, checksum {}", checksum.rows, checksum.sha256);
    say_tables(checksum);
}

fn say_moved(moved: &Moved, as_json: bool) {
    let Moved { from, to, checksum, kept, again } = moved;
    if as_json {
        let mut json = checksum_to_json(checksum);
        json["from"] = from.as_str().into();
        json["to"] = to.as_str().into();
        json["kept"] = (*kept).into();
        json["again"] = (*again).into();
        say!("{json}");
        return;
    }
    if *kept > 0 {
        say!("Went on where an earlier move stopped: {kept} rows were there already.");
    }
    if *again > 0 {
        say!("The store was written to since the move began; {again} rows were taken out and copied again.");
    }
    say!("Moved {} rows from {from} to {to}.", checksum.rows);
    say!("Both were read once more and are the same: checksum {}", checksum.sha256);
    say_tables(checksum);
    say!("What is written to {from} from now on will not be in {to}: let everything use the new one.");
}

fn say_tables(checksum: &Checksum) {
    for table in &checksum.tables {
        say!("  {:>9}  {}", table.rows, table.table);
    }
}

fn checksum_to_json(checksum: &Checksum) -> Value {
    let tables = checksum.tables.iter();
    let tables =
        tables.map(|table| json!({ "table": table.table, "rows": table.rows, "sha256": table.sha256 }));
    json!({ "rows": checksum.rows, "sha256": checksum.sha256, "tables": tables.collect::<Vec<_>>() })
}
