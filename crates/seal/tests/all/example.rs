//! An agency with a circle, a case and a user, for tests.

use seal::{
    AgencyId, AgencyKey, Announcement, CaseId, CaseKey, CaseShare, CircleId, CircleKey, Id, IdentityKey,
    Known, Pin, Terms, UserId, UserSecret, WrapId, WrapShare, Wrappable,
};
use testkit::Repeatable;

/// An agency, its keys, and one case.
pub(crate) struct Example {
    pub(crate) random: Repeatable,
    pub(crate) agency: AgencyId,
    pub(crate) identity: IdentityKey,
    pub(crate) keys: AgencyKey,
    pub(crate) announcement: Announcement,
    pub(crate) circle: CircleKey,
    pub(crate) case: CaseId,
    pub(crate) case_share: CaseShare,
    pub(crate) case_key: CaseKey,
    pub(crate) user: UserSecret,
}

/// One of many, all different.
pub(crate) fn example(seed: u64) -> Example {
    let mut random = Repeatable::new(seed);
    let agency = Id::random(&mut random);
    let identity = IdentityKey::random(agency, &mut random);
    let keys = AgencyKey::random(agency, 1, &mut random);
    let announcement = identity.announce(&keys, 1_750_000_000_000);
    let circle = CircleKey::random(agency, CircleId::random(&mut random), 1, &mut random);
    let case = CaseId::random(&mut random);
    let case_share = CaseShare::random(&mut random);
    let case_key = CaseKey::random(agency, case, &mut random);
    let user = UserSecret::random(agency, UserId::random(&mut random), &mut random);
    Example { random, agency, identity, keys, announcement, circle, case, case_share, case_key, user }
}

/// The terms of a key that is of no case.
pub(crate) fn of_none<'a, K: Wrappable<Case<'a> = ()>>(
    (wrap, sender, share): (WrapId, AgencyId, &'a WrapShare),
) -> Terms<'a, K> {
    Terms { wrap, sender, share, case_share: (), until: None, release: &[] }
}

/// An announcement as whoever has just seen it first knows it.
pub(crate) fn known(announcement: &Announcement) -> Known<'_> {
    Pin::first(announcement).knows(announcement).unwrap()
}
