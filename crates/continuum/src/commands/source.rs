//! What importing a directory and checking one share: reading it, and saying what is not right in it.

use std::fs::File;
use std::io::{ErrorKind, IsTerminal, Write as _};
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};
use network::Finding;
use network::import::{self, Imported};
use network::sheet::findings_xlsx;
use serde_json::{Value, json};
use vocabulary::Locale;

use super::read_requirements;
use crate::args::Read;
use crate::end::End;
use crate::print::say;

/// Reads a source whole.
pub(super) fn read(options: &Read) -> Result<Imported, End> {
    let bar = progress_bar();
    let imported = import::read(&options.source, options.map.as_deref(), &mut |progress| {
        bar.set_length(progress.total);
        bar.set_position(progress.done);
    });
    bar.finish_and_clear();
    let mut imported = imported?;
    if let Some(phrases) = &options.phrases {
        read_requirements::with_own_phrases(phrases)?.read_directory(&mut imported.directory);
    }
    if let Some(list) = &options.list {
        imported.of_list(list);
    }
    if let Some(day) = options.as_of {
        imported.judge_age(day);
    }
    Ok(imported)
}

/// Writes the findings as a spreadsheet, where that was asked for.
pub(super) fn write_findings(file: Option<&Path>, imported: &Imported, locale: Locale) -> Result<(), End> {
    let Some(file) = file else { return Ok(()) };
    let wrong = |sentence: &str| End::input(file, sentence);
    if !file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) {
        return Err(wrong("the file of findings is to end in .xlsx"));
    }
    let bytes = findings_xlsx(&imported.source, &imported.findings, locale)?;
    // Never over a file that is there: it may be the source itself.
    let mut written = File::create_new(file).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => wrong("is there already: give another name"),
        _ => wrong(&format!("cannot be written: {error}")),
    })?;
    written.write_all(&bytes).map_err(|error| wrong(&format!("cannot be written: {error}")))
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

pub(super) fn to_json(imported: &Imported) -> Value {
    json!({
        "organizations": imported.counts.organizations,
        "services": imported.counts.services,
        "locations": imported.counts.locations,
        "findings": imported.findings,
        "source": imported.source,
    })
}

pub(super) fn report_counts(imported: &Imported) {
    let counts = &imported.counts;
    say!(
        "From {}: {} organizations, {} services, {} locations.",
        imported.source,
        counts.organizations,
        counts.services,
        counts.locations
    );
    let made = imported.directory.agencies.len().saturating_sub(counts.organizations);
    if made > 0 {
        say!(
            "Agencies that it refers to without listing them: {made}. Each was made, so that nothing of theirs is lost."
        );
    }
}

/// Says what is not right in the source.
pub(super) fn report(imported: &Imported) {
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
