use rand_core::CryptoRng;
use seal::{AgencyKey, CannotWrap, CircleKey, PublicKey, Terms, Wrap};

fn wrap(
    key: &CircleKey,
    from_a_store: &PublicKey,
    terms: &Terms<'_, CircleKey>,
    signer: &AgencyKey,
    random: &mut impl CryptoRng,
) -> Result<Wrap<CircleKey>, CannotWrap> {
    Wrap::seal(key, from_a_store, terms, signer, random)
}

fn main() {}
