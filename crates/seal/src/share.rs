//! Shares: 32 random bytes for every case, wrap and message, without which none of them opens. They stand in a keys
//! store and nowhere else, so that destroying one ends what it is of, in every old backup too.

use std::marker::PhantomData;

use rand_core::CryptoRng;
use zeroize::ZeroizeOnDrop;

use crate::secret::Secret;
use crate::{ShareOf, kind};

/// What has a share.
pub trait Shared: 'static {
    /// What the share is of.
    const OF: ShareOf;
}

impl Shared for kind::Case {
    const OF: ShareOf = ShareOf::Case;
}

impl Shared for kind::Wrap {
    const OF: ShareOf = ShareOf::Wrap;
}

impl Shared for kind::Message {
    const OF: ShareOf = ShareOf::Message;
}

/// The share of one thing. It is wiped when it goes.
#[derive(ZeroizeOnDrop)]
pub struct Share<Kind: Shared> {
    secret: Secret,
    #[zeroize(skip)]
    kind: PhantomData<fn() -> Kind>,
}

/// The share of a case.
pub type CaseShare = Share<kind::Case>;
/// The share of a wrap.
pub type WrapShare = Share<kind::Wrap>;
/// The share of a message.
pub type MessageShare = Share<kind::Message>;

impl<Kind: Shared> Share<Kind> {
    /// A new share.
    pub fn random(random: &mut impl CryptoRng) -> Self {
        Self { secret: Secret::random(random), kind: PhantomData }
    }

    /// The share that these bytes are, fresh from their envelope.
    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        Secret::from_slice(bytes).map(|secret| Self { secret, kind: PhantomData })
    }

    pub(crate) fn expose(&self) -> &[u8; 32] {
        self.secret.expose()
    }
}
