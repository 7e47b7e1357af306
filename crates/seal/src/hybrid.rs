//! Key pairs that keys are wrapped to: X-Wing, which holds as long as either X25519 or ML-KEM-768 does.

use hpke::kem::XWing;
use hpke::{Deserializable, Kem, Serializable};
use zeroize::ZeroizeOnDrop;

use crate::pack::Pack;
use crate::secret::Secret;
use crate::{Broken, derive};

/// A public key that keys are wrapped to: 1,216 bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey {
    bytes: Box<[u8; Self::LENGTH]>,
}

impl std::fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PublicKey")
    }
}

impl PublicKey {
    /// How long one is: 1,184 bytes of ML-KEM-768 and 32 of X25519.
    pub const LENGTH: usize = 1216;

    /// A key from its bytes; [`Broken::PublicKey`] if they are none.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Broken> {
        let bytes: [u8; Self::LENGTH] = bytes.try_into().map_err(|_| Broken::Length)?;
        let key = Self { bytes: Box::new(bytes) };
        key.parsed().map(|_| key)
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8; Self::LENGTH] {
        &self.bytes
    }

    pub(crate) fn parsed(&self) -> Result<<XWing as Kem>::PublicKey, Broken> {
        <XWing as Kem>::PublicKey::from_bytes(self.bytes.as_slice()).map_err(|_| Broken::PublicKey)
    }
}

/// A private key: the 32-byte seed of an X-Wing key pair. It is wiped when it goes.
#[derive(ZeroizeOnDrop)]
pub struct PrivateKey {
    seed: Secret,
    #[zeroize(skip)]
    public: PublicKey,
}

impl PrivateKey {
    /// The key pair made of another secret.
    pub(crate) fn derive(from: &[u8; 32], info: &Pack) -> Self {
        let seed = derive::secret(from, &[], info);
        let mut bytes = Box::new([0; PublicKey::LENGTH]);
        // Every seed is one of a key pair.
        if let Ok(key) = parse(&seed) {
            XWing::sk_to_pk(&key).write_exact(bytes.as_mut_slice());
        }
        Self { seed, public: PublicKey { bytes } }
    }

    /// The public key of the pair.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    pub(crate) fn parsed(&self) -> Result<<XWing as Kem>::PrivateKey, Broken> {
        parse(&self.seed)
    }
}

fn parse(seed: &Secret) -> Result<<XWing as Kem>::PrivateKey, Broken> {
    <XWing as Kem>::PrivateKey::from_bytes(seed.expose()).map_err(|_| Broken::Length)
}
