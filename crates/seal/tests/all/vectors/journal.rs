//! A case: its key under its circle's, its journal with heads, its card, a draft.

use seal::content::{Access, Contact, Health, Identity, Journey, Legal, Notes, Part, Safety};
use seal::{
    AgencyId, CaseId, CaseKey, CaseShare, CircleId, CircleKey, Head, JournalReader, Place, RowId, Sealed,
};
use serde_json::{Value, json};
use testkit::Repeatable;

use crate::known::{Known, array, bytes, hex, list, number, some, text};

/// Part, version of its key, content: every part, two versions, nothing, what just fits and what just does not.
const ENTRIES: [(&str, u32, &str, usize); 10] = [
    ("identity", 1, "a name", 1),
    ("contact", 1, "the side door, after six", 1),
    ("safety", 1, "", 1),
    ("health", 1, "x", 255),
    ("legal", 1, "y", 256),
    ("notes", 1, "caminó — \u{1f319}", 3),
    ("journey", 1, "asked for a bed", 1),
    ("access", 1, "somebody looked", 1),
    ("notes", 2, "under the second key", 1),
    ("access", 2, "somebody looked again", 1),
];

pub(crate) fn make(random: &mut Repeatable) -> Value {
    let mut file = json!({
        "agency": hex(some::<16>(random)),
        "circle": hex(some::<16>(random)),
        "epoch": 3,
        "circle_key": hex(some::<32>(random)),
        "case": hex(some::<16>(random)),
        "case_share": hex(some::<32>(random)),
        "case_key": hex(some::<32>(random)),
    });
    let (circle, share, key) = (circle_key(&file), case_share(&file), case_key(&file));
    file["sealed_case_key"] = hex(circle.seal_case_key(&key, &share, random).bytes()).into();
    let mut head = Head::empty(key.agency(), key.case());
    file["head"] = shown(&head);
    let mut entries = Vec::new();
    for (part, version, said, times) in ENTRIES {
        let content = said.repeat(times);
        let sealed = entry(&key, &head, part, version, content.as_bytes(), random);
        head = head.after(&sealed);
        entries.push(json!({
            "part": part,
            "version": version,
            "content": hex(content),
            "sealed": hex(sealed),
            "head": shown(&head),
        }));
    }
    file["entries"] = entries.into();

    let content = b"what a caseload shows";
    let place = Place::card(key.agency(), key.case(), 7);
    let sealed = circle.card_key(key.case(), &share).seal(&place, content, random).unwrap();
    file["card"] = json!({ "revision": 7, "content": hex(content), "sealed": hex(sealed.bytes()) });

    let (draft, content) = (RowId::from_bytes(some(random)), b"not finished yet");
    let place = Place::draft(key.agency(), key.case(), draft, 2);
    let sealed = key.part::<Notes>(1).seal(&place, content, random).unwrap();
    file["draft"] = json!({
        "draft": hex(draft.bytes()),
        "part": "notes",
        "version": 1,
        "revision": 2,
        "content": hex(content),
        "sealed": hex(sealed.bytes()),
    });
    file
}

fn entry(
    key: &CaseKey,
    head: &Head,
    part: &str,
    version: u32,
    content: &[u8],
    random: &mut Repeatable,
) -> Vec<u8> {
    fn of<P: Part>(
        key: &CaseKey,
        head: &Head,
        version: u32,
        content: &[u8],
        random: &mut Repeatable,
    ) -> Vec<u8> {
        key.part::<P>(version).seal_entry(head, content, random).unwrap().bytes().to_vec()
    }
    match part {
        "identity" => of::<Identity>(key, head, version, content, random),
        "contact" => of::<Contact>(key, head, version, content, random),
        "safety" => of::<Safety>(key, head, version, content, random),
        "health" => of::<Health>(key, head, version, content, random),
        "legal" => of::<Legal>(key, head, version, content, random),
        "notes" => of::<Notes>(key, head, version, content, random),
        "journey" => of::<Journey>(key, head, version, content, random),
        _ => {
            let access: Sealed<Access> = key.access(version).seal_entry(head, content, random).unwrap();
            access.bytes().to_vec()
        }
    }
}

/// A head as its file says it: 40 bytes.
fn shown(head: &Head) -> Value {
    hex([head.count.to_be_bytes().as_slice(), &head.hash].concat()).into()
}

/// The circle's key that a vector names.
pub(crate) fn circle_key(file: &Value) -> CircleKey {
    let (agency, circle) = (AgencyId::from_bytes(array(file, "agency")), array(file, "circle"));
    let secret = bytes(file, "circle_key");
    CircleKey::random(
        agency,
        CircleId::from_bytes(circle),
        number(file, "epoch"),
        &mut Known::new(&[&secret]),
    )
}

/// The key of the case that a vector names.
pub(crate) fn case_key(file: &Value) -> CaseKey {
    let (agency, case) = (AgencyId::from_bytes(array(file, "agency")), array(file, "case"));
    CaseKey::random(agency, CaseId::from_bytes(case), &mut Known::new(&[&bytes(file, "case_key")]))
}

/// The share of the case that a vector names.
pub(crate) fn case_share(file: &Value) -> CaseShare {
    CaseShare::random(&mut Known::new(&[&bytes(file, "case_share")]))
}

/// The head in a field.
pub(crate) fn head(of: &Value) -> Head {
    let bytes: [u8; 40] = array(of, "head");
    let (count, hash) = bytes.split_at(8);
    Head { count: u64::from_be_bytes(count.try_into().unwrap()), hash: hash.try_into().unwrap() }
}

pub(crate) fn open(file: &Value) {
    let (circle, share) = (circle_key(file), case_share(file));
    let case = CaseId::from_bytes(array(file, "case"));
    let sealed = Sealed::from_bytes(bytes(file, "sealed_case_key")).unwrap();
    // What was opened is what opens all the rest.
    let key = circle.open_case_key(case, &share, &sealed).unwrap();

    let entries = list(file, "entries");
    let last = head(entries.last().unwrap());
    let mut reader = JournalReader::new(&key, 2, Some(last));
    let mut so_far = Head::empty(key.agency(), case);
    assert_eq!(so_far, head(file));
    for (sequence, entry) in (1..).zip(entries) {
        let sealed = bytes(entry, "sealed");
        let opened = reader.next(sequence, &sealed).unwrap();
        let (part, version) = opened.part();
        assert_eq!((part, u64::from(version)), (text(entry, "part"), number(entry, "version")));
        assert_eq!(opened.expose(), bytes(entry, "content"));
        so_far = so_far.after(&sealed);
        assert_eq!(so_far, head(entry));
    }
    assert_eq!(reader.end(), Ok(last));

    let card = &file["card"];
    let place = Place::card(key.agency(), case, number(card, "revision"));
    let sealed = Sealed::from_bytes(bytes(card, "sealed")).unwrap();
    let opened = circle.card_key(case, &share).open(&place, &sealed).unwrap();
    assert_eq!(opened.expose(), bytes(card, "content"));

    let draft = &file["draft"];
    let row = RowId::from_bytes(array(draft, "draft"));
    let place = Place::draft(key.agency(), case, row, number(draft, "revision"));
    let sealed = Sealed::from_bytes(bytes(draft, "sealed")).unwrap();
    assert_eq!(key.part::<Notes>(1).open(&place, &sealed).unwrap().expose(), bytes(draft, "content"));
}
