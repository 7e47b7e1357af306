//! Several values in one cell.

/// A text in one line.
pub(super) fn one_line(text: &str) -> String {
    let clean = |c: char| if c.is_control() { ' ' } else { c };
    let clean: String = text.chars().map(clean).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A value as one of a list: in one line, without what parts the values of a list. Parentheses stay where they
/// are closed.
pub(super) fn item(text: &str) -> String {
    let text = one_line(text).replace(';', ",");
    let mut depth = 0_i64;
    let balanced = text.chars().all(|c| {
        depth += i64::from(c == '(') - i64::from(c == ')');
        depth >= 0
    });
    let text = if balanced && depth == 0 { text } else { text.replace(['(', ')'], " ") };
    one_line(&text)
}

/// The values of a list, each once.
pub(super) fn joined(items: impl IntoIterator<Item = String>) -> String {
    let mut once: Vec<String> = Vec::new();
    for item in items {
        if !item.is_empty() && !once.contains(&item) {
            once.push(item);
        }
    }
    once.join("; ")
}

/// What is written so often that reading and writing it again changes nothing. A value that never settles is
/// left as it is after a few times.
pub(super) fn settled<T: PartialEq + Clone>(first: T, again: impl Fn(&T) -> T) -> T {
    const TIMES: usize = 6;
    let mut value = first;
    for _ in 0..TIMES {
        let next = again(&value);
        if next == value {
            break;
        }
        value = next;
    }
    value
}
