use seal::{AgencyKey, Announcement, Broken, IdentityKey, Pin};

use crate::example::{Example, example};

#[test]
fn an_announcement_says_what_it_said_and_a_partner_takes_newer_ones() {
    let Example { identity, announcement, agency, mut random, .. } = example(40);
    let arrived = Announcement::from_bytes(&announcement.to_bytes()).unwrap();
    assert_eq!(arrived, announcement);
    let pin = Pin::first(&arrived);
    assert_eq!(Pin::from_bytes(&pin.to_bytes()), Ok(pin));
    let second = identity.announce(&AgencyKey::random(agency, 2, &mut random), 1_760_000_000_000);
    let newer = pin.accept(&second).unwrap();
    assert_eq!(newer.epoch(), 2);
    assert_eq!(newer.accept(&second), Ok(newer), "the same once more");
}

#[test]
fn a_partner_that_changed_its_identity_went_back_or_says_two_things_is_not_believed() {
    let Example { identity, keys, announcement, agency, mut random, .. } = example(41);
    let pin = Pin::first(&announcement);
    let second = AgencyKey::random(agency, 2, &mut random);
    let newer = pin.accept(&identity.announce(&second, 2)).unwrap();
    assert_eq!(newer.accept(&announcement), Err(Broken::Epoch));

    let other_identity = IdentityKey::random(agency, &mut random);
    assert_eq!(pin.accept(&other_identity.announce(&second, 2)), Err(Broken::Identity));

    let other_keys = AgencyKey::random(agency, 1, &mut random);
    assert_eq!(pin.accept(&identity.announce(&other_keys, 1)), Err(Broken::Equivocation));
    assert_eq!(pin.accept(&identity.announce(&keys, 1_750_000_000_001)), Err(Broken::Equivocation));
    assert_eq!(pin.accept(&example(42).announcement), Err(Broken::Address));
}

#[test]
fn what_is_sent_and_opened_goes_by_announcements_that_a_pin_knows() {
    let Example { identity, announcement, agency, mut random, .. } = example(43);
    let pin = Pin::first(&announcement);
    let second = identity.announce(&AgencyKey::random(agency, 2, &mut random), 2);
    assert_eq!(pin.knows(&announcement).unwrap().epoch(), 1);
    assert_eq!(pin.knows(&second).err(), Some(Broken::Epoch), "it has to be accepted first");
    let newer = pin.accept(&second).unwrap();
    assert_eq!(newer.knows(&second).unwrap().epoch(), 2);
    assert_eq!(newer.knows(&announcement).unwrap().epoch(), 1, "what was sent before may still be under way");

    let other_identity = IdentityKey::random(agency, &mut random);
    let other_keys = AgencyKey::random(agency, 2, &mut random);
    assert_eq!(newer.knows(&other_identity.announce(&other_keys, 1)).err(), Some(Broken::Identity));
    assert_eq!(newer.knows(&identity.announce(&other_keys, 2)).err(), Some(Broken::Equivocation));
    assert_eq!(newer.knows(&example(44).announcement).err(), Some(Broken::Address));
}
