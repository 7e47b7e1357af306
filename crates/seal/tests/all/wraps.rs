use seal::{Broken, CircleKey, Of, Terms, Wrap, WrapId, WrapShare};

use crate::example::{Example, example};

#[test]
fn a_circles_key_goes_to_a_member_and_opens_for_them_alone() {
    let Example { circle, keys, user, agency, mut random, .. } = example(10);
    let (wrap, share) = (WrapId::random(&mut random), WrapShare::random(&mut random));
    let terms = Terms { wrap, sender: agency, share: &share, case_share: (), until: None, release: &[] };
    let of = Of::<CircleKey>::circle(agency, circle.circle(), 1);
    let sealed = Wrap::seal(&circle, &user, &terms, &keys, &mut random).unwrap();
    let opened = sealed.open(&of, &user.private(), &terms, &keys.verifying_key()).unwrap();
    assert_eq!((opened.circle(), opened.epoch()), (circle.circle(), 1));

    let other = example(11).user;
    let refused = sealed.open(&of, &other.private(), &terms, &keys.verifying_key());
    assert_eq!(refused.err(), Some(Broken::Signature), "the recipient is part of what is signed");
}
