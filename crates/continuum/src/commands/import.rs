//! `continuum directory import`: a directory of another system comes in.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};
use network::Finding;
use network::import::{Imported, read};
use network_store::{Changes, NetworkStore, ServiceChange, StoreError, What};
use serde_json::{Value, json};

use crate::args::Import;
use crate::end::End;
use crate::print::say;

pub(crate) async fn run(options: &Import) -> Result<(), End> {
    // The source is read and judged whole before the store is touched.
    let bar = progress_bar();
    let imported = read(&options.source, options.map.as_deref(), &mut |progress| {
        bar.set_length(progress.total);
        bar.set_position(progress.done);
    });
    bar.finish_and_clear();
    let mut imported = imported?;
    if let Some(list) = &options.list {
        imported.of_list(list);
    }
    let store = options.store.open().await?;
    let changes = keep(&store, &imported).await?;
    if options.json {
        say!("{}", to_json(&imported, &changes));
    } else {
        report(&imported, &changes);
    }
    Ok(())
}

async fn keep(store: &NetworkStore, imported: &Imported) -> Result<Changes, End> {
    // On a terminal, somebody waits for this too.
    let waiting =
        if std::io::stderr().is_terminal() { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
    waiting.set_message("keeping");
    waiting.enable_steady_tick(std::time::Duration::from_millis(100));
    let changes = store.put(&imported.directory, &imported.source).await;
    waiting.finish_and_clear();
    store.close().await;
    changes.map_err(|error| match &error {
        StoreError::OtherSource { held: Some(held), .. } => {
            End::OtherList { held: held.clone(), error: Box::new(error) }
        }
        _ => error.into(),
    })
}

/// On a terminal; nowhere else.
fn progress_bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    match ProgressStyle::with_template("reading {bar:40} {bytes} of {total_bytes}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn to_json(imported: &Imported, changes: &Changes) -> Value {
    json!({
        "organizations": imported.counts.organizations,
        "services": imported.counts.services,
        "locations": imported.counts.locations,
        "findings": imported.findings,
        "source": imported.source,
        "changes": {
            "added": changes.added,
            "changed": changes.changed,
            "unchanged": changes.unchanged,
            "no_longer_named": changes.no_longer_named,
            "services": changes.services.iter().map(change_to_json).collect::<Vec<_>>(),
        },
    })
}

/// One service that is not as before: the first hundred of each sort are named, and all are counted.
fn change_to_json(change: &ServiceChange) -> Value {
    let mut json = json!({
        "change": change.what.code(),
        "agency": change.agency.as_str(),
        "service": change.service.as_str(),
        "name": change.name,
    });
    if let What::Changed(fields) = &change.what {
        json["fields"] = fields.iter().map(|field| field.code()).collect();
    }
    json
}

fn report(imported: &Imported, changes: &Changes) {
    let counts = &imported.counts;
    say!(
        "From {}: {} organizations, {} services, {} locations.",
        imported.source,
        counts.organizations,
        counts.services,
        counts.locations
    );
    let services = changes;
    say!("Services: {} new, {} changed, {} as before.", services.added, services.changed, services.unchanged);
    if changes.no_longer_named > 0 {
        say!(
            "Services of this list that are not in it any more: {}. They are kept; close those that have ended.",
            changes.no_longer_named
        );
    }
    for change in &changes.services {
        if let What::Changed(fields) = &change.what {
            let fields: Vec<&str> = fields.iter().map(|field| field.code()).collect();
            say!("  changed: {} ({})", change.name, fields.join(", "));
        }
    }
    for change in changes.services.iter().filter(|change| change.what == What::NoLongerNamed) {
        say!("  not in it any more: {}", change.name);
    }
    if imported.findings.is_empty() {
        return;
    }
    say!("\nWhat is not right in the source (everything that can stand was kept):\n");
    for finding in &imported.findings {
        say!("  {:>6}  {} in {}", finding.count, finding.code, finding.table);
        if let Some(example) = example(finding) {
            say!("          {example}");
        }
    }
}

/// The first example, as `services.csv, row 41, service_min_age: http://…`.
fn example(finding: &Finding) -> Option<String> {
    let example = finding.examples.first()?;
    let row = example.row.map(|row| format!(", row {row}")).unwrap_or_default();
    let column = example.column.as_ref().map(|column| format!(", {column}")).unwrap_or_default();
    let value =
        example.value.as_ref().map(|value| format!(": {}", value.replace('\n', " "))).unwrap_or_default();
    Some(format!("{}{row}{column}{value}", example.file))
}
