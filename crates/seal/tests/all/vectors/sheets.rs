//! Recovery sheets: sets of several sizes, in bytes and in both languages, and sheets as people type them.

use seal::{AgencyId, Language, RecoveryKey, Sheet};
use serde_json::{Value, json};
use testkit::Repeatable;

use crate::known::{Known, array, bytes, hex, list, number, some, text};

/// How many sheets recover the key, and of how many.
const SETS: [(u8, u8); 3] = [(2, 3), (3, 5), (16, 16)];

pub(crate) fn make(random: &mut Repeatable) -> Value {
    let mut file = json!({ "agency": hex(some::<16>(random)), "recovery_key": hex(some::<32>(random)) });
    let key = recovery_key(&file);
    file["hybrid_key"] = hex(key.private().public().bytes()).into();
    let sets = SETS.map(|(threshold, count)| key.sheets(threshold, count, random).unwrap());
    let of_set = |sheets: &Vec<Sheet>| {
        let shown = sheets.iter().map(|sheet| {
            json!({
                "sheet": hex(*sheet.to_bytes()),
                "en": rows(sheet, Language::En),
                "es": rows(sheet, Language::Es),
            })
        });
        json!({
            "set": hex(sheets[0].set()),
            "threshold": sheets[0].threshold(),
            "sheets": shown.collect::<Vec<_>>(),
        })
    };
    file["sets"] = sets.iter().map(of_set).collect();
    file["typed"] = typed(&sets[1][3]).into();
    file
}

/// The key that a vector names.
fn recovery_key(file: &Value) -> RecoveryKey {
    let agency = AgencyId::from_bytes(array(file, "agency"));
    RecoveryKey::random(agency, &mut Known::new(&[&bytes(file, "recovery_key")]))
}

fn rows(sheet: &Sheet, language: Language) -> Vec<String> {
    sheet.to_words(language).rows().map(str::to_owned).collect()
}

/// One sheet, however people may type it.
fn typed(sheet: &Sheet) -> Vec<Value> {
    let (english, spanish) = (rows(sheet, Language::En), rows(sheet, Language::Es));
    let numbered =
        (1..).zip(&spanish).map(|(number, row)| format!("{number}) {}\r\n\r\n", row.to_uppercase()));
    let accents = spanish.join("\n").replace('a', "\u{e1}").replace('n', "n\u{303}");
    [
        ("numbers, capitals and empty lines", numbered.collect()),
        ("accents, whole and apart", accents),
        ("one line, with dashes", english.join(" ").replace(' ', " \u{2014} ")),
        ("a word on each line", english.join(" ").replace(' ', "\n")),
        ("rows parted by a sign that ends no line", english.join("\u{2028}")),
        ("wide letters", english.join("\n").replace('e', "\u{ff45}")),
    ]
    .map(|(how, text): (&str, String)| json!({ "how": how, "text": text, "sheet": hex(*sheet.to_bytes()) }))
    .to_vec()
}

fn read(of: &Value) -> Sheet {
    Sheet::from_bytes(&bytes(of, "sheet")).unwrap()
}

/// The rows of a sheet as one text.
fn lines(rows: &Value) -> String {
    rows.as_array().unwrap().iter().map(|row| row.as_str().unwrap()).collect::<Vec<_>>().join("\n")
}

pub(crate) fn open(file: &Value) {
    assert!(hex(recovery_key(file).private().public().bytes()) == text(file, "hybrid_key"));
    for (of_set, (threshold, count)) in list(file, "sets").iter().zip(SETS) {
        let sheets: Vec<Sheet> = list(of_set, "sheets").iter().map(read).collect();
        assert_eq!(number(of_set, "threshold"), u64::from(threshold));
        assert_eq!(sheets.len(), usize::from(count));
        for ((sheet, shown), index) in sheets.iter().zip(list(of_set, "sheets")).zip(1..) {
            assert_eq!(
                (sheet.set(), sheet.threshold(), sheet.index()),
                (&array(of_set, "set"), threshold, index)
            );
            for (language, name) in [(Language::En, "en"), (Language::Es, "es")] {
                let again = Sheet::from_words(&lines(&shown[name]), Some(language)).unwrap();
                assert_eq!(*again.to_bytes(), *sheet.to_bytes());
            }
        }
        for sheets in [&sheets[..usize::from(threshold)], &sheets[usize::from(count - threshold)..], &sheets]
        {
            assert!(recovers(file, sheets));
        }
    }
    for typed in list(file, "typed") {
        let sheet = Sheet::from_words(text(typed, "text"), None).unwrap();
        assert_eq!(hex(*sheet.to_bytes()), text(typed, "sheet"), "{}", text(typed, "how"));
    }
}

/// Whether sheets give the key back that a file names.
fn recovers(file: &Value, sheets: &[Sheet]) -> bool {
    let agency = AgencyId::from_bytes(array(file, "agency"));
    let recovered = RecoveryKey::from_sheets(agency, sheets).unwrap();
    hex(recovered.private().public().bytes()) == text(file, "hybrid_key")
}

/// Reads the sheets of a set in words, and says how many there were, once as many as are needed recover the key, from
/// whichever end they are taken.
pub(crate) fn open_words(file: &Value) -> usize {
    let read = || list(file, "sheets").iter().map(|rows| Sheet::from_words(&lines(rows), None).unwrap());
    let needed = usize::try_from(number(file, "threshold")).unwrap();
    assert!(recovers(file, &read().take(needed).collect::<Vec<_>>()));
    assert!(recovers(file, &read().rev().take(needed).collect::<Vec<_>>()));
    read().count()
}
