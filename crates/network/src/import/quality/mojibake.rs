//! Letters that were read in the wrong encoding: `Ã©` for é, `â€™` for ’, `√©` for é.
//!
//! What UTF-8's bytes look like when they are read as Windows-1252 (WHATWG Encoding, index-windows-1252) or as
//! Mac Roman. A row of letters is turned back only where nobody can have meant it as it stands: `CAFÉ’` is
//! valid UTF-8 too when read so, and is what somebody wrote.

/// What Windows-1252 has where Latin-1 has control signs, from byte 0x80 on.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Signs that may close a word, and so may follow a capital letter that was meant as one.
const CLOSING: [char; 9] = ['’', '”', '–', '—', '…', '™', '›', '»', '\u{a0}'];

/// UTF-8 read as Mac Roman, as far as it is met in texts of English and Spanish.
const MAC: [(&str, &str); 21] = [
    ("‚Äô", "’"),
    ("‚Äò", "‘"),
    ("‚Äú", "“"),
    ("‚Äù", "”"),
    ("‚Äì", "–"),
    ("‚Äî", "—"),
    ("‚Ä¶", "…"),
    ("‚Ä¢", "•"),
    ("√°", "á"),
    ("√©", "é"),
    ("√≠", "í"),
    ("√≥", "ó"),
    ("√∫", "ú"),
    ("√º", "ü"),
    ("√±", "ñ"),
    ("√Å", "Á"),
    ("√â", "É"),
    ("√ì", "Ó"),
    ("√ö", "Ú"),
    ("√ë", "Ñ"),
    ("¬†", " "),
];

/// A byte of Windows-1252 or Latin-1 beyond ASCII, by the letter that it is read as.
fn byte(c: char) -> Option<u8> {
    let high = || HIGH.iter().zip(0x80_u8..).find(|(known, _)| **known == c).map(|(_, byte)| byte);
    u8::try_from(u32::from(c)).ok().filter(|byte| *byte >= 0x80).or_else(high)
}

/// What a text of Windows-1252 has at this place of Latin-1: `&#146;` in a page means ’.
pub(super) fn windows(code: u32) -> Option<char> {
    HIGH.get(usize::try_from(code).ok()?.checked_sub(0x80)?).copied()
}

/// A place where letters were read in the wrong encoding.
struct Place<'t> {
    /// What stands there.
    wrong: &'t str,
    /// What was meant, where that is certain.
    meant: Option<String>,
}

/// The text with everything turned back that is certain, if anything is; and the first letters that are wrong.
pub(super) fn mend(text: &str) -> (Option<String>, Option<&str>) {
    let mut mended = String::new();
    let (mut done, mut first, mut at) = (0, None, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(c) = rest.chars().next() else { break };
        let place = if c.is_ascii() { None } else { look(text.get(..at).unwrap_or_default(), rest) };
        let Some(place) = place else {
            at += c.len_utf8();
            continue;
        };
        first = first.or(Some(place.wrong));
        if let Some(meant) = place.meant {
            mended.push_str(text.get(done..at).unwrap_or_default());
            mended.push_str(&meant);
            done = at + place.wrong.len();
        }
        at += place.wrong.len();
    }
    if done == 0 {
        return (None, first);
    }
    mended.push_str(text.get(done..).unwrap_or_default());
    (Some(mended), first)
}

/// Whether letters read in the wrong encoding begin here.
fn look<'t>(before: &str, rest: &'t str) -> Option<Place<'t>> {
    let lead = rest.chars().next()?;
    match lead {
        'Ã' | 'Â' | 'Ä' | 'Å' | 'â' | 'ï' | 'ð' | 'á' => {
            one(before, rest).or_else(|| remnant(before, rest))
        }
        'Ð' | 'Ñ' | 'Ø' | 'Ù' | '×' | 'ã' | 'ä' | 'å' | 'æ' | 'ç' | 'è' | 'é' => several(rest),
        '√' | '‚' | '¬' => {
            let (wrong, meant) = MAC.iter().find(|(wrong, _)| rest.starts_with(wrong))?;
            Some(Place { wrong: rest.get(..wrong.len())?, meant: Some((*meant).into()) })
        }
        _ => None,
    }
}

/// The letter of which these are the bytes, and how long they are here.
fn decode(rest: &str) -> Option<(char, usize)> {
    let mut letters = rest.char_indices();
    let lead = byte(letters.next()?.1)?;
    let more = match lead {
        0xc2..=0xdf => 1,
        0xe0..=0xef => 2,
        0xf0..=0xf4 => 3,
        _ => return None,
    };
    let mut bytes = vec![lead];
    let mut end = 0;
    for _ in 0..more {
        let (at, c) = letters.next()?;
        bytes.push(byte(c).filter(|byte| (0x80..0xc0).contains(byte))?);
        end = at + c.len_utf8();
    }
    Some((std::str::from_utf8(&bytes).ok()?.chars().next()?, end))
}

/// One letter that is certain by itself.
fn one<'t>(before: &str, rest: &'t str) -> Option<Place<'t>> {
    let (meant, length) = decode(rest)?;
    let lead = rest.chars().next()?;
    let wrong = rest.get(..length)?;
    let last = wrong.chars().next_back()?;
    let next = rest.get(length..).and_then(|rest| rest.chars().next());
    let in_word = before.ends_with(char::is_lowercase) || next.is_some_and(char::is_alphabetic);
    let may_close = CLOSING.contains(&last) && !in_word;
    let is_certain = match lead {
        'Ã' => meant.is_alphabetic() && !(may_close && before.ends_with(char::is_alphabetic)),
        'Â' => !meant.is_control(),
        'Ä' | 'Å' => meant.is_alphabetic() && !may_close,
        'á' => matches!(meant, '\u{1e80}'..='\u{1eff}') && !may_close,
        'â' => matches!(meant, '\u{2000}'..='\u{2bff}'),
        'ï' => matches!(meant, '\u{feff}' | '\u{fffd}'),
        'ð' => meant >= '\u{1f000}',
        _ => false,
    };
    let meant = if meant == '\u{feff}' { String::new() } else { meant.to_string() };
    is_certain.then_some(Place { wrong, meant: Some(meant) })
}

/// Letters of other scripts: each alone could be meant as it stands, two in a row cannot.
fn several(rest: &str) -> Option<Place<'_>> {
    let is_letter = |c: char| c.is_alphabetic() && !matches!(c, '\u{80}'..='\u{24f}');
    let (mut meant, mut end) = (String::new(), 0);
    while let Some((c, length)) = decode(rest.get(end..)?).filter(|(c, _)| is_letter(*c)) {
        meant.push(c);
        end += length;
    }
    let wrong = rest.get(..end)?;
    let is_row = meant.chars().nth(1).is_some();
    is_row.then_some(Place { wrong, meant: Some(meant) })
}

/// What is left where a byte was lost on the way: `â€` for a closing quotation mark, `Â ` for a space, `Ã ` for
/// à. What was meant is likely, not certain: it stays.
fn remnant<'t>(before: &str, rest: &'t str) -> Option<Place<'t>> {
    let length = if rest.starts_with("â€") {
        "â€".len()
    } else if rest.starts_with("Ã ") && before.ends_with(char::is_lowercase)
        || rest.starts_with("Â ") && !before.ends_with(char::is_uppercase)
    {
        "Ã ".len()
    } else {
        return None;
    };
    Some(Place { wrong: rest.get(..length)?, meant: None })
}

#[cfg(test)]
mod tests {
    use super::mend;

    #[test]
    fn what_is_certain_is_turned_back() {
        for (wrong, meant) in [
            ("ClÃ\u{ad}nica de MarÃ\u{ad}a", "Clínica de María"),
            ("womenâ€™s â€œhelpâ€\u{9d} â€“ free", "women’s “help” – free"),
            ("NIÃ‘OS, ASOCIACIÃ“N, CAFÃ‰", "NIÑOS, ASOCIACIÓN, CAFÉ"),
            ("Â¿Necesita ayuda? 5Â°", "¿Necesita ayuda? 5°"),
            ("a\u{c2}\u{a0}b", "a\u{a0}b"),
            ("voil\u{c3}\u{a0}", "voilà"),
            ("cafÃ\u{83}Â©", "cafÃ©"),
            ("CrÃªpes Å“uvre Å¡koda", "Crêpes œuvre škoda"),
            ("Ð\u{9f}Ð¾Ð¼Ð¾Ñ‰ÑŒ", "Помощь"),
            ("tiáº¿ng Viá»‡t", "tiếng Việt"),
            ("women‚Äôs cl√≠nica", "women’s clínica"),
            ("ï»¿Elm", "Elm"),
            ("ðŸ“ž call", "📞 call"),
        ] {
            assert_eq!(mend(wrong).0.as_deref(), Some(meant), "{wrong}");
        }
        assert_eq!(mend("cafÃƒÂ©").0.as_deref(), Some("cafÃ©"), "twice wrong is turned back once at a time");
    }

    #[test]
    fn what_somebody_wrote_stays() {
        for text in [
            "CAFÉ’S",
            "“PROTÉGÉ”",
            "JOSÉ–ANA",
            "MAÇÃ ASSADA",
            "“IRMÔ",
            "«IRMû",
            "SÃO PAULO",
            "ESPAÑA",
            "está»",
            "Å” was a note",
            "100 m² à 5°",
            "Québec – l’été…",
            "naïve",
            "Ñandú",
            "été",
            "¡Sí!",
            "ÉÉ",
            "数",
            "Помощь",
            "tiếng Việt",
            "√ checked",
            "a ¬ b",
            "â",
            "Â",
            "PÂ DE",
            "5 ‚quoted‘",
        ] {
            assert_eq!(mend(text), (None, None), "{text}");
        }
    }

    #[test]
    fn what_is_likely_is_said_and_stays() {
        for (text, wrong) in [("the â€œend†and â€ more", "â€"), ("voilÃ  then", "Ã "), ("end.Â  Next", "Â ")]
        {
            let (mended, first) = mend(text);
            assert!(first.is_some(), "{text}");
            assert!(mended.unwrap_or_else(|| text.into()).contains(wrong), "{text}");
        }
    }
}
