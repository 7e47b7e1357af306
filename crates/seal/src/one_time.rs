//! Codes of one time, as a second factor: TOTP (RFC 6238) with SHA-1, six digits and thirty seconds, which is what every
//! app for it knows.

use rand_core::CryptoRng;
use totp_rs::{Builder, Secret, Totp};
use zeroize::Zeroizing;

use crate::Broken;

/// How many bytes a secret has: those of the hash, as RFC 4226 asks.
const LENGTH: usize = 20;

/// How long a code holds, in milliseconds.
const STEP: i64 = 30 * 1000;

/// What the codes of a second factor are made of. It has no `Debug`, `Clone` or `PartialEq`, and is wiped when it goes.
pub struct OneTimeSecret(Totp);

impl OneTimeSecret {
    /// A new one.
    pub fn random(random: &mut impl CryptoRng) -> Self {
        let mut bytes = Zeroizing::new([0; LENGTH]);
        random.fill_bytes(&mut *bytes);
        Self::of(*bytes)
    }

    /// The one of these bytes, fresh from their envelope.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Broken> {
        bytes.try_into().map(Self::of).map_err(|_| Broken::Length)
    }

    /// The one that is written so, in base 32; nothing, where it is none.
    pub fn typed(text: &str) -> Option<Self> {
        let letters = text.chars().filter(|letter| !letter.is_whitespace());
        let plain: Zeroizing<String> =
            Zeroizing::new(letters.map(|letter| letter.to_ascii_uppercase()).collect());
        let secret = Secret::try_from_base32(plain.as_str()).ok()?;
        Self::from_bytes(secret.as_bytes()).ok()
    }

    fn of(bytes: [u8; LENGTH]) -> Self {
        // Six digits, thirty seconds and one step before and after are what it is built with.
        Self(Builder::new().with_secret(Secret::new_stack(bytes)).build_noncompliant())
    }

    /// Its bytes, to be sealed.
    pub fn expose(&self) -> &[u8] {
        self.0.secret().as_bytes()
    }

    /// The same in base 32, as an app takes it.
    pub fn base32(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.secret().to_base32())
    }

    /// The code of a moment in Unix milliseconds: for tests and for nobody else, who has an app.
    pub fn code(&self, at: i64) -> String {
        self.0.generate(seconds(at)).to_string()
    }

    /// The step, counted from 1970, of which a code is that was typed at a moment in Unix milliseconds: the present one,
    /// the one before or the one after. Spaces do not count. Nothing: it is none of theirs.
    pub fn step_of(&self, code: &str, at: i64) -> Option<u64> {
        let plain: Zeroizing<String> = Zeroizing::new(code.chars().filter(|c| !c.is_whitespace()).collect());
        let is_code = plain.len() == 6 && plain.bytes().all(|byte| byte.is_ascii_digit());
        if is_code { self.0.check(&plain, seconds(at)) } else { None }
    }

    /// The step of a moment in Unix milliseconds.
    pub fn step_at(at: i64) -> u64 {
        u64::try_from(at / STEP).unwrap_or_default()
    }
}

fn seconds(at: i64) -> u64 {
    u64::try_from(at / 1000).unwrap_or_default()
}
