//! The parts of a workbook, out of its archive, with a limit to what they come to.

use std::collections::HashMap;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::{Refused, broken};

/// The most bytes that all parts which are read may come to: a workbook of 100,000 services with all its
/// columns full of text comes to about a third.
const MOST_BYTES: u64 = 256 << 20;
/// The most parts in an archive.
const MOST_PARTS: usize = 10_000;

/// The archive, and how much of it may still be read.
pub(super) struct Parts<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Names as they stand there, by their names in lower case: some programs differ in case.
    names: HashMap<String, String>,
    left: u64,
}

impl<'b> Parts<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Refused> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| broken("it is no archive, or was cut off on its way"))?;
        if archive.len() > MOST_PARTS {
            return Err(Refused::TooLarge(format!("it has more than {MOST_PARTS} parts")));
        }
        let mut names = HashMap::new();
        for name in archive.file_names().filter_map(Result::ok) {
            let plain = name.replace('\\', "/").trim_start_matches('/').to_lowercase();
            names.entry(plain).or_insert_with(|| name.into_owned());
        }
        Ok(Self { archive, names, left: MOST_BYTES })
    }

    /// A part as text; none where the archive has none of this name.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Refused> {
        let Some(own) = self.names.get(&name.to_lowercase()) else { return Ok(None) };
        let part =
            self.archive.by_name(own).map_err(|_| broken("a part of it is locked or cannot be unpacked"))?;
        let mut bytes = Vec::new();
        // One byte more than may be read tells that there is more, whatever the archive declares.
        let read = part.take(self.left + 1).read_to_end(&mut bytes);
        read.map_err(|_| broken("a part of it is damaged"))?;
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(length).ok_or_else(|| {
            Refused::TooLarge(format!("unpacked it comes to more than {} MB", MOST_BYTES >> 20))
        })?;
        Ok(Some(decoded(bytes)))
    }
}

/// XML is UTF-8, or UTF-16 with a mark (XML 1.0, 4.3.3).
fn decoded(bytes: Vec<u8>) -> String {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return encoding_rs::UTF_16LE.decode(&bytes).0.into_owned();
    }
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn a_part_that_unpacks_to_more_than_the_limit_is_refused_before_it_is_unpacked() {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("xl/big.xml", zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&vec![b' '; 3 << 20]).unwrap();
        zip.start_file("XL/Small.xml", zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(b"<a/>").unwrap();
        let bomb = zip.finish().unwrap().into_inner();
        assert!(bomb.len() < 10_000);
        let mut parts = Parts::open(&bomb).unwrap();
        parts.left = 1 << 20;
        assert_eq!(parts.text("xl/small.xml").unwrap().as_deref(), Some("<a/>"), "names differ in case");
        assert!(matches!(parts.text("xl/big.xml"), Err(Refused::TooLarge(_))));
        assert_eq!(parts.text("xl/none.xml"), Ok(None));
    }
}
