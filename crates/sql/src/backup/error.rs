use std::path::PathBuf;

/// Why a store is not backed up, or a backup not restored. Each names the folder or file.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The folder of backups is not there. It is not made: the disk that it stands on may not be mounted.
    #[error("there is no folder {}: mount the disk that backups go to, or make the folder first", folder.display())]
    NoFolder {
        /// The folder.
        folder: PathBuf,
    },

    /// Somebody else writes backups into the same folder, prunes them or reads them just now.
    #[error("another backup, restore or clearing away is at work in {}: try again when it has ended", folder.display())]
    Busy {
        /// The folder.
        folder: PathBuf,
    },

    /// The machine refused something.
    #[error("cannot {doing} {}: {source}", file.display())]
    File {
        /// What was to be done, e.g. `write`.
        doing: &'static str,
        /// The file or folder.
        file: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },

    /// Work on files was cut off, as the program ends.
    #[error("the program ends, and the work on the backup's files was cut off")]
    CutOff,

    /// A time that is no time.
    #[error(
        "the time {millis} (in milliseconds since 1970) is none that a backup can be named by: set the clock right"
    )]
    Time {
        /// Unix milliseconds.
        millis: i64,
    },

    /// A backup of the same store and time is there.
    #[error("{} is there already, and no backup is ever written over: try again", file.display())]
    SameTime {
        /// The manifest.
        file: PathBuf,
    },

    /// The folder holds no backup of the store.
    #[error("{} holds no backup of a {store}", folder.display())]
    NoBackup {
        /// The folder.
        folder: PathBuf,
        /// Which store was asked for.
        store: String,
    },

    /// A backup of this name is not there.
    #[error("there is no backup {}", file.display())]
    NoManifest {
        /// The manifest that was asked for.
        file: PathBuf,
    },

    /// A manifest cannot be read.
    #[error("{} is no whole manifest of a backup: {problem}", file.display())]
    Manifest {
        /// The manifest.
        file: PathBuf,
        /// What is wrong with it.
        problem: String,
    },

    /// The backup is of another store.
    #[error("{} is the backup of a {found}, not of a {expected}", file.display())]
    OtherStore {
        /// The manifest.
        file: PathBuf,
        /// What was asked for.
        expected: &'static str,
        /// What it is of.
        found: String,
    },

    /// The backup was made of a store that a newer program has changed.
    #[error(
        "{} was made of a store with migration {found}, and this program knows none after {newest}: restore it with the \
         newer program",
        file.display()
    )]
    Newer {
        /// The manifest.
        file: PathBuf,
        /// The newest migration of the store.
        found: u32,
        /// The newest that this program knows.
        newest: u32,
    },

    /// A segment that the manifest names is not there.
    #[error("the segment {} is missing, which the backup {} needs", file.display(), manifest.display())]
    Missing {
        /// The segment.
        file: PathBuf,
        /// The manifest.
        manifest: PathBuf,
    },

    /// A segment is damaged, or is not what the manifest takes it for.
    #[error("the segment {} of the backup {} is damaged: {problem}", file.display(), manifest.display())]
    Segment {
        /// The segment.
        file: PathBuf,
        /// The manifest.
        manifest: PathBuf,
        /// What is wrong with it.
        problem: String,
    },

    /// The backup has a table that the store has not, or the other way round.
    #[error(
        "the backup {} and a store as this program makes it are not alike in the table {table}, so not everything could \
         be restored",
        manifest.display()
    )]
    Shape {
        /// The manifest.
        manifest: PathBuf,
        /// A table that only one has, or whose columns differ.
        table: String,
    },

    /// The segments do not add up to what the manifest says.
    #[error(
        "the table {table} of the backup {} has {found} rows, and not the {expected} that were backed up, or not the \
         same ones: its manifest was changed",
        manifest.display()
    )]
    Unlike {
        /// The manifest.
        manifest: PathBuf,
        /// The table.
        table: String,
        /// How many rows the segments hold.
        found: u64,
        /// How many the manifest says.
        expected: u64,
    },

    /// Whoever watched stopped it.
    #[error("it was stopped; run the same again")]
    Stopped,
}
