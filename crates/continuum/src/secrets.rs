//! What nobody can guess: the address at which lists are brought in, made anew each time the pages are served, and
//! the key of a store's ids.

use network::export::IdKey;
use network_store::NetworkStore;
use rand::SeedableRng;
use rand::rngs::StdRng;
use vault_store::keys::Random;
use web::Desk;

use crate::end::End;

/// A desk, and the path of its address. The path holds the secret: it is for whoever started the server, and is
/// printed for them alone, never logged.
pub(crate) fn open() -> Result<(Desk, String), End> {
    let (secret, session) = (random()?, random()?);
    Ok((Desk::open(&secret, session), Desk::path(&secret)))
}

/// What the ids of hidden places are made with: kept by the store, and made where it has none.
pub(crate) async fn id_key(store: &NetworkStore) -> Result<IdKey, End> {
    store.id_key(|| Ok(IdKey::new(random()?))).await
}

/// What keys are made of: a generator (ChaCha) that the system has seeded, so that no key waits for the system.
pub(crate) fn generator() -> Result<Random, End> {
    Ok(Box::new(StdRng::from_seed(random()?)))
}

/// From the system: the one place of the program that takes randomness.
pub(crate) fn random() -> Result<[u8; 32], End> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| End::Io(std::io::Error::other(error.to_string())))?;
    Ok(bytes)
}
