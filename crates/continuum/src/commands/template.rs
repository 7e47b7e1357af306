//! `continuum directory template`: the empty spreadsheet of services.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};

use network::sheet::{template_csv, template_xlsx};

use crate::args::Template;
use crate::end::End;
use crate::print::say;

/// Writes the file. One that is there already is left alone: somebody may have filled it in.
pub(crate) fn run(options: &Template) -> Result<(), End> {
    let path = &options.out;
    let wrong = |sentence: &str| End::input(path, sentence);
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_lowercase);
    let bytes = match ending.as_deref() {
        Some("xlsx") => template_xlsx(options.lang).map_err(|error| wrong(&error.to_string()))?,
        Some("csv") => template_csv(options.lang),
        _ => return Err(wrong("the file is to end in .xlsx or .csv")),
    };
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = file.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => wrong("is there already, and may have been filled in: give another name"),
        _ => wrong(&error.to_string()),
    })?;
    file.write_all(&bytes).map_err(|error| wrong(&error.to_string()))?;
    say!(
        "Wrote {}: one row for each service. Fill it in and bring it in with `continuum directory import`.",
        path.display()
    );
    Ok(())
}
