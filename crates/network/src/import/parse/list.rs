//! Several values in one cell.

/// What stands between the values of a list in one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// A new line.
    Lines,
    /// A comma.
    Commas,
    /// A semicolon.
    Semicolons,
    /// A vertical bar.
    Bars,
    /// A new line or a semicolon; a comma where what it parts means something and the whole does not.
    Mixed,
}

impl Separator {
    /// The separator of this name: `lines`, `commas`, `semicolons`, `bars`, `mixed`.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "lines" => Some(Self::Lines),
            "commas" => Some(Self::Commas),
            "semicolons" => Some(Self::Semicolons),
            "bars" => Some(Self::Bars),
            "mixed" => Some(Self::Mixed),
            _ => None,
        }
    }

    fn is(self, c: char) -> bool {
        match self {
            Self::Lines => c == '\n' || c == '\r',
            Self::Commas => c == ',',
            Self::Semicolons => c == ';',
            Self::Bars => c == '|',
            Self::Mixed => matches!(c, '\n' | '\r' | ';'),
        }
    }
}

/// The values of a list, trimmed, without empty ones. A separator inside parentheses does not part values;
/// where parentheses are not balanced they count for nothing.
pub fn split(text: &str, separator: Separator) -> Vec<&str> {
    let mut depth = 0_usize;
    let parts = cut(text, |c| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && separator.is(c)
    });
    if depth == 0 { parts } else { cut(text, |c| separator.is(c)) }
}

fn cut(text: &str, separates: impl FnMut(char) -> bool) -> Vec<&str> {
    text.split(separates).map(str::trim).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_inside_parentheses_do_not_part_values() {
        assert_eq!(
            split("a survivor (violence, theft), homeless", Separator::Commas),
            ["a survivor (violence, theft)", "homeless"]
        );
        assert_eq!(split("a (b, c", Separator::Commas), ["a (b", "c"]);
        assert_eq!(split("Phone\n\n    Walk-in\n", Separator::Lines), ["Phone", "Walk-in"]);
    }
}
