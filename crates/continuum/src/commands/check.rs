//! `continuum directory check`: what is not right in a directory. Nothing is kept.

use std::process::ExitCode;

use super::source;
use crate::args::Check;
use crate::end::End;
use crate::print::say;

/// Ends with 1 where anything was found, so that a script can tell.
pub(crate) fn run(options: &Check) -> Result<ExitCode, End> {
    let imported = source::read(&options.read)?;
    source::write_findings(options.out.as_deref(), &imported, options.read.lang)?;
    if options.json {
        say!("{}", source::to_json(&imported));
    } else {
        source::report_counts(&imported);
        if imported.findings.is_empty() {
            say!("Nothing was found that is not right.");
        }
        source::report(&imported);
    }
    Ok(if imported.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
