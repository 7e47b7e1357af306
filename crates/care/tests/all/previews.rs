//! What a document is shown as, and what a draft is.

use care::{Draft, Note, Preview, Text, Undecodable};
use seal::UserId;

#[test]
fn the_first_bytes_decide_what_is_shown() {
    let shown: [(&[u8], Option<Preview>); 13] = [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Some(Preview::Png)),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", Some(Preview::Jpeg)),
        (b"%PDF-1.7\n%\xe2\xe3", Some(Preview::Pdf)),
        ("Lettre à José\r\n\tligne deux".as_bytes(), Some(Preview::Text)),
        // A letter that is cut off where the piece ends.
        (b"caf\xc3", Some(Preview::Text)),
        // It would run, were it shown as what it is: it is shown as text.
        (b"<html><script>alert(1)</script>", Some(Preview::Text)),
        (b"", None),
        (b"\xc3", None),
        (b"caf\xc3 au lait", None),
        (b"a\0b", None),
        (b"\x1b[2J", None),
        (b"PK\x03\x04", None),
        (b"GIF89a\x01\0", None),
    ];
    for (first, preview) in shown {
        assert_eq!(Preview::of(first), preview, "{first:?}");
    }
    assert_eq!(Preview::Text.media_type(), "text/plain; charset=utf-8");
}

#[test]
fn a_draft_is_read_as_it_was_kept() {
    let note = Note { on: None, text: Text::typed("half a sentence").unwrap() };
    let draft = Draft::new(UserId::from_bytes([3; 16]), 5, (None, Vec::new()), note);
    let bytes = draft.to_bytes().unwrap();
    assert_eq!(Draft::from_bytes(&bytes).as_ref(), Ok(&draft));
    let newer = String::from_utf8(bytes.to_vec()).unwrap().replace("\"v\":1", "\"v\":2");
    assert_eq!(Draft::from_bytes(newer.as_bytes()), Err(Undecodable::Newer(2)));
    assert!(matches!(Draft::from_bytes(b"{}"), Err(Undecodable::Other { .. })));
}
