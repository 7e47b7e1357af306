//! What can be sealed: a type for each kind, so that a key of one kind neither seals nor opens another.

use crate::pad;

/// A kind of content. Its name is part of what is authenticated; its floor is the least length, in bytes, that it is
/// filled up to.
///
/// Implemented by the types of this crate alone.
pub trait Content: private::Sealed + 'static {
    /// The part's name in the authenticated data. Never changed, and never used for something else.
    const NAME: &'static str;
    /// The least length that content of this kind is filled up to: a power of two.
    const FLOOR: usize;
}

/// A part of a case, under a key of its own: what a release can name.
pub trait Part: Content {}

mod private {
    pub trait Sealed {}
}

/// Says of types without values what they are called and filled up to.
macro_rules! contents {
    ($($(#[$doc:meta])* $kind:ident $name:literal $floor:literal $($part:ident)?;)*) => {$(
        $(#[$doc])*
        pub enum $kind {}
        impl private::Sealed for $kind {}
        impl Content for $kind {
            const NAME: &'static str = $name;
            const FLOOR: usize = $floor;
        }
        $(impl $part for $kind {})?
    )*
        /// Every kind of content: its name, and the least length that it is filled up to.
        pub const CONTENTS: &[(&str, usize)] = &[$(($name, $floor)),*];
    };
}

contents! {
    /// Who a person is: names, birth, documents' numbers.
    Identity "identity" 256 Part;
    /// How to reach them safely.
    Contact "contact" 256 Part;
    /// Whom and what to avoid, and what was agreed for their safety.
    Safety "safety" 256 Part;
    /// Health, where a release must name it.
    Health "health" 256 Part;
    /// Legal matters.
    Legal "legal" 256 Part;
    /// What staff write down.
    Notes "notes" 256 Part;
    /// Needs, episodes and referrals: the path.
    Journey "journey" 256 Part;
    /// Who looked at what, and when. No release names it.
    Access "access" 256;
    /// What a caseload shows and searches of a case.
    Card "card" 512;
    /// A case's key, under its circle's key and its share.
    CaseKeyBytes "case-key" 64;
    /// The secret that a user's keys are made of.
    UserSecretBytes "user-secret" 64;
    /// The secret of a user's second factor.
    Totp "totp" 64;
    /// The words of an invitation, for whoever made it.
    InvitationWords "invitation-words" 256;
    /// What colleagues call somebody of the staff.
    StaffName "staff" 256;
    /// What a circle is called.
    CircleName "circle-name" 256;
    /// How much there was of what was erased.
    Tally "tally" 4096;
    /// That something was erased: when, of which kinds and how many.
    Receipt "receipt" 1024;
    /// What of their case somebody sees on a page of their own.
    Page "page" 4096;
    /// What somebody says there.
    PageLine "page-line" 512;
    /// What somebody takes along.
    File "file" 4096;
    /// What an agency asks another, naming nobody.
    Question "question" 1024;
    /// The released parts of a case.
    Packet "packet" 4096;
    /// What became of a question or a packet.
    Reply "reply" 1024;
    /// A share of a keys store.
    ShareBytes "share" 64;
    /// How long a case's journal is, and its last hash.
    HeadBytes "head" 64;
    /// How far the epochs of a key have come.
    EpochBytes "epoch" 64;
    /// What every passphrase is hashed with.
    PepperBytes "pepper" 64;
    /// A user's secret for as long as they are signed in.
    SessionBytes "session-secret" 64;
}

/// What stands in the journal of a case: its parts, and the log of who looked, under a key made as theirs are.
pub trait InJournal: Content {}
impl<P: Part> InJournal for P {}
impl InJournal for Access {}

const _: () = {
    let mut index = 0;
    while index < CONTENTS.len() {
        assert!(pad::is_filled_length(CONTENTS[index].1, CONTENTS[index].1), "a floor is a power of two");
        index += 1;
    }
    assert!(index == CONTENTS.len(), "all of them are looked at");
};
