//! How well listings are read, against labels that people set by hand: `docs/requirement-reading.md` holds what
//! this test measures, and the test holds the document to it.
//!
//! The labels stand in `tests/labels` by the id of the service, without the texts. `part` is `tuning` for those
//! that the phrases were written with, `unseen` for those that nobody looked at meanwhile. With `UPDATE_REPORT=1`
//! the test writes the document's tables anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use network::Service;
use network::import::read;
use network::reading::Reader;
use serde::Deserialize;
use vocabulary::TextField;

/// The labels of one field of one service.
#[derive(Deserialize)]
struct Labelled {
    id: String,
    field: String,
    part: String,
    labels: Vec<Label>,
}

/// One label; its place is in characters.
#[derive(Clone, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Label {
    code: String,
    polarity: String,
    start: usize,
    end: usize,
}

/// Right, wrong and missed readings.
#[derive(Clone, Copy, Default)]
struct Tally {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Tally {
    fn add(&mut self, read: &BTreeSet<String>, labelled: &BTreeSet<String>) {
        self.right += read.intersection(labelled).count();
        self.wrong += read.difference(labelled).count();
        self.missed += labelled.difference(read).count();
    }

    fn precision(self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    fn recall(self) -> f64 {
        share(self.right, self.right + self.missed)
    }

    fn row(self) -> String {
        format!(
            "{} | {} | {} | {:.3} | {:.3}",
            self.right,
            self.wrong,
            self.missed,
            self.precision(),
            self.recall()
        )
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of labels")]
fn share(part: usize, of: usize) -> f64 {
    if of == 0 { f64::NAN } else { part as f64 / of as f64 }
}

/// Everything that was measured.
#[derive(Default)]
struct Report {
    /// By part and by what was compared.
    whole: BTreeMap<(String, &'static str), Tally>,
    /// By kind, then part: the kind with its polarity.
    kinds: BTreeMap<String, BTreeMap<String, Tally>>,
    /// Texts of the unseen part that no tuning text repeats.
    fresh: Tally,
    texts: BTreeMap<String, usize>,
    services: BTreeMap<String, BTreeSet<String>>,
}

fn text(service: &Service, field: TextField) -> Option<&str> {
    match field {
        TextField::Eligibility => service.eligibility.as_deref(),
        TextField::Application => service.application.as_deref(),
        TextField::Documents => service.documents.as_deref(),
        TextField::Fees => service.fees.as_deref(),
        TextField::Description => service.description.as_deref(),
    }
}

fn measure() -> Option<Report> {
    let fixtures = testkit::fixtures()?;
    let mut report = Report::default();
    let mut tuning_texts: BTreeSet<String> = BTreeSet::new();
    let mut unseen: Vec<(String, BTreeSet<String>, BTreeSet<String>)> = Vec::new();
    for (set, folder) in [("illinois", "illinois-legal-aid"), ("florida", "florida")] {
        let imported = read(&fixtures.join("directory").join(folder), None, &mut |_| {}).unwrap();
        let services: BTreeMap<&str, &Service> =
            imported.directory.services.iter().map(|service| (service.id.as_str(), service)).collect();
        let labels = std::fs::read_to_string(manifest().join(format!("tests/labels/{set}.jsonl"))).unwrap();
        for line in labels.lines() {
            let labelled: Labelled = serde_json::from_str(line).unwrap();
            let field = TextField::from_code(&labelled.field).unwrap();
            let text = text(services[labelled.id.as_str()], field).unwrap();
            let characters: Vec<char> = text.chars().collect();
            assert!(
                labelled.labels.iter().all(|label| label.end <= characters.len() && label.start < label.end),
                "{set} {} {}: a label outside its text",
                labelled.id,
                labelled.field
            );
            let readings = Reader::shipped().read(field, text);
            let key = |code: &str, polarity: &str| format!("{code} {polarity}");
            let is: BTreeSet<String> =
                readings.iter().map(|reading| key(reading.about.code(), reading.polarity.code())).collect();
            let should: BTreeSet<String> =
                labelled.labels.iter().map(|label| key(&label.code, &label.polarity)).collect();
            let codes = |keys: &BTreeSet<String>| -> BTreeSet<String> {
                keys.iter().filter_map(|key| key.split(' ').next()).map(str::to_owned).collect()
            };
            let part = labelled.part.clone();
            report.whole.entry((part.clone(), "kind and polarity")).or_default().add(&is, &should);
            report.whole.entry((part.clone(), "kind alone")).or_default().add(&codes(&is), &codes(&should));
            for key in is.union(&should) {
                let only =
                    |keys: &BTreeSet<String>| keys.iter().filter(|other| *other == key).cloned().collect();
                let tally = report.kinds.entry(key.clone()).or_default().entry(part.clone()).or_default();
                tally.add(&only(&is), &only(&should));
            }
            *report.texts.entry(part.clone()).or_default() += 1;
            report.services.entry(part.clone()).or_default().insert(format!("{set}/{}", labelled.id));
            if part == "tuning" {
                tuning_texts.insert(text.into());
            } else {
                unseen.push((text.into(), is, should));
            }
        }
    }
    let mut seen = tuning_texts;
    for (text, is, should) in unseen {
        if seen.insert(text) {
            report.fresh.add(&is, &should);
        }
    }
    Some(report)
}

fn manifest() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

const BEGIN: &str = "<!-- measured: begin -->\n";
const END: &str = "<!-- measured: end -->";

fn markdown(report: &Report) -> String {
    let mut out = String::new();
    let labelled = |part: &str| {
        let services = report.services.get(part).map_or(0, BTreeSet::len);
        format!("{} texts of {services} services", report.texts.get(part).copied().unwrap_or(0))
    };
    writeln!(out, "\nTuning: {}. Unseen: {}.\n", labelled("tuning"), labelled("unseen")).unwrap();
    writeln!(out, "| part | compared | right | wrong | missed | precision | recall |").unwrap();
    writeln!(out, "|---|---|---|---|---|---|---|").unwrap();
    for ((part, compared), tally) in &report.whole {
        writeln!(out, "| {part} | {compared} | {} |", tally.row()).unwrap();
    }
    let fresh = report.fresh.row();
    writeln!(out, "| unseen, each text once, none of tuning | kind and polarity | {fresh} |\n").unwrap();
    writeln!(out, "| kind | polarity | tuning: right, wrong, missed | unseen: right, wrong, missed |")
        .unwrap();
    writeln!(out, "|---|---|---|---|").unwrap();
    for (key, parts) in &report.kinds {
        let (code, polarity) = key.split_once(' ').unwrap();
        let cell = |part: &str| {
            let tally = parts.get(part).copied().unwrap_or_default();
            format!("{}, {}, {}", tally.right, tally.wrong, tally.missed)
        };
        writeln!(out, "| `{code}` | {polarity} | {} | {} |", cell("tuning"), cell("unseen")).unwrap();
    }
    out.push('\n');
    out
}

#[test]
fn the_reading_holds_on_listings_that_it_was_not_tuned_on() {
    let Some(report) = measure() else { return testkit::skipped("the reading report: no fixtures") };
    let unseen = report.whole[&("unseen".to_owned(), "kind and polarity")];
    assert!(unseen.precision() >= 0.85, "precision {:.3}", unseen.precision());
    assert!(unseen.recall() >= 0.75, "recall {:.3}", unseen.recall());

    let path = manifest().join("../../docs/requirement-reading.md");
    let document = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = document.split_once(BEGIN).unwrap();
    let (held, after) = rest.split_once(END).unwrap();
    let measured = markdown(&report);
    if std::env::var_os("UPDATE_REPORT").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{measured}{END}{after}")).unwrap();
    } else {
        assert_eq!(held, measured, "write the tables anew with UPDATE_REPORT=1");
    }
}
