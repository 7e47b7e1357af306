//! A package of tables as one file: a zip archive, the same bytes for the same tables.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::{DESCRIPTOR, ExportError, File, is_descriptor};

/// The files in one archive, all of one fixed day (1980-01-01, the first that an archive can name).
///
/// # Errors
/// [`ExportError`], when it would be larger than an archive can be.
pub fn zipped(files: &[File]) -> Result<Vec<u8>, ExportError> {
    let failed = |why: String| ExportError::Archive { why };
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644);
        archive.start_file(file.name, options).map_err(|error| failed(error.to_string()))?;
        archive.write_all(&file.bytes).map_err(|error| failed(error.to_string()))?;
    }
    Ok(archive.finish().map_err(|error| failed(error.to_string()))?.into_inner())
}

/// No descriptor of ours is longer.
const LONGEST_DESCRIPTOR: u64 = 1 << 20;

/// Whether these bytes are an archive that was written here.
pub fn is_package(bytes: &[u8]) -> bool {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    let Ok(file) = archive.by_name(DESCRIPTOR) else { return false };
    let mut descriptor = Vec::new();
    file.take(LONGEST_DESCRIPTOR).read_to_end(&mut descriptor).is_ok() && is_descriptor(&descriptor)
}
