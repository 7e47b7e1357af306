//! Every byte at rest, searched for something, raw and encoded.

use std::fs;
use std::path::{Path, PathBuf};

/// How bytes may stand on a disk without being sealed.
fn encoded(bytes: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let hex = |upper: bool| -> Vec<u8> {
        let digits =
            bytes.iter().map(|byte| if upper { format!("{byte:02X}") } else { format!("{byte:02x}") });
        digits.collect::<String>().into_bytes()
    };
    let mut forms = vec![("raw", bytes.to_vec()), ("hex", hex(false)), ("HEX", hex(true))];
    forms.push(("UTF-16", bytes.iter().flat_map(|byte| [*byte, 0]).collect()));
    // Base64 looks different at each of the three places that a run of bytes can begin at.
    for shift in 0..3 {
        let mut shifted = vec![0; shift];
        shifted.extend_from_slice(bytes);
        let text = base64(&shifted);
        // The first characters hold what was put before, the last what may come after.
        let from = (shift * 8).div_ceil(6);
        let to = (shifted.len() * 8) / 6;
        forms.push(("base64", text[from..to].to_vec()));
        let url = text[from..to].iter().map(|digit| match digit {
            b'+' => b'-',
            b'/' => b'_',
            other => *other,
        });
        forms.push(("base64url", url.collect()));
    }
    forms
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = bytes.chunks(3).flat_map(|chunk| {
        let number =
            chunk.iter().fold(0u32, |number, byte| number << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        [18, 12, 6, 0].map(|shift| DIGITS[(number >> shift) as usize & 63])
    });
    digits.collect()
}

/// Everything below some folders, and some bytes of other kinds, as one haystack.
pub struct AtRest {
    files: Vec<(PathBuf, Vec<u8>)>,
}

impl AtRest {
    /// Reads every file below these folders but those of these names.
    #[must_use]
    pub fn below(folders: &[PathBuf], but: &[PathBuf]) -> Self {
        let mut files = Vec::new();
        for folder in folders {
            walk(folder, &mut |file| {
                if !but.contains(&file.to_owned()) {
                    // A server may take a file away meanwhile.
                    files.extend(fs::read(file).ok().map(|bytes| (file.to_owned(), bytes)));
                }
            });
        }
        Self { files }
    }

    /// And these bytes, under this name.
    #[must_use]
    pub fn and(mut self, name: &str, bytes: Vec<u8>) -> Self {
        self.files.push((PathBuf::from(name), bytes));
        self
    }

    /// How many bytes there are.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.files.iter().map(|(_, bytes)| bytes.len()).sum()
    }

    /// Where any of these stands, in any form.
    ///
    /// # Panics
    ///
    /// If there are too many.
    #[must_use]
    pub fn find(&self, wanted: &[&[u8]]) -> Vec<String> {
        let mut forms = Vec::new();
        for (at, bytes) in wanted.iter().enumerate() {
            let of_one = encoded(bytes).into_iter();
            forms.extend(of_one.map(|(form, needle)| (format!("number {at}, {form}"), needle)));
        }
        let finder =
            aho_corasick::AhoCorasick::new(forms.iter().map(|(_, needle)| needle)).expect("a few needles");
        let mut found = Vec::new();
        for (file, content) in &self.files {
            for met in finder.find_overlapping_iter(content) {
                found.push(format!("{} in {}", forms[met.pattern().as_usize()].0, file.display()));
            }
        }
        found.sort();
        found.dedup();
        found
    }
}

fn walk(folder: &Path, each: &mut impl FnMut(&Path)) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, each);
        } else {
            each(&path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_search_finds_what_stands_in_each_of_the_forms() {
        let needle = b"CANARY of thirty-two bytes or so";
        for (form, _) in encoded(needle) {
            for before in 0..4 {
                let mut all = vec![b'.'; before];
                all.extend_from_slice(needle);
                all.extend_from_slice(b"..");
                let as_it_stands = match form {
                    "raw" => all,
                    "hex" => all.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect(),
                    "HEX" => all.iter().flat_map(|byte| format!("{byte:02X}").into_bytes()).collect(),
                    "UTF-16" => all.iter().flat_map(|byte| [*byte, 0]).collect(),
                    "base64" => base64(&all),
                    _ => base64(&all)
                        .iter()
                        .map(|digit| match digit {
                            b'+' => b'-',
                            b'/' => b'_',
                            other => *other,
                        })
                        .collect(),
                };
                let at_rest = AtRest { files: Vec::new() }.and("planted", as_it_stands);
                assert!(
                    at_rest.find(&[needle]).iter().any(|found| found.contains(&format!(", {form} in"))),
                    "{form}, {before} before"
                );
                assert!(at_rest.find(&[b"CANARY of another kind, as long "]).is_empty());
            }
        }
    }
}
