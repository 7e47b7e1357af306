//! The answer to a code that no vocabulary holds: a sentence that helps to mend it.

/// As many characters of an unknown code as are shown; longer ones are cut.
const SHOWN: usize = 60;

/// A code that is not in its vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence())]
pub struct UnknownCode {
    /// The vocabulary that was asked, e.g. `requirement kind`.
    pub vocabulary: &'static str,
    /// The code as given, cut after 60 characters, with control characters replaced.
    pub code: String,
    /// The code that was probably meant, where one is close.
    pub nearest: Option<&'static str>,
}

impl UnknownCode {
    pub(crate) fn among(
        vocabulary: &'static str,
        code: &str,
        known: impl Iterator<Item = &'static str>,
    ) -> Self {
        let length = code.chars().take(SHOWN + 1).count();
        let mut shown: String = code
            .chars()
            .take(SHOWN)
            .map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c })
            .collect();
        let nearest = if length > SHOWN {
            shown.push('…');
            None
        } else {
            nearest(code, known)
        };
        Self { vocabulary, code: shown, nearest }
    }

    fn sentence(&self) -> String {
        let Self { vocabulary, code, nearest } = self;
        let article = if vocabulary.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        match nearest {
            Some(nearest) => format!("`{code}` is not {article} {vocabulary}; did you mean `{nearest}`?"),
            None => format!("`{code}` is not {article} {vocabulary}"),
        }
    }
}

/// The known code closest to what was written, if it takes no more than one edit in three letters. Capitals,
/// spaces and underscores are not counted as edits.
fn nearest(code: &str, known: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let written: Vec<char> =
        code.trim().to_lowercase().chars().map(|c| if c == ' ' || c == '_' { '-' } else { c }).collect();
    let allowed = written.len() / 3;
    known
        .map(|candidate| (edits(&written, candidate), candidate))
        .min_by_key(|&(edits, _)| edits)
        .filter(|&(edits, _)| edits <= allowed)
        .map(|(_, candidate)| candidate)
}

/// Levenshtein's distance: insertions, deletions and replacements of one letter.
fn edits(from: &[char], to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, &a) in from.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &b) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[to.len()]
}
