//! Records of members of one agency: somebody who signs in, and a set of recovery sheets.

use seal::{Member, PublicKey, RowId, UserId, Who};
use serde_json::{Value, json};
use testkit::Repeatable;

use super::wraps::agency_key;
use crate::example::example;
use crate::known::{array, bytes, hex, list, number, some, text};

pub(crate) fn make(random: &mut Repeatable) -> Value {
    let (agency, secret) = (hex(some::<16>(random)), hex(some::<32>(random)));
    let members = [("user", 0x05_u8), ("sheets", 0)].map(|(kind, roles)| {
        let key = hex(example(900 + u64::from(roles)).user.private().public().bytes());
        let id = hex(some::<16>(random));
        let mut of = json!({
            "agency": agency, "epoch": 3, "agency_key": secret, "kind": kind, "id": id, "roles": roles,
            "hybrid_key": key,
        });
        of["member"] = hex(vouched(&of).to_bytes()).into();
        of
    });
    json!({ "members": members })
}

fn who(of: &Value) -> Who {
    match text(of, "kind") {
        "user" => Who::User(UserId::from_bytes(array(of, "id"))),
        _ => Who::Sheets(RowId::from_bytes(array(of, "id"))),
    }
}

fn vouched(of: &Value) -> Member {
    let key = PublicKey::from_bytes(&bytes(of, "hybrid_key")).unwrap();
    agency_key(of).vouch(who(of), u8::try_from(number(of, "roles")).unwrap(), &key)
}

pub(crate) fn open(file: &Value) {
    assert_eq!(open_all(file), 2);
}

/// Reads the records of a file, and says how many there were.
pub(crate) fn open_all(file: &Value) -> usize {
    for of in list(file, "members") {
        let member = Member::from_bytes(&bytes(of, "member")).unwrap();
        let vouched = member.vouched(&agency_key(of)).unwrap();
        assert_eq!((vouched.who(), u64::from(vouched.roles())), (who(of), number(of, "roles")));
        assert_eq!(hex(vouched.key().bytes()), text(of, "hybrid_key"));
    }
    list(file, "members").len()
}
