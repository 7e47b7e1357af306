//! How text becomes HTML: as askama does it, with a glance beforehand, since most text has nothing to escape.

use std::fmt::{self, Write};

use askama::filters::{Escaper, Html as Askama};

/// The escaper of all templates; `askama.toml` names it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Html;

impl Escaper for Html {
    #[inline]
    fn write_escaped_str<W: Write>(&self, mut dest: W, text: &str) -> fmt::Result {
        if has_markup(text) { Askama.write_escaped_str(dest, text) } else { dest.write_str(text) }
    }
}

/// Text as HTML, for what is shown again and again.
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    // Writing to a string does not fail.
    let _ = Html.write_escaped_str(&mut html, text);
    html
}

/// Whether anything in it has a meaning in HTML. Blocks are looked at whole, which the processor does at once.
fn has_markup(text: &str) -> bool {
    let is_markup =
        |byte: u8| (byte == b'<') | (byte == b'>') | (byte == b'&') | (byte == b'"') | (byte == b'\'');
    let any = |bytes: &[u8]| bytes.iter().fold(false, |found, byte| found | is_markup(*byte));
    let (blocks, rest) = text.as_bytes().as_chunks::<16>();
    blocks.iter().any(|block| any(block)) || any(rest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn text_is_escaped_as_askama_does_it(text in "[a-zñ<>&\"'/; ]{0,80}") {
            let (mut ours, mut askamas) = (String::new(), String::new());
            Html.write_escaped_str(&mut ours, &text).unwrap();
            Askama.write_escaped_str(&mut askamas, &text).unwrap();
            prop_assert_eq!(&ours, &askamas);
            prop_assert_eq!(&ours, &escaped(&text));
            prop_assert!(!ours.contains(['<', '>', '"', '\'']));
        }
    }
}
