//! In which order the two stores are written and read. No transaction spans them, so the order is what keeps the
//! promises: a share is there before the row that needs it, and gone before the row goes.
//!
//! The search through all that can happen between their steps goes by these lists (`nobody_opens_after_the_end`), and so
//! does `SealedHalf`, as a test sees by the statements that it makes.

/// One step, which is whole or not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// The clock is compared with the latest time that was ever seen, and that is raised.
    AdmitTime,
    /// Shares are put into the keys store.
    PutShares,
    /// Rows are put into the vault.
    PutRows,
    /// What ends is marked in the vault.
    Mark,
    /// The shares of all that is marked are destroyed.
    DestroyShares,
    /// The rows of all that is marked go, and the marks.
    ForgetRows,
    /// A row is read, and refused if its time is over.
    ReadRow,
    /// Its shares are read.
    ReadShares,
}

/// To keep something that has a share.
pub const KEEP: [Step; 3] = [Step::AdmitTime, Step::PutShares, Step::PutRows];

/// To end something that has a share. It asks for no time, so that nothing stands in its way. What is cut off after the
/// mark is finished at start-up.
pub const END: [Step; 3] = [Step::Mark, Step::DestroyShares, Step::ForgetRows];

/// To end what ends by time.
pub const SWEEP: [Step; 4] = [Step::AdmitTime, Step::Mark, Step::DestroyShares, Step::ForgetRows];

/// To open something that has a share.
pub const OPEN: [Step; 3] = [Step::AdmitTime, Step::ReadRow, Step::ReadShares];
