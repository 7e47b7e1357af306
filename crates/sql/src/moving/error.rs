use std::path::PathBuf;

/// Why a store is not moved. Addresses are shown without users and passwords.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum MoveError {
    /// There is no file at the source's address.
    #[error("there is no store at {}, so nothing can be moved from there", file.display())]
    NoSource {
        /// The file.
        file: PathBuf,
    },

    /// Source and target are one.
    #[error(
        "{store} is both where to move from and where to; give the address of an empty database to move to"
    )]
    Same {
        /// Where it is.
        store: String,
    },

    /// The target is not empty and no move was begun into it.
    #[error(
        "{to} is not empty (it holds the table {table}), and nothing is ever copied over what is there: give the \
         address of an empty database"
    )]
    Occupied {
        /// Where it is.
        to: String,
        /// One of its tables.
        table: String,
    },

    /// The target is half-moved from somewhere else.
    #[error(
        "{to} is half-moved from {held}, not from {given}: finish that move, or give the address of an empty database"
    )]
    OtherSource {
        /// Where the target is.
        to: String,
        /// Where its move began.
        held: String,
        /// What was to be moved now.
        given: String,
    },

    /// Another move into the same target began, and this one gave way.
    #[error(
        "another move into the same database has begun meanwhile; this one has stopped, and lost nothing"
    )]
    TakenOver,

    /// The source was changed by a newer program.
    #[error(
        "{from} was changed by a newer program than this one, which knows no migration after {newest}: move it with that"
    )]
    Newer {
        /// Where it is.
        from: String,
        /// The newest migration that this program knows.
        newest: u32,
    },

    /// Source and target do not have the same tables and columns.
    #[error(
        "{from} and a store as this program makes it are not alike in the table {table}, so not everything could be \
         moved: take out what was put there by hand"
    )]
    Shape {
        /// Where the source is.
        from: String,
        /// A table that only one has, or whose columns differ.
        table: String,
    },

    /// A value cannot be kept alike on both engines.
    #[error(
        "table {table}, column {column}, row {row} in the order of keys: {problem}; mend it in the source"
    )]
    Value {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// Which of the table's rows, from 1.
        row: u64,
        /// What is wrong with the value.
        problem: String,
    },

    /// The source was written to each time that it was copied.
    #[error(
        "{from} was changed each of the {times} times that it was copied, so the move has not ended and its target \
         cannot be used yet: stop what writes there (`continuum serve`, an import), then run the same move again"
    )]
    Changing {
        /// Where the source is.
        from: String,
        /// How often it was copied.
        times: u32,
    },

    /// The target does not hold what was copied into it.
    #[error(
        "the table {table} of {to} does not hold what was copied into it, so the move has not ended and {to} cannot be \
         used: something else has written there; move into another, empty database"
    )]
    NotTheSame {
        /// The first table that differs.
        table: String,
        /// Where the target is.
        to: String,
    },

    /// Whoever watched the move stopped it.
    #[error("the move was stopped; run the same again, and it goes on where it stopped")]
    Stopped,
}
