//! Two announcements of one agency, an epoch apart, and the pins of whoever saw them.

use seal::{Announcement, Pin};
use serde_json::{Value, json};
use testkit::Repeatable;

use super::messages::identity;
use super::wraps::agency_key;
use crate::known::{array, bytes, hex, list, number, some, text};

pub(crate) fn make(random: &mut Repeatable) -> Value {
    let (agency, identity_key) = (hex(some::<16>(random)), hex(some::<32>(random)));
    let announcements = [1, 2].map(|epoch: u64| {
        let mut announced = json!({
            "agency": agency,
            "identity": identity_key,
            "epoch": epoch,
            "agency_key": hex(some::<32>(random)),
            "issued": 1_750_000_000_000_u64 + epoch,
        });
        let announcement =
            identity(&announced).announce(&agency_key(&announced), number(&announced, "issued"));
        announced["announcement"] = hex(announcement.to_bytes()).into();
        announced["pin"] = hex(Pin::first(&announcement).to_bytes()).into();
        announced
    });
    json!({ "announcements": announcements })
}

pub(crate) fn open(file: &Value) {
    assert_eq!(open_all(file), 2);
}

/// Reads the announcements of a file and takes them one after another, and says how many there were.
pub(crate) fn open_all(file: &Value) -> usize {
    let mut pin: Option<Pin> = None;
    for announced in list(file, "announcements") {
        let announcement = Announcement::from_bytes(&bytes(announced, "announcement")).unwrap();
        assert_eq!(announcement.agency().bytes(), &array(announced, "agency"));
        assert_eq!(announcement.identity(), identity(announced).verifying_key());
        assert_eq!(announcement.epoch(), number(announced, "epoch"));
        assert_eq!(announcement.issued(), number(announced, "issued"));
        assert_eq!(announcement.signing(), agency_key(announced).verifying_key());
        assert!(announcement.recipient() == agency_key(announced).private().public());
        let next = pin.map_or(Pin::first(&announcement), |pin| pin.accept(&announcement).unwrap());
        assert_eq!(hex(next.to_bytes()), text(announced, "pin"));
        assert_eq!(Pin::from_bytes(&next.to_bytes()), Ok(next));
        pin = Some(next);
    }
    list(file, "announcements").len()
}
