use seal::{
    AgencyKey, CircleId, CircleKey, Member, Of, RowId, UserId, UserSecret, Who, Wrap, WrapId, WrapShare,
};

use crate::example::{Example, example, of_none};

#[test]
fn a_key_goes_to_whom_the_agency_vouches_for_and_opens_for_them_alone() {
    let Example { agency, keys, circle, user, mut random, .. } = example(160);
    let other = UserSecret::random(agency, UserId::random(&mut random), &mut random);
    let record = keys.vouch(Who::User(user.user()), (0, &[]), user.private().public()).to_bytes();
    let member = Member::from_bytes(&record).unwrap();
    let share = WrapShare::random(&mut random);
    let bare = (WrapId::random(&mut random), agency, &share);
    let to = member.vouched(&keys).unwrap();
    let wrap = Wrap::seal(&circle, &to, &of_none(bare), &keys, &mut random).unwrap();
    let of = Of::<CircleKey>::circle(agency, circle.circle(), 1);
    let open = |user: &UserSecret| wrap.open(&of, &user.private(), &of_none(bare), &keys.verifying_key());
    assert!(open(&user).is_ok() && open(&other).is_err());
}

#[test]
fn a_record_says_what_it_said_and_whom_it_is_of() {
    let Example { agency, keys, user, mut random, .. } = example(161);
    let circles = [2, 1, 2].map(|number| CircleId::from_bytes([number; 16]));
    let sheets = Who::Sheets(RowId::random(&mut random));
    for (who, roles, said) in [(Who::User(user.user()), 0xff, &circles[..]), (sheets, 0, &[])] {
        let member = keys.vouch(who, (roles, said), user.private().public());
        let read = Member::from_bytes(&member.to_bytes()).unwrap();
        assert_eq!((&read, read.who()), (&member, who));
        let vouched = read.vouched(&keys).unwrap();
        assert_eq!((vouched.who(), vouched.roles()), (who, roles));
        assert!(vouched.key() == user.private().public());
        assert_eq!(vouched.circles().len(), said.len().min(2), "in order, and none twice");
        assert!(vouched.circles().iter().all(|circle| said.contains(circle)));
    }
    // Each epoch vouches anew: who has left is vouched for by none that is to come.
    let member = keys.vouch(Who::User(user.user()), (1, &circles), user.private().public());
    let next = AgencyKey::random(agency, 2, &mut random);
    assert!(member.vouched(&next).is_err());
}
