//! Records of members of one agency: somebody who signs in, and a set of recovery sheets.

use seal::{CircleId, Member, PublicKey, RowId, UserId, Who};
use serde_json::{Value, json};
use testkit::Repeatable;

use super::wraps::agency_key;
use crate::example::example;
use crate::known::{array, bytes, hex, list, number, some, text};

pub(crate) fn make(random: &mut Repeatable) -> Value {
    let (agency, secret) = (hex(some::<16>(random)), hex(some::<32>(random)));
    let members = [("user", 0x05_u8, 2), ("sheets", 0, 0)].map(|(kind, roles, circles)| {
        let key = hex(example(900 + u64::from(roles)).user.private().public().bytes());
        let id = hex(some::<16>(random));
        let mut of = json!({
            "agency": agency, "epoch": 3, "agency_key": secret, "kind": kind, "id": id, "roles": roles,
            "hybrid_key": key,
            "circles": circles_of(random, circles),
        });
        of["member"] = hex(vouched(&of).to_bytes()).into();
        of
    });
    json!({ "members": members })
}

/// So many circles, in order.
fn circles_of(random: &mut Repeatable, count: usize) -> Vec<String> {
    let mut circles: Vec<String> = (0..count).map(|_| hex(some::<16>(random))).collect();
    circles.sort();
    circles
}

fn circles(of: &Value) -> Vec<CircleId> {
    list(of, "circles").iter().map(|circle| circle.as_str().unwrap().parse().unwrap()).collect()
}

fn who(of: &Value) -> Who {
    match text(of, "kind") {
        "user" => Who::User(UserId::from_bytes(array(of, "id"))),
        _ => Who::Sheets(RowId::from_bytes(array(of, "id"))),
    }
}

fn vouched(of: &Value) -> Member {
    let key = PublicKey::from_bytes(&bytes(of, "hybrid_key")).unwrap();
    let roles = u8::try_from(number(of, "roles")).unwrap();
    agency_key(of).vouch(who(of), (roles, &circles(of)), &key)
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
        assert_eq!(vouched.circles(), circles(of));
        assert_eq!(hex(vouched.key().bytes()), text(of, "hybrid_key"));
    }
    list(file, "members").len()
}
