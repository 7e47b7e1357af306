//! Why something does not open.

/// What is wrong with bytes that were to be opened. It never says what they hold, and two causes that whoever made
/// them could use to learn something about a key are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// The first byte names a suite that this program does not know: the bytes are something else, or were made by a
    /// newer program.
    #[error("its suite is not one that this program knows")]
    Suite,
    /// There are more or fewer bytes than the suite allows.
    #[error("it is longer or shorter than its kind can be")]
    Length,
    /// It was sealed under another key. Checked before anything is opened.
    #[error("it was sealed under another key")]
    Key,
    /// It was changed, or stands in a place that it was not sealed for.
    #[error("it was changed, or stands in another place than it was sealed for")]
    Changed,
    /// It opens, and what it holds is not filled up as its suite says.
    #[error("what it holds is not filled up as it should be")]
    Padding,
    /// It is not signed by whom it should be, or was changed since.
    #[error("it is not signed by the one it should come from")]
    Signature,
    /// A public key in it is none.
    #[error("a public key in it is none")]
    PublicKey,
    /// An entry is missing from the journal, or stands in another order.
    #[error("the journal has a gap, or its entries stand in another order")]
    Sequence,
    /// The journal is shorter than it once was, or its last known entry is another.
    #[error("the journal is shorter than it once was, or was written anew")]
    Truncated,
    /// It is of an older epoch than one that was seen before.
    #[error("it is of an older epoch than one that was seen before")]
    Epoch,
    /// The agency's identity is not the one that was seen first.
    #[error("the agency's identity is not the one that was seen first: compare the words by phone")]
    Identity,
    /// Two announcements of one epoch say different things.
    #[error("two announcements of one epoch say different things")]
    Equivocation,
    /// What it says of itself is not what it was asked for: another recipient, sender or kind.
    #[error("it is for another recipient, from another sender or of another kind than was asked for")]
    Address,
}
