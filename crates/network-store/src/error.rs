use network::{AgencyId, PlaceId, ServiceId};

/// The longest id that is stored, in bytes. PostgreSQL indexes no row of more than about 2,700 bytes, and two ids
/// lead most keys.
pub const MAX_ID_BYTES: usize = 1000;

/// Why the store refused or could not answer. In every case it is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database could not be opened, reached or changed.
    #[error(transparent)]
    Sql(#[from] sql::Error),

    /// A row in the database cannot be read, e.g. its code is one that the vocabulary no longer knows.
    #[error("table {table}, column {column}, row ({row}): {problem}")]
    Row {
        /// The table.
        table: &'static str,
        /// The column.
        column: String,
        /// The row's key, column by column.
        row: String,
        /// What is wrong with the value.
        problem: String,
    },

    /// The id belongs to a record of another source, which says something else about it.
    #[error("{what} {id} of agency {agency} belongs to {}, and {} says something else about it", source_name(.held.as_deref()), source_name(.given.as_deref()))]
    OtherSource {
        /// `agency`, `place` or `service`.
        what: &'static str,
        /// The agency.
        agency: String,
        /// The id that both use.
        id: String,
        /// The source that the store has it from; none for an entry that people made here.
        held: Option<String>,
        /// The source that was to be put in.
        given: Option<String>,
    },

    /// Two records of one directory have the same id.
    #[error("the directory has the {what} {id} of agency {agency} twice")]
    Twice {
        /// `agency`, `place` or `service`.
        what: &'static str,
        /// The agency.
        agency: String,
        /// The id.
        id: String,
    },

    /// An id is longer than [`MAX_ID_BYTES`] or holds a NUL character.
    #[error("the {what} id that begins with `{start}` cannot be stored: {problem}")]
    Id {
        /// `agency`, `place` or `service`.
        what: &'static str,
        /// Its first characters.
        start: String,
        /// What is wrong with it.
        problem: String,
    },

    /// A text or number cannot be stored alike on both engines.
    #[error("table {table}, agency {agency}, {id}: {problem}")]
    Value {
        /// The table that it was meant for.
        table: &'static str,
        /// The agency.
        agency: String,
        /// The agency, place or service.
        id: String,
        /// What is wrong with the value.
        problem: &'static str,
    },

    /// A place or service is of an agency that neither the directory nor the store has.
    #[error("the {what} {id} is of agency {agency}, which is not there")]
    NoAgency {
        /// `place` or `service`.
        what: &'static str,
        /// Its id.
        id: String,
        /// The agency that is missing.
        agency: AgencyId,
    },

    /// A service names a place that neither the directory nor the store has.
    #[error("service {service} of agency {agency} is at place {place}, which is not there")]
    NoPlace {
        /// The agency.
        agency: AgencyId,
        /// The service.
        service: ServiceId,
        /// The place that is missing.
        place: PlaceId,
    },

    /// A place whose address was set aside still says where it is.
    #[error("place {place} of agency {agency}: its address was set aside, so its {part} must not be stored")]
    SetAside {
        /// The agency.
        agency: AgencyId,
        /// The place.
        place: PlaceId,
        /// What it still says: `street`, `postal code`, `point` or `transport`.
        part: &'static str,
    },

    /// What was to be changed has changed since it was looked at.
    #[error("{what} {id} of agency {agency} has changed since it was looked at")]
    Changed {
        /// `agency`, `place` or `service`.
        what: &'static str,
        /// The agency.
        agency: AgencyId,
        /// Its id.
        id: String,
    },

    /// There is one of this id already.
    #[error("there is already a {what} {id} of agency {agency}")]
    Taken {
        /// `place` or `service`.
        what: &'static str,
        /// The agency.
        agency: AgencyId,
        /// Its id.
        id: String,
    },

    /// There is no such agency or place.
    #[error("there is no {what} {id} of agency {agency}")]
    NotThere {
        /// `agency` or `place`.
        what: &'static str,
        /// The agency.
        agency: AgencyId,
        /// Its id.
        id: String,
    },

    /// A place where a confidential service is had was to say where it is.
    #[error("place {place} of agency {agency} is confidential, so its address is not kept")]
    Confidential {
        /// The agency.
        agency: AgencyId,
        /// The place.
        place: PlaceId,
    },

    /// A service asks for no such thing, or asks for it already of the same people.
    #[error("service {service} of agency {agency}: {problem}")]
    Asked {
        /// The agency.
        agency: AgencyId,
        /// The service.
        service: ServiceId,
        /// What is wrong.
        problem: &'static str,
    },

    /// There is no such service.
    #[error("there is no service {service} of agency {agency}")]
    NoService {
        /// The agency.
        agency: AgencyId,
        /// The service.
        service: ServiceId,
    },
}

impl StoreError {
    /// Whether a move has copied everything and cannot vouch for it: the source was written to all the time, or the
    /// target holds something else.
    pub fn is_not_moved(&self) -> bool {
        use sql::{Error, MoveError};
        matches!(self, Self::Sql(Error::Move(MoveError::Changing { .. } | MoveError::NotTheSame { .. })))
    }
}

fn source_name(source: Option<&str>) -> String {
    source.map_or_else(|| "people who entered it here".into(), |source| format!("the source {source}"))
}
