//! The document and its pictures.

use std::time::Duration;

use bench::figures::Size;
use bench::report::{DOCUMENT, measured, thousands};
use bench::run::Timed;
use bench::statistics::Times;
use bench::{plot, report};

fn sizes() -> Vec<Size> {
    let side = |name, is_database, micros: u64| {
        let [median, p90, p99] = [micros, micros * 2, micros * 5].map(Duration::from_micros);
        Timed { name, indexing: "by hand", is_database, times: Times { median, p90, p99, mean: p90 } }
    };
    let size = |services: usize| Size {
        services,
        build: Duration::from_millis(1_500),
        change: Duration::from_millis(20),
        seen: (services < 1_000_000).then_some(Duration::from_millis(25)),
        bytes: services * 200,
        sides: vec![side("reach", false, 3), side("posting lists", false, 40), side("SQLite", true, 190)],
        what_if: None,
    };
    vec![size(10_000), size(1_000_000)]
}

#[test]
fn the_measured_part_has_a_row_for_every_side_at_every_size() {
    let text = measured(&sizes());
    assert_eq!(text.matches("| SQLite | 0.1900 | 0.3800 | 0.9500 | 0.3800 |").count(), 2, "{text}");
    assert!(text.contains("| median to fastest database | 63.3 | 10 |"), "{text}");
    assert!(text.contains("| 10,000 | 1.50 s | 20.00 ms | 25.00 ms | 200 |"), "{text}");
    assert!(text.contains("| 1,000,000 | 1.50 s | 20.00 ms | – | 200 |"), "{text}");
    assert!(text.contains("| change seen at 10000 | 2.0 | 1 |"), "{text}");
    assert!(text.contains("- **reach**: by hand."), "{text}");
}

#[test]
fn writing_the_document_changes_nothing_but_the_measured_part() {
    let document = std::fs::read_to_string(testkit::repository().join(DOCUMENT.path)).unwrap();
    let once = DOCUMENT.with(&document, "@one").unwrap();
    let twice = DOCUMENT.with(&once, "@two").unwrap();
    assert_eq!(once.replace("@one", "@two"), twice);
    assert!(twice.starts_with(document.split("<!-- measured").next().unwrap()));
    assert!(twice.ends_with(document.split("<!-- end -->").nth(1).unwrap()));
    assert_eq!(DOCUMENT.with("no marks", ""), None);
}

#[test]
fn what_is_written_are_a_document_and_two_pictures() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("docs/images")).unwrap();
    assert!(report::write(folder.path(), &sizes()).is_err(), "there is no document");
    let text = std::fs::read_to_string(testkit::repository().join(DOCUMENT.path)).unwrap();
    std::fs::write(folder.path().join(DOCUMENT.path), text).unwrap();
    report::write(folder.path(), &sizes()).unwrap();
    let written = std::fs::read_to_string(folder.path().join(DOCUMENT.path)).unwrap();
    assert!(written.contains(&measured(&sizes())));
    for picture in written.split("](images/").skip(1).filter_map(|rest| rest.split(')').next()) {
        let svg = std::fs::read_to_string(folder.path().join("docs/images").join(picture)).unwrap();
        assert!(svg.starts_with("<svg") && svg.ends_with("</svg>\n"), "{picture}");
    }
}

#[test]
fn a_picture_says_what_it_shows_and_stays_within_its_frame() {
    let sizes = sizes();
    for svg in [plot::latencies(&sizes[1]), plot::slopes(&sizes)] {
        assert!(svg.contains("role=\"img\"") && svg.contains("<title") && svg.contains("<desc"));
        assert!(svg.contains("prefers-color-scheme:dark"));
        for side in &sizes[0].sides {
            assert!(svg.contains(&format!(">{}</text>", side.name)), "{} has its label", side.name);
        }
        for x in svg.split(" cx=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!((0.0..=760.0).contains(&x.parse::<f64>().unwrap()), "{x}");
        }
    }
}

#[test]
fn numbers_are_parted_by_thousands() {
    assert_eq!([7, 1_000, 123_456, 1_000_000].map(thousands), ["7", "1,000", "123,456", "1,000,000"]);
}
