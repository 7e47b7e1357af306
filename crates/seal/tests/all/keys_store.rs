//! What a keys store asks of its root.

use seal::{CaseShare, NetworkId, ShareOf, StoreRoot};

use crate::example::{Example, example};

#[test]
fn a_share_is_the_same_under_two_roots_and_another_is_not() {
    let Example { agency, case, case_share, mut random, .. } = example(140);
    let network = NetworkId::random(&mut random);
    let (root, next) = (StoreRoot::random(network, &mut random), StoreRoot::random(network, &mut random));
    let row = (ShareOf::Case, *case.bytes());
    let here = root.seal_share(agency, case, &case_share, &mut random);
    let moved = root.move_share(&next, agency, row, &here, &mut random).unwrap();
    assert_eq!(root.is_same_share(&next, agency, row, (&here, &moved)), Ok(true));
    let another = next.seal_share(agency, case, &CaseShare::random(&mut random), &mut random);
    assert_eq!(root.is_same_share(&next, agency, row, (&here, &another)), Ok(false));
}
