/// Why something of an agency's work was not done. Unless a variant says otherwise, nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The stores refused or could not answer.
    #[error(transparent)]
    Store(#[from] vault_store::StoreError),

    /// What was to be opened is broken, or sealed for somebody else.
    #[error("what was to be opened cannot be: {0}")]
    Broken(#[from] seal::Broken),

    /// Whoever asks has no key for it.
    #[error("there is no key for this among those of whoever asks")]
    NoKey,

    /// Somebody else was first, or what was to be changed is there no more.
    #[error("somebody else changed this meanwhile: look again")]
    Late,

    /// Fewer than two hold the agency's keys, and no recovery sheets were checked.
    #[error("no case can be begun yet: the agency needs a second holder or checked recovery sheets")]
    NotReady,

    /// Somebody who has left knows keys that are in use, since an older vault was restored.
    #[error(
        "keys have to be renewed first: an older copy of the records was restored, and somebody who has left since may know \
         the keys that it has; a lead renews them, and then cases begin and people are invited as before"
    )]
    MustRenew,

    /// The vault, or what it holds for whoever asks, is in an earlier epoch than the keys store knows of.
    #[error(
        "the vault is of an earlier day than the keys: keys of this agency were renewed since, and what it holds of them \
         is not the newest. Nothing is done with it. If it came back from a backup, finish that with `continuum restore \
         --vault URL --keys URL --keys-root FILE`; otherwise somebody has put earlier rows back into its database"
    )]
    Earlier,

    /// Nobody would hold the agency's keys any more.
    #[error("nobody would be left who holds the agency's keys: invite somebody first")]
    LastHolder,

    /// Nobody would be the agency's lead any more.
    #[error("nobody would be left who leads the agency: make somebody else a lead first")]
    LastLead,

    /// Whoever would step in for a lead has not said so, or not for long enough.
    #[error(
        "this waits until three days after it was said, so that a lead who is there can sign in and end it"
    )]
    NotYet,

    /// Nobody would be left in a circle that has cases.
    #[error("nobody would be left in a circle that has cases: move them or bring somebody in first")]
    LastOfCircle,

    /// Somebody who is to be in a circle does not hold the agency's keys.
    #[error("only who holds cases or leads the agency can be in a circle")]
    NoKeysHeld,

    /// What came was not made with the words of the invitation.
    #[error(transparent)]
    NotFromThem(#[from] seal::words::NotFromThem),

    /// Nothing is left of a name, or somebody is called that already.
    #[error("this name cannot be signed in with: choose another")]
    Name,

    /// What colleagues are to call somebody is nothing, or longer than [`crate::LONGEST_NAME`].
    #[error("what colleagues call somebody has between 1 and {} bytes", crate::LONGEST_NAME)]
    Called,

    /// Colleagues call somebody else that.
    #[error("colleagues call somebody else that already")]
    CalledTaken,

    /// It has more than one envelope holds.
    #[error(transparent)]
    TooLong(#[from] seal::TooLong),

    /// An entry cannot be written.
    #[error(transparent)]
    Unwritable(#[from] care::Unwritable),
    /// What was sent may be read and not kept.
    #[error("the release does not allow to keep what was sent")]
    NotKept,

    /// There is no such set of sheets.
    #[error(transparent)]
    NoSuchSet(#[from] seal::words::NoSuchSet),

    /// Sheets recover nothing.
    #[error(transparent)]
    NotRecovered(#[from] seal::words::NotRecovered),

    /// A passphrase could not be hashed.
    #[error(transparent)]
    CannotHash(#[from] seal::passphrase::CannotHash),

    /// The name or the words are not right.
    #[error(transparent)]
    NotSignedIn(#[from] seal::NotSignedIn),

    /// The code of a second factor is none of this moment, or was used already.
    #[error(
        "this code is not the one of this moment, or it was used already: wait for the next one and type that"
    )]
    NoCode,

    /// There were too many tries to sign in.
    #[error(transparent)]
    TooMany(#[from] crate::TooMany),

    /// Whoever holds keys signs in with words that were made for them.
    #[error("whoever holds the agency's keys signs in with six words that were made for them")]
    ChosenWords,

    /// Words that somebody chose are guessed too easily.
    #[error("these words are guessed too easily: take more of them, or let six be made")]
    TooEasy,

    /// A document is longer than [`crate::LONGEST_DOCUMENT`]. Nothing of it is kept.
    #[error("a document has at most 20 MB, and this one is longer: nothing of it was kept")]
    DocumentTooLong,

    /// A compelled disclosure of the case is not closed.
    #[error("a compelled disclosure of this case is not closed: close it first, or say that you know of it")]
    DisclosureOpen,

    /// What would be erased is not what was shown: something was added meanwhile, or went.
    #[error("what would be erased is not what was shown before: look at it again")]
    NotAsShown,

    /// Nobody of this network has announced keys under that id.
    #[error("there is no such agency here")]
    NoPartner,

    /// Another identity than the one that was seen first announces keys under a partner's id.
    #[error(
        "this agency's words are not those that it was known by: talk with them, and compare the words by phone"
    )]
    PartnerChanged,

    /// A message could not be made.
    #[error(transparent)]
    CannotSend(#[from] seal::message::CannotSend),

    /// Something of the case is released to others.
    #[error("something of this case is released to others: end that first")]
    Released,

    /// The release under which something was to go permits nothing any more, or nothing is to come of its referral.
    #[error("nothing goes under this release any more: it was stopped or has ended, or the referral has")]
    NoRelease,

    /// No more can be said on a page: [`care::MOST_LINES`] and longer texts than [`care::LONGEST_NOTE`] are not taken.
    #[error("no more can be written on this page")]
    PageFull,

    /// What was signed is another release than the one that is written now, two wrote at once, or something is missing in it.
    #[error("this release was changed since it was read to be signed: ask for the signature again")]
    NotWhatWasSigned,

    /// What an agency counts is in a newer program's words.
    #[error(transparent)]
    Undecodable(#[from] care::Undecodable),

    /// A key could not be wrapped.
    #[error(transparent)]
    CannotWrap(#[from] seal::CannotWrap),

    /// A record names roles that there are not.
    #[error(transparent)]
    Roles(#[from] care::NoSuchRoles),

    /// The program is ending.
    #[error(transparent)]
    Ending(#[from] vault_store::Ending),
}

impl Error {
    /// Whether there is no room left on the disk. Nothing was written.
    pub fn is_full(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_full())
    }
}

impl From<vault_store::keys::KeysError> for Error {
    fn from(error: vault_store::keys::KeysError) -> Self {
        Self::Store(error.into())
    }
}

impl From<vault_store::SignInError> for Error {
    fn from(error: vault_store::SignInError) -> Self {
        match error {
            vault_store::SignInError::Store(error) => error.into(),
            vault_store::SignInError::NotSignedIn(error) => error.into(),
            vault_store::SignInError::Ending(error) => error.into(),
        }
    }
}
