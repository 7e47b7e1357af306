//! Signs for the end of a line, and the like, that some program wrote out as letters: `\n`, `\u2019`, `_x000D_`.

/// What may follow a backslash that somebody wrote for a slash (`day\night`, `new\returning`): such words begin
/// with n, r or t, and do not tell that a line was meant to end.
const WORDS: [&str; 44] = [
    "night",
    "no",
    "non",
    "none",
    "nurs",
    "new",
    "need",
    "name",
    "number",
    "north",
    "not",
    "note",
    "neglect",
    "native",
    "refer",
    "regist",
    "resid",
    "recover",
    "rehab",
    "rent",
    "respite",
    "return",
    "relig",
    "rural",
    "rape",
    "rights",
    "teen",
    "tribal",
    "trans",
    "train",
    "treat",
    "therap",
    "tutor",
    "toddler",
    "tue",
    "thu",
    "text",
    "tty",
    "tdd",
    "teach",
    "tenant",
    "transport",
    "traffick",
    "toll",
];

/// The text with such signs turned into what they stand for, if there are any; and the first of them.
pub(super) fn mend(text: &str) -> (Option<String>, Option<&str>) {
    let mut mended = String::new();
    let (mut done, mut first, mut from) = (0, None, 0);
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(['\\', '_'])).map(|at| at + from) {
        let (before, rest) = text.split_at(at);
        match escape(before, rest) {
            Some((length, meant)) => {
                first = first.or_else(|| rest.get(..length));
                mended.push_str(text.get(done..at).unwrap_or_default());
                mended.push_str(&meant);
                done = at + length;
                from = done;
            }
            None => from = at + rest.len() - rest.trim_start_matches('\\').len().min(rest.len() - 1),
        }
    }
    if done == 0 {
        return (None, first);
    }
    mended.push_str(text.get(done..).unwrap_or_default());
    (Some(mended), first)
}

/// The sign that begins here: how long it is, and what it stands for.
fn escape(before: &str, rest: &str) -> Option<(usize, String)> {
    if rest.starts_with('_') {
        // A spreadsheet's way to write the end of a line (ECMA-376, part 1, 22.4.2.4).
        let sign =
            ["_x000D_", "_x000d_", "_x000A_", "_x000a_"].iter().find(|sign| rest.starts_with(**sign))?;
        let next = rest.get(sign.len()..)?;
        let ends_anyway = next.starts_with(['\n', '\r', '_']);
        return Some((sign.len(), if ends_anyway { String::new() } else { "\n".into() }));
    }
    if is_path(before) {
        return None;
    }
    let slashes = rest.len() - rest.trim_start_matches('\\').len();
    if slashes > 1 && (before.is_empty() || before.ends_with(char::is_whitespace)) {
        return None;
    }
    let after = rest.get(slashes..)?;
    match after.chars().next()? {
        'u' => unicode(rest.get(slashes - 1..)?).map(|(length, c)| (slashes - 1 + length, c.into())),
        sign @ ('"' | '\'' | '/') => Some((slashes + 1, sign.into())),
        'r' if after.starts_with("r\\n") => Some((slashes + 3, "\n".into())),
        sign @ ('n' | 'r' | 't') => {
            let in_word = before.ends_with(char::is_alphabetic);
            if in_word && WORDS.iter().any(|word| starts_with(after, word)) {
                return None;
            }
            Some((slashes + 1, if sign == 't' { " ".into() } else { "\n".into() }))
        }
        _ => None,
    }
}

fn starts_with(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// Whether a path of a file runs on here: `C:\new\` is one.
fn is_path(before: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let mut letters = word.chars();
    letters.next().is_some_and(|c| c.is_ascii_alphabetic()) && letters.next() == Some(':')
        || word.starts_with("\\\\")
}

/// `\u00e9`, or two of them for what lies beyond (RFC 8259, 7).
fn unicode(rest: &str) -> Option<(usize, char)> {
    let unit = |text: &str| {
        let digits = text.strip_prefix("\\u")?.get(..4)?;
        let hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        hex.then(|| u16::from_str_radix(digits, 16).ok())?
    };
    let first = unit(rest)?;
    let units: Vec<u16> = std::iter::once(first).chain(rest.get(6..).and_then(unit)).collect();
    let c = char::decode_utf16(units).next()?.ok().filter(|c| !c.is_control())?;
    Some((6 * c.len_utf16(), c))
}

#[cfg(test)]
mod tests {
    use super::mend;

    #[test]
    fn signs_become_what_they_stand_for() {
        for (written, meant) in [
            (r"Food.\nClothes.\r\nBeds", "Food.\nClothes.\nBeds"),
            (r"Food\nClothes\\nBeds", "Food\nClothes\nBeds"),
            (r"Mon\t9-5", "Mon 9-5"),
            (r"women\u2019s \ud83d\udcde", "women’s 📞"),
            (r#"a \"room\", it\'s and\/or"#, "a \"room\", it's and/or"),
            ("one_x000D_\ntwo_x000D_three", "one\ntwo\nthree"),
        ] {
            assert_eq!(mend(written).0.as_deref(), Some(meant), "{written}");
        }
    }

    #[test]
    fn a_backslash_that_somebody_wrote_stays() {
        for text in [
            r"day\night",
            r"new\returning clients",
            r"parent\teen",
            r"C:\new\table",
            r"\\server\new",
            r"he\she",
            r"\",
            r"a\",
            r"\\",
            r"\\\",
            r"\u00",
            r"\ud83d",
            "snake_case",
            "_x000D",
            r"male\female",
        ] {
            assert_eq!(mend(text), (None, None), "{text}");
        }
    }
}
