//! Recovery sheets as somebody types them back from paper, with what does not fit at which row and word.
//!
//! What was typed stays in the page until all of it fits: 36 words a sheet are typed twice by nobody. The page goes to
//! whoever typed them, over the line on which they came, and is kept nowhere.

use seal::Sheet;
use seal::words::{MOST_SHEETS, NotRecovered, Problem as SheetProblem};
use zeroize::Zeroizing;

use crate::form::Fields;
use crate::words::Words;

/// How many sheets a page asks for to begin with.
const FEWEST: usize = 2;
const MOST: usize = MOST_SHEETS as usize;

/// All sheets of a form.
pub(crate) struct TypedSheets {
    pub(crate) boxes: Vec<TypedSheet>,
}

/// One of them.
pub(crate) struct TypedSheet {
    /// Which one, from 1.
    pub(crate) number: usize,
    pub(crate) text: Zeroizing<String>,
    /// What does not fit.
    pub(crate) wrong: Vec<String>,
}

impl TypedSheets {
    /// Nothing typed yet.
    pub(crate) fn empty() -> Self {
        Self::with((0..FEWEST).map(|_| ""))
    }

    fn with<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let numbered = texts.take(MOST).zip(1..);
        let boxes = numbered.map(|(text, number)| TypedSheet {
            number,
            text: Zeroizing::new(text.to_owned()),
            wrong: Vec::new(),
        });
        Self { boxes: boxes.collect() }
    }

    /// Those of a form, one box more where that was asked for.
    pub(crate) fn of(fields: &Fields) -> Self {
        let sent: Vec<&str> = fields.values("sheet").collect();
        let least = if fields.has("more") { sent.len() + 1 } else { FEWEST };
        let empty = std::iter::repeat_n("", least.saturating_sub(sent.len()));
        Self::with(sent.into_iter().chain(empty))
    }

    /// Reads those that are not empty; nothing, where something does not fit, which stands at its box then.
    pub(crate) fn read(&mut self, w: Words) -> Option<Vec<Sheet>> {
        let mut sheets = Vec::new();
        for one in self.boxes.iter_mut().filter(|one| !one.text.trim().is_empty()) {
            match Sheet::from_words(&one.text, None) {
                Ok(sheet) => sheets.push(sheet),
                Err(not) => one.wrong = not.problems().iter().map(|problem| sentence(problem, w)).collect(),
            }
        }
        if sheets.is_empty() && self.is_right() {
            self.note(1, w.t("sheet-none"));
        }
        self.is_right().then_some(sheets)
    }

    /// Whether all of them fit.
    pub(crate) fn is_right(&self) -> bool {
        self.boxes.iter().all(|one| one.wrong.is_empty())
    }

    /// Says why sheets that were read recover nothing, at the box that it is about; with as many boxes as it takes.
    pub(crate) fn not_recovered(&mut self, why: &NotRecovered, w: Words) {
        let typed: Vec<usize> =
            self.boxes.iter().filter(|one| !one.text.trim().is_empty()).map(|one| one.number).collect();
        let number_of = |place: usize| typed.get(place.saturating_sub(1)).copied().unwrap_or(1);
        match *why {
            NotRecovered::TooFew { more } => {
                let next = (typed.last().copied().unwrap_or_default() + 1).min(MOST);
                while self.boxes.len() < (typed.len() + more).min(MOST) {
                    let number = self.boxes.len() + 1;
                    self.boxes.push(TypedSheet { number, text: Zeroizing::default(), wrong: Vec::new() });
                }
                self.note(next, w.n("sheets-too-few", more));
            }
            NotRecovered::Twice { index } => {
                let index = index.to_string();
                self.note(number_of(typed.len()), w.with("sheets-twice", "number", &index));
            }
            NotRecovered::OtherSet { place } => self.note(number_of(place), w.t("sheets-other-set")),
            NotRecovered::Disagree { place } => self.note(number_of(place), w.t("sheets-disagree")),
            NotRecovered::Damaged => self.note(number_of(1), w.t("sheets-damaged")),
        }
    }

    /// Says that they are sheets of no set that holds.
    pub(crate) fn not_ours(&mut self, w: Words) {
        self.note(1, w.t("sheets-not-ours"));
    }

    fn note(&mut self, number: usize, sentence: String) {
        if let Some(one) = self.boxes.iter_mut().find(|one| one.number == number) {
            one.wrong.push(sentence);
        }
    }
}

fn sentence(problem: &SheetProblem, w: Words) -> String {
    match problem {
        SheetProblem::TooLong => w.t("sheet-too-long"),
        SheetProblem::Missing { words } => w.n("sheet-missing", words),
        SheetProblem::TooMany { words } => w.n("sheet-too-many", words),
        SheetProblem::RowLength { row, words } => {
            w.all("sheet-row-length", &[("row", &row.to_string()), ("words", &words.to_string())])
        }
        SheetProblem::Unknown { row, place, nearest } => {
            let (row, place) = (row.to_string(), place.to_string());
            match nearest.expose() {
                [] => w.all("sheet-unknown", &[("row", &row), ("place", &place)]),
                near => {
                    let near = near.join(", ");
                    w.all("sheet-unknown-near", &[("row", &row), ("place", &place), ("near", &near)])
                }
            }
        }
        SheetProblem::Check { row } => w.with("sheet-check", "row", &row.to_string()),
        SheetProblem::NoSheet(_) => w.t("sheet-no-sheet"),
    }
}
