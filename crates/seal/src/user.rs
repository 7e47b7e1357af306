//! Users: staff, and survivors on their own page. A passphrase opens a secret, and of that their key pair is made.

use rand_core::CryptoRng;
use zeroize::ZeroizeOnDrop;

use crate::content::{SessionBytes, Totp, UserSecretBytes};
use crate::pack::Pack;
use crate::passphrase::{CannotHash, Passphrase, PassphraseRoot, Pepper};
use crate::secret::{Secret, same};
use crate::{AgencyId, Broken, Opened, Place, PrivateKey, Sealed, SealingKey, TooLong, UserId, derive};

/// What a vault stores of a user so that they can sign in.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// The user's agency.
    pub agency: AgencyId,
    /// The user.
    pub user: UserId,
    /// The salt of their passphrase.
    pub salt: [u8; 16],
    /// What their passphrase is checked by.
    pub check: [u8; 32],
    /// Their secret, under their passphrase.
    pub secret: Sealed<UserSecretBytes>,
}

/// The secret that a user's keys are made of. It stays the same when the passphrase changes.
#[derive(ZeroizeOnDrop)]
pub struct UserSecret {
    #[zeroize(skip)]
    agency: AgencyId,
    #[zeroize(skip)]
    user: UserId,
    secret: Secret,
}

/// Why nobody is signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotSignedIn {
    /// There is no such user here, or the words are others. Nobody is told which.
    #[error("the name or the words are not right")]
    NotRight,
    /// The words are right, and what they should open is broken.
    #[error("the words are right, but what they open was damaged: {0}")]
    Broken(#[from] Broken),
    /// The machine has no memory left.
    #[error(transparent)]
    CannotHash(#[from] CannotHash),
}

impl UserSecret {
    /// A new secret.
    pub fn random(agency: AgencyId, user: UserId, random: &mut impl CryptoRng) -> Self {
        Self { agency, user, secret: Secret::random(random) }
    }

    /// The user.
    pub fn user(&self) -> UserId {
        self.user
    }

    /// The user's agency.
    pub fn agency(&self) -> AgencyId {
        self.agency
    }

    /// The key pair that keys are wrapped to.
    pub fn private(&self) -> PrivateKey {
        let info = Pack::new("continuum/1/user-hybrid").bytes(self.agency.bytes()).bytes(self.user.bytes());
        PrivateKey::derive(self.secret.expose(), &info)
    }

    /// Seals the secret under a passphrase, new or changed. With it comes what a second factor is sealed under, which
    /// has to be sealed anew too.
    pub fn set_passphrase(
        &self,
        passphrase: &Passphrase,
        pepper: &Pepper,
        random: &mut impl CryptoRng,
    ) -> Result<(SignIn, SecondFactorKey), CannotHash> {
        let Self { agency, user, .. } = *self;
        let mut salt = [0; 16];
        random.fill_bytes(&mut salt);
        let root = PassphraseRoot::hash(passphrase, &salt, pepper)?;
        let secret = root.user_secret_key(agency, user).seal_short(
            &Place::user_secret(agency, user),
            self.secret.expose(),
            random,
        );
        let second = SecondFactorKey { agency, user, key: root.totp_key(agency, user) };
        Ok((SignIn { agency, user, salt, check: root.check(agency, user), secret }, second))
    }

    /// Opens a user's secret with their passphrase.
    ///
    /// Whether there is no such user or the words are others, the same is hashed and compared. The salt and the user
    /// that stand in for one who is not there need not be secret, since nobody sees them.
    pub fn sign_in(
        stored: Option<&SignIn>,
        passphrase: &Passphrase,
        pepper: &Pepper,
    ) -> Result<(Self, SecondFactorKey), NotSignedIn> {
        let nobody = (AgencyId::from_bytes([0; 16]), UserId::from_bytes([0; 16]), [0; 16], [0; 32]);
        let (agency, user, salt, check) =
            stored.map_or(nobody, |stored| (stored.agency, stored.user, stored.salt, stored.check));
        let root = PassphraseRoot::hash(passphrase, &salt, pepper)?;
        let right = same(&root.check(agency, user), &check);
        let Some(stored) = stored.filter(|_| right) else { return Err(NotSignedIn::NotRight) };
        let place = Place::user_secret(agency, user);
        let opened = root.user_secret_key(agency, user).open(&place, &stored.secret)?;
        let secret = Secret::from_slice(opened.expose()).ok_or(Broken::Length)?;
        let second = SecondFactorKey { agency, user, key: root.totp_key(agency, user) };
        Ok((Self { agency, user, secret }, second))
    }
}

/// What the secret of a user's second factor is sealed under.
#[derive(ZeroizeOnDrop)]
pub struct SecondFactorKey {
    #[zeroize(skip)]
    agency: AgencyId,
    #[zeroize(skip)]
    user: UserId,
    key: SealingKey<Totp>,
}

impl SecondFactorKey {
    /// Seals the secret of a second factor.
    pub fn seal(&self, totp: &[u8], random: &mut impl CryptoRng) -> Result<Sealed<Totp>, TooLong> {
        self.key.seal(&Place::totp(self.agency, self.user), totp, random)
    }

    /// Opens it.
    pub fn open(&self, sealed: &Sealed<Totp>) -> Result<Opened<Totp>, Broken> {
        self.key.open(&Place::totp(self.agency, self.user), sealed)
    }
}

/// What a signed-in browser holds: 32 random bytes. The keys store holds a hash of them, and the user's secret sealed
/// under them.
#[derive(ZeroizeOnDrop)]
pub struct SessionToken(Secret);

impl SessionToken {
    /// A new session.
    pub fn random(random: &mut impl CryptoRng) -> Self {
        Self(Secret::random(random))
    }

    /// The session that a browser sent.
    pub fn from_bytes(bytes: &mut [u8; 32]) -> Self {
        Self(Secret::take(bytes))
    }

    /// For the browser, and nobody else.
    pub fn expose(&self) -> &[u8; 32] {
        self.0.expose()
    }

    /// What the keys store knows the session by.
    pub fn hash(&self) -> [u8; 32] {
        *derive::secret(self.0.expose(), &[], &Pack::new("continuum/1/session-id")).expose()
    }

    fn key(&self) -> SealingKey<SessionBytes> {
        SealingKey::derive(self.0.expose(), &[], Pack::new("continuum/1/session"), 1)
    }

    /// Seals a user's secret for as long as the session lasts.
    pub fn seal(&self, user: &UserSecret, random: &mut impl CryptoRng) -> Sealed<SessionBytes> {
        let place = Place::session(user.agency, user.user, self.hash());
        self.key().seal_short(&place, user.secret.expose(), random)
    }

    /// Opens the secret of the user whose session it is.
    pub fn open(
        &self,
        agency: AgencyId,
        user: UserId,
        sealed: &Sealed<SessionBytes>,
    ) -> Result<UserSecret, Broken> {
        let opened = self.key().open(&Place::session(agency, user, self.hash()), sealed)?;
        let secret = Secret::from_slice(opened.expose()).ok_or(Broken::Length)?;
        Ok(UserSecret { agency, user, secret })
    }
}

#[cfg(test)]
mod tests;
