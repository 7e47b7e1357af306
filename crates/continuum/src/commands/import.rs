//! `continuum directory import`: a directory of another system comes in.

use std::io::IsTerminal;

use indicatif::ProgressBar;
use network::import::Imported;
use network_store::{Changes, NetworkStore, ServiceChange, StoreError, What};
use serde_json::{Value, json};

use super::source;
use crate::args::Import;
use crate::end::End;
use crate::print::say;

pub(crate) async fn run(options: &Import) -> Result<(), End> {
    // The source is read and judged whole before the store is touched.
    let imported = source::read(&options.read)?;
    source::write_findings(options.findings.as_deref(), &imported, options.read.lang)?;
    let store = options.store.open().await?;
    // From the first list on, so that copies of the store give the same ids.
    crate::secrets::id_key(&store).await?;
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
    let changes = store.put_on(&imported.directory, &imported.source, crate::commands::today()).await;
    waiting.finish_and_clear();
    store.close().await;
    changes.map_err(|error| match &error {
        StoreError::OtherSource { held: Some(held), .. } => {
            End::OtherList { held: held.clone(), error: Box::new(error) }
        }
        _ => error.into(),
    })
}

fn to_json(imported: &Imported, changes: &Changes) -> Value {
    let mut json = source::to_json(imported);
    json["changes"] = json!({
        "added": changes.added,
        "changed": changes.changed,
        "unchanged": changes.unchanged,
        "no_longer_named": changes.no_longer_named,
        "services": changes.services.iter().map(change_to_json).collect::<Vec<_>>(),
    });
    json
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
    source::report_counts(imported);
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
    source::report(imported);
}
