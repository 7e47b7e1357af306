//! Who may be at the desk: the one browser that came with the secret, for a while.

use jiff::{SignedDuration, Timestamp};

use crate::hex;
use crate::secret::Hash;

/// The names of the session's cookie: where the line is encrypted, and where it is not.
pub(crate) const COOKIES: [&str; 2] = ["__Secure-desk", "desk"];

/// A session ends after so long without use.
const IDLE: SignedDuration = SignedDuration::from_hours(2);
/// And after so long in all.
const LONGEST: SignedDuration = SignedDuration::from_hours(12);

/// The door.
pub(crate) struct Entry {
    /// Of the secret; none once it was used.
    key: Option<Hash>,
    /// What the first to come with the secret gets; none once they have it.
    waiting: Option<[u8; 32]>,
    session: Option<Session>,
}

struct Session {
    hash: Hash,
    began: Timestamp,
    used: Timestamp,
}

impl Entry {
    pub(crate) fn new(secret: &[u8; 32], session: [u8; 32]) -> Self {
        Self { key: Some(Hash::of(secret)), waiting: Some(session), session: None }
    }

    pub(crate) fn opens(&self, key: &str) -> bool {
        hex::decode(key).zip(self.key).is_some_and(|(given, key)| key.is_of(&given))
    }

    pub(crate) fn enter(&mut self, key: &str, now: Timestamp) -> Option<String> {
        if !self.opens(key) {
            return None;
        }
        let session = self.waiting.take()?;
        self.key = None;
        self.session = Some(Session { hash: Hash::of(&session), began: now, used: now });
        Some(hex::encode(&session))
    }

    pub(crate) fn admits(&mut self, given: &str, now: Timestamp) -> bool {
        let Some((given, session)) = hex::decode(given).zip(self.session.as_mut()) else { return false };
        if !session.hash.is_of(&given) {
            return false;
        }
        let over = now.duration_since(session.used) > IDLE || now.duration_since(session.began) > LONGEST;
        if over {
            self.session = None;
        } else {
            session.used = now;
        }
        !over
    }

    pub(crate) fn end(&mut self) {
        self.session = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: [u8; 32] = [7; 32];
    const SESSION: [u8; 32] = [9; 32];

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_second(1_000_000 + hours * 3600).unwrap()
    }

    #[test]
    fn the_secret_opens_once_and_nothing_else_does() {
        let mut entry = Entry::new(&SECRET, SESSION);
        for wrong in ["", "07", &hex::encode(&SESSION), &hex::encode(&SECRET)[..63], &"zz".repeat(32)] {
            assert!(!entry.opens(wrong) && entry.enter(wrong, at(0)).is_none(), "{wrong}");
        }
        let session = entry.enter(&hex::encode(&SECRET), at(0)).unwrap();
        assert_eq!(session, hex::encode(&SESSION));
        assert!(entry.enter(&hex::encode(&SECRET), at(0)).is_none(), "it works once");
        assert!(entry.admits(&session, at(1)) && !entry.admits(&hex::encode(&SECRET), at(1)));
    }

    #[test]
    fn a_session_ends_by_itself() {
        let enter = || {
            let mut entry = Entry::new(&SECRET, SESSION);
            let session = entry.enter(&hex::encode(&SECRET), at(0)).unwrap();
            (entry, session)
        };
        let (mut idle, session) = enter();
        assert!(
            idle.admits(&session, at(2)) && !idle.admits(&session, at(5)) && !idle.admits(&session, at(3))
        );
        let (mut busy, session) = enter();
        assert!((1..=12).all(|hour| busy.admits(&session, at(hour))) && !busy.admits(&session, at(13)));
        let (mut ended, session) = enter();
        ended.end();
        assert!(!ended.admits(&session, at(0)));
    }
}
