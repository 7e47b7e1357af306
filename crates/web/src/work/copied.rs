//! What of a form somebody may want to copy: texts, and not what they chose from a list.

/// Fields of a case that nobody types into: what the page put there, and what is chosen from a list.
const CHOSEN: [&str; 64] = [
    "age",
    "agency",
    "also",
    "answer",
    "ask",
    "cannot",
    "circle",
    "close",
    "despite",
    "do",
    "domain",
    "draft",
    "explained-by",
    "facts",
    "far",
    "first",
    "for",
    "gone",
    "has-abused",
    "holder",
    "how",
    "item",
    "kind",
    "language",
    "leave",
    "may-keep",
    "mistake",
    "must",
    "need",
    "note",
    "of",
    "once",
    "own-paper",
    "paper",
    "part",
    "person",
    "pop",
    "population",
    "quiet",
    "revision",
    "rule",
    "seen",
    "send",
    "shown",
    "shows",
    "sign",
    "speaks",
    "spoken",
    "state",
    "stop",
    "substance-use",
    "take-back",
    "tell",
    "thought",
    "thread",
    "to",
    "unlisted",
    "unsafe",
    "voicemail",
    "way",
    "whose",
    "wish",
    "with",
    "yes",
];

/// Whether a field of a case holds what nobody types. Fields that a page has several of have their number behind them.
fn is_chosen(name: &str) -> bool {
    CHOSEN.contains(&name) || ["seen-", "need-", "place-"].iter().any(|begin| name.starts_with(begin))
}

/// Whether a form of this address is of a case.
pub(super) fn is_of_case(path: &str) -> bool {
    path.starts_with("/at-work/case/")
}

/// The texts of a form of this address. Of a form of a case a word is a text too.
pub(super) fn texts<'a>(path: &str, fields: &'a [(String, String)]) -> Vec<&'a String> {
    let is_text = |name: &str, value: &str| {
        let is_typed = is_of_case(path) && !is_chosen(name) && !value.is_empty();
        is_typed || value.contains(char::is_whitespace)
    };
    let texts = fields.iter().filter(|(name, value)| is_text(name, value.trim()));
    texts.map(|(_, value)| value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_into_a_case_can_be_copied_were_it_one_word() {
        let sent = [
            ("text", "Heron"),
            ("seen", "0a.0b"),
            ("need-1", "legal-help"),
            ("words-1", " "),
            ("say", "at noon"),
        ];
        let fields = sent.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(texts("/at-work/case/1/notes", &fields), ["Heron", "at noon"]);
        assert_eq!(texts("/at-work/me/name", &fields), ["at noon"]);
    }
}
