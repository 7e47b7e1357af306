//! What is not right in a list, in words for whoever keeps it.

use network::import::codes;
use network::{Example, Finding};
use vocabulary::Locale;

use crate::words::Words;

/// One kind of trouble.
pub(crate) struct FindingView {
    /// What it means.
    pub(crate) what: String,
    /// What to do about it.
    pub(crate) remedy: &'static str,
    /// Whether rows were left out over it.
    pub(crate) left_out: bool,
    /// "In “services”: 3".
    pub(crate) where_and_how_often: String,
    pub(crate) examples: Vec<ExampleView>,
}

/// Where it was seen: "services.csv, row 4, phone".
pub(crate) struct ExampleView {
    pub(crate) place: String,
    pub(crate) value: Option<String>,
}

/// All of them; rows that were left out come first.
pub(crate) fn all(findings: &[Finding], w: Words) -> Vec<FindingView> {
    let mut views: Vec<FindingView> = findings.iter().map(|finding| FindingView::of(finding, w)).collect();
    views.sort_by_key(|view| !view.left_out);
    views
}

impl FindingView {
    fn of(finding: &Finding, w: Words) -> Self {
        let code = codes::find(finding.code);
        let (what, remedy) = match (code, w.0) {
            (None, _) => (finding.code, ""),
            (Some(code), Locale::En) => (code.en, code.remedy_en),
            (Some(code), Locale::Es) => (code.es, code.remedy_es),
        };
        Self {
            what: what.to_owned(),
            remedy,
            left_out: code.is_some_and(|code| !code.loaded),
            where_and_how_often: w
                .all("finding-count", &[("table", &finding.table), ("count", &finding.count.to_string())]),
            examples: finding.examples.iter().map(|example| ExampleView::of(example, w)).collect(),
        }
    }
}

impl FindingView {
    /// The examples, or the first two where there is much else to see.
    pub(crate) fn shown(&self, brief: &bool) -> &[ExampleView] {
        self.examples.get(..2).filter(|_| *brief).unwrap_or(&self.examples)
    }
}

impl ExampleView {
    fn of(example: &Example, w: Words) -> Self {
        let mut place = example.file.clone();
        if let Some(row) = example.row {
            place = w.all("example-row", &[("file", &place), ("row", &row.to_string())]);
        }
        if let Some(column) = &example.column {
            place = format!("{place}, {column}");
        }
        Self { place, value: example.value.clone() }
    }
}
