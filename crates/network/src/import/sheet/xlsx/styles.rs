//! What a cell's format says about its number: a day, a time, a code with zeros in front.

use std::collections::HashMap;

use super::Refused;
use super::xml::{Event, Events, attribute};

/// What a number stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Meant {
    /// A number.
    #[default]
    Number,
    /// A day.
    Day,
    /// A time of a day.
    Time,
    /// A day and a time.
    Moment,
    /// A number that is shown with at least so many digits, as postal codes are.
    Digits(usize),
}

/// The formats of a workbook.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<Meant>);

impl Styles {
    /// Reads the part of styles (ECMA-376 part 1, 18.8).
    pub(super) fn read(text: &str) -> Result<Self, Refused> {
        let mut codes: HashMap<u32, Meant> = HashMap::new();
        let mut cells = Vec::new();
        let mut in_cells = false;
        let mut events = Events::of(text);
        while let Some(event) = events.next()? {
            match event {
                Event::Start(element) => {
                    let number = |name| attribute(&element, name).and_then(|id| id.parse::<u32>().ok());
                    match element.local_name().as_ref() {
                        "numFmt" => {
                            let code = attribute(&element, "formatCode").unwrap_or_default();
                            codes.extend(number("numFmtId").map(|id| (id, meant(&code))));
                        }
                        "cellXfs" => in_cells = true,
                        "xf" if in_cells => {
                            let id = number("numFmtId").unwrap_or(0);
                            cells.push(codes.get(&id).copied().unwrap_or_else(|| built_in(id)));
                        }
                        _ => {}
                    }
                }
                Event::End(element) if element.local_name().as_ref() == "cellXfs" => in_cells = false,
                _ => {}
            }
        }
        Ok(Self(cells))
    }

    /// What the number of a cell of this format stands for.
    pub(super) fn of(&self, cell: usize) -> Meant {
        self.0.get(cell).copied().unwrap_or_default()
    }
}

/// The formats that every program knows (ECMA-376 part 1, 18.8.30).
fn built_in(id: u32) -> Meant {
    match id {
        14..=17 | 27..=31 | 34..=36 | 50..=54 | 57..=58 => Meant::Day,
        18..=21 | 32..=33 | 45..=47 | 55..=56 => Meant::Time,
        22 => Meant::Moment,
        _ => Meant::Number,
    }
}

/// What a format's code says: its first section, without texts, colours and fillers.
fn meant(code: &str) -> Meant {
    let mut letters = String::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            ';' => break,
            '"' => drop(chars.by_ref().find(|c| *c == '"')),
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                // Hours that run on beyond a day.
                if ["h", "hh", "m", "mm", "s", "ss"].contains(&inside.to_lowercase().as_str()) {
                    letters.push_str(&inside);
                }
            }
            '\\' | '_' | '*' => drop(chars.next()),
            c => letters.extend(c.to_lowercase()),
        }
    }
    if !letters.is_empty() && letters.chars().all(|c| c == '0' || c == '-') && letters.starts_with("000") {
        return Meant::Digits(letters.chars().filter(|c| *c == '0').count());
    }
    let has = |any: &[char]| letters.contains(any);
    if letters.contains("general") || has(&['#', '0', '?', '@']) && !has(&['y', 'd', 'h']) {
        return Meant::Number;
    }
    let time = has(&['h', 's']);
    match (has(&['d', 'y']) || has(&['m']) && !time, time) {
        (true, true) => Meant::Moment,
        (true, false) => Meant::Day,
        (false, true) => Meant::Time,
        (false, false) => Meant::Number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_tells_days_times_and_codes() {
        for (code, expected) in [
            ("General", Meant::Number),
            ("#,##0.00", Meant::Number),
            ("\"days\" 0", Meant::Number),
            ("[$-409]m/d/yyyy;@", Meant::Day),
            ("mmmm yyyy", Meant::Day),
            ("h:mm AM/PM", Meant::Time),
            ("[h]:mm", Meant::Time),
            ("yyyy-mm-dd hh:mm", Meant::Moment),
            ("00000", Meant::Digits(5)),
            ("00000-0000", Meant::Digits(9)),
            ("0", Meant::Number),
            ("_(* #,##0_)", Meant::Number),
        ] {
            assert_eq!(meant(code), expected, "{code}");
        }
    }
}
