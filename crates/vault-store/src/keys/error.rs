use std::path::PathBuf;

use seal::{Broken, Id, NetworkId, RootId};

use super::VaultId;

/// Why a keys store refused or could not answer. No message holds a secret, nor a user or password of an address.
///
/// Unless a variant says otherwise, nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// The database could not be opened, reached or changed.
    #[error(transparent)]
    Sql(#[from] sql::Error),

    /// A file could not be read or written.
    #[error("cannot {doing} {}: {source}", file.display())]
    File {
        /// What was tried, e.g. `write`.
        doing: &'static str,
        /// The file or folder.
        file: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },

    /// The folder that a root file should stand in is not there. It is not made: a mistyped path would put a root
    /// where nobody looks for it.
    #[error("the folder of the root file {} does not exist: make it, outside of the data folder, and keep it out of snapshots", root.display())]
    NoFolder {
        /// The root file.
        root: PathBuf,
    },

    /// The root file is a link to another: the file would be replaced, and not what it links to.
    #[error("the root file {} is a symbolic link: name the file itself", root.display())]
    RootIsLink {
        /// The link.
        root: PathBuf,
    },

    /// The root file would stand with the database that it opens.
    #[error(
        "the root file {} must not be in the folder of the keys store {}, or below it: whoever copies that folder, \
         as a backup or a snapshot does, would have both; name another place for it",
        root.display(), database.display()
    )]
    RootBesideStore {
        /// The root file.
        root: PathBuf,
        /// The database's file.
        database: PathBuf,
    },

    /// The store and its copy are one.
    #[error("the copy of the keys store needs {what} of its own: {place} is the first one's")]
    OneForBoth {
        /// `a database` or `a root file`.
        what: &'static str,
        /// Where it is.
        place: String,
    },

    /// Something is where a new store should be made.
    #[error(
        "no keys store was made, since there is one already, or a part of one: {there}. Open it, or restore what \
         belongs to it; delete it only if nothing was ever sealed with it"
    )]
    AlreadyThere {
        /// What is there.
        there: String,
    },

    /// Neither database nor root file is there.
    #[error("there is no keys store: neither {store} nor its root file {} is there; say where it is", root.display())]
    Nothing {
        /// The database.
        store: String,
        /// The root file.
        root: PathBuf,
    },

    /// The root file is there, and the database is not, or is empty.
    #[error(
        "the root file {} is there, but its keys store {store} is not, or is empty: say where it is now, or \
         restore it from its copy or its backup; without it no case opens",
        root.display()
    )]
    NoStore {
        /// The database.
        store: String,
        /// The root file.
        root: PathBuf,
    },

    /// The database is there, and the root file is not.
    #[error(
        "the keys store {store} is there, but its root file {} is not: put it back, or say where it is now, or \
         restore both from the copy or the backup of the keys store; without it no case opens",
        root.display()
    )]
    NoRoot {
        /// The database.
        store: String,
        /// The root file.
        root: PathBuf,
    },

    /// The root file is not whole.
    #[error(
        "the root file {} is not whole ({why}): put the whole one back, or restore the keys store from its copy or \
         its backup; the file was left as it is",
        root.display()
    )]
    TornRoot {
        /// The root file.
        root: PathBuf,
        /// What is wrong with it.
        why: Broken,
    },

    /// The root file is of a suite that this program does not know.
    #[error(
        "the file {} is no root file, or was made by a newer program: say where the root file is, or use the newer \
         program; the file was left as it is",
        root.display()
    )]
    UnknownSuite {
        /// The file.
        root: PathBuf,
    },

    /// The root file is of another network.
    #[error("the root file {} is of the network {found}, not of {expected}: say where the right one is", root.display())]
    RootOfOther {
        /// The root file.
        root: PathBuf,
        /// The network that it is of.
        found: NetworkId,
        /// The network that it should be of.
        expected: NetworkId,
    },

    /// The store is of another network.
    #[error(
        "the keys store {store} is of the network {found}, not of {expected}: say where the right one is"
    )]
    StoreOfOther {
        /// The database.
        store: String,
        /// The network that it is of.
        found: NetworkId,
        /// The network that it should be of.
        expected: NetworkId,
    },

    /// Rows are sealed under a root that no root file holds.
    #[error(
        "the keys store {store} is sealed under the root {}, which the root file {} does not hold: the two are of \
         different days; put the ones together that belong together, or restore both from one backup",
        short(named), root.display()
    )]
    UnknownRoot {
        /// The database.
        store: String,
        /// The root that rows name.
        named: RootId,
        /// The root file.
        root: PathBuf,
    },

    /// Two stores cannot be one another's copy.
    #[error(
        "the keys stores {first} and {copy} are not copies of each other ({why}): keep the one that is right, and \
         name an empty place for its copy"
    )]
    NotCopies {
        /// The first.
        first: String,
        /// What was named as its copy.
        copy: String,
        /// How it shows.
        why: &'static str,
    },

    /// The store has a copy, and it was not said where. Whatever is destroyed would live on in it.
    #[error(
        "the keys store {store} has a copy, and it was not said where: name it with `--keys-copy` and \
         `--keys-copy-root`, or as `keys_copy` and `keys_copy_root` in the file of settings, so that what is erased goes \
         from there too; if the copy is lost or was wiped, give it up with `continuum keys copy --give-up`"
    )]
    CopyNotNamed {
        /// The database.
        store: String,
    },

    /// The store's shares are of another vault. A sweep beside this one would take all of them for what nothing needs.
    #[error(
        "the keys store {store} is that of the vault {}, and this is another vault ({}): look whether the settings name \
         the right one; a vault that is lost comes back with `continuum restore`",
        short(bound),
        short(vault)
    )]
    OtherVault {
        /// The database.
        store: String,
        /// The vault whose shares it has.
        bound: VaultId,
        /// The vault that was named.
        vault: VaultId,
    },

    /// The first store has the change, and its copy does not. It will, as soon as it can be written: with the next
    /// change, or when the store is opened.
    #[error(
        "the keys store took the change, but its copy {copy} did not, so it is not done: {source}; mend the copy \
         and try again"
    )]
    Copy {
        /// The copy.
        copy: String,
        /// Why.
        source: Box<Self>,
    },

    /// What the copy says could not be looked at.
    #[error(
        "nothing was changed, since the copy {copy} of the keys store cannot be read: {source}; mend the copy and try \
         again"
    )]
    CopyUnread {
        /// The copy.
        copy: String,
        /// Why.
        source: Box<Self>,
    },

    /// A row cannot be read or opened. It is named by its key.
    #[error("table {table}, row ({row}) of the keys store is damaged: {problem}")]
    Row {
        /// The table.
        table: &'static str,
        /// The row's key.
        row: String,
        /// What is wrong with it.
        problem: String,
    },

    /// A row cannot be sealed anew, so nothing was destroyed.
    #[error(
        "nothing was destroyed: what stays must be sealed anew, and one row cannot be opened: {damaged}; \
         `continuum keys drill` lists all such rows; restore the store from its copy or its backup, or destroy the \
         damaged row as well"
    )]
    NotDestroyed {
        /// The row.
        damaged: Box<Self>,
    },

    /// There is a share of that id already.
    #[error("there is a share of the {of} {id} already; ids are never used twice")]
    Duplicate {
        /// `case`, `wrap` or `message`.
        of: &'static str,
        /// Its id.
        id: String,
    },

    /// The clock says an earlier time than it did before.
    #[error(
        "the clock of this machine was set back: it says {now}, and was at {high_water} before (Unix \
         milliseconds). What has an end must not open again, so nothing opens until the clock is right; if it is, and \
         was ahead by mistake before, `continuum keys clock` says so"
    )]
    ClockSetBack {
        /// What the clock says, in Unix milliseconds.
        now: i64,
        /// The latest time that the store knows of.
        high_water: i64,
    },

    /// A file is no backup of a keys store, or not a whole one.
    #[error("{} is no backup of a keys store, or not a whole one: {problem}", file.display())]
    NoBackup {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        problem: NotABackup,
    },

    /// Something stands where a backup should be written, and it is no earlier backup of the same store.
    #[error(
        "{} is there, and is no earlier backup of this keys store: it would be overwritten with zeros; name another \
         file, or take this one away yourself", file.display()
    )]
    NotOverwritten {
        /// What is there.
        file: PathBuf,
    },

    /// A backup is of another store.
    #[error("the backup {} is of another keys store than {store} ({why}): take the one that belongs to it", file.display())]
    BackupOfOther {
        /// The backup.
        file: PathBuf,
        /// The database.
        store: String,
        /// How it shows.
        why: &'static str,
    },

    /// The store is newer than the backup.
    #[error(
        "the keys store {store} is newer than the backup (revision {held}, the backup has {backup}): what was \
         destroyed since would come back; if that store is lost in truth, move it away first"
    )]
    BackupOlder {
        /// The database.
        store: String,
        /// Its revision.
        held: i64,
        /// The backup's.
        backup: i64,
    },

    /// The task that was to finish what was begun came to an end before it. Opening the store finishes it.
    #[error("a change of the keys store was cut off; it is finished when the store is next opened")]
    CutOff,
}

/// What is wrong with a file that should be a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotABackup {
    /// It begins with another suite's number, or is empty.
    #[error("it begins as something else, or was made by a newer program")]
    Suite,
    /// Its checksum is of other bytes.
    #[error("its checksum does not match")]
    Checksum,
    /// It ends too early, goes on too long, or holds what a backup cannot.
    #[error("it holds something that a backup does not")]
    Content,
}

/// As much of an id as people compare.
pub(crate) fn short<Kind>(id: &Id<Kind>) -> String {
    id.bytes().iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}
