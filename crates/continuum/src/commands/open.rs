//! `continuum open`: what somebody took along from their own page.

use std::io::Write as _;

use seal::{NoFile, Passphrase, open_file};
use zeroize::Zeroizing;

use crate::args::Open;
use crate::end::End;

/// The most bytes of a line of words.
const LONGEST: u64 = 4096;

/// Opens it with the words that are typed.
pub(crate) fn run(options: &Open) -> Result<(), End> {
    let wrong = |sentence: String| End::Input { file: options.file.clone(), sentence };
    let bytes = std::fs::read(&options.file).map_err(|error| wrong(error.to_string()))?;
    let mut typed = Zeroizing::new(String::new());
    let input = std::io::stdin().lock();
    std::io::BufRead::read_line(&mut std::io::Read::take(input, LONGEST), &mut typed)
        .map_err(|error| wrong(error.to_string()))?;
    let words = Passphrase::typed(&typed).map_err(|_| End::Typed("type the words in one line"))?;
    match open_file(&bytes, &words) {
        Ok(opened) => {
            std::io::stdout().write_all(opened.expose()).map_err(|error| wrong(error.to_string()))?;
            Ok(())
        }
        Err(error @ NoFile::NotOpened(_)) => Err(End::NotOpened { file: options.file.clone(), error }),
        Err(error) => Err(wrong(error.to_string())),
    }
}
