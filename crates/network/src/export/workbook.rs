//! The plain spreadsheet of services.

use vocabulary::Locale;

use super::{ExportError, Public};
use crate::import::{SourceFile, services_sheet};
use crate::sheet::directory_xlsx;

/// So often a workbook is read back and written again at most.
const MOST_PASSES: usize = 4;

/// A workbook with one row a service, with English headings. It says what an import would make of it: a plain
/// spreadsheet has no way to say that nothing is to be guessed, so that a need that only the name tells, or a web
/// address without its beginning, stands in it as it would be read.
///
/// # Errors
/// [`ExportError`], when there are more services than a sheet has rows.
pub fn services_xlsx(public: &Public) -> Result<Vec<u8>, ExportError> {
    let mut bytes = directory_xlsx(public.directory(), Locale::En)?;
    for _ in 0..MOST_PASSES {
        let file = SourceFile { name: "services.xlsx".into(), bytes };
        // Of an empty directory nothing can be read.
        let Ok(read) = services_sheet(&file, "services") else { return Ok(file.bytes) };
        bytes = directory_xlsx(Public::of(&read.directory, &public.key).directory(), Locale::En)?;
        if bytes == file.bytes {
            break;
        }
    }
    Ok(bytes)
}
