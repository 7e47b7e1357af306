//! From a database's address to where it is. An address may hold a password, so no error repeats it.

use std::{fmt, path::PathBuf, str::FromStr};

use sqlx::postgres::PgConnectOptions;

use crate::Error;

/// The two engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// SQLite, in a file.
    Sqlite,
    /// PostgreSQL, a server.
    Postgres,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

pub(crate) enum Location {
    Sqlite(PathBuf),
    Postgres(Box<PgConnectOptions>),
}

const KNOWN: &str = "write sqlite:PATH or postgres://user@host/database";

impl Location {
    /// Where it is, without a user or a password: the same however it was written. A file must be there.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Sqlite(file) => {
                let whole = file.canonicalize().unwrap_or_else(|_| file.clone());
                format!("sqlite:{}", whole.display())
            }
            Self::Postgres(options) => {
                let host = options
                    .get_socket()
                    .map_or_else(|| options.get_host().to_owned(), |socket| socket.display().to_string());
                let database = options.get_database().unwrap_or_else(|| options.get_username());
                let place = format!("postgres://{host}:{}/{database}", options.get_port());
                // They may name a schema other than the usual one.
                options.get_options().map_or(place.clone(), |options| format!("{place} ({options})"))
            }
        }
    }
}

impl FromStr for Location {
    type Err = Error;

    fn from_str(url: &str) -> Result<Self, Error> {
        let Some((scheme, rest)) = url.split_once(':') else {
            return Err(Error::Url(format!("its address has no scheme; {KNOWN}")));
        };
        match scheme {
            "sqlite" => sqlite(rest),
            "postgres" | "postgresql" if rest.starts_with("//") => PgConnectOptions::from_str(url)
                .map(|options| Self::Postgres(Box::new(options)))
                .map_err(|_| Error::Url(format!("its PostgreSQL address cannot be read; {KNOWN}"))),
            "postgres" | "postgresql" => {
                Err(Error::Url(format!("its address lacks the two slashes; {KNOWN}")))
            }
            _ if is_scheme(scheme) => Err(Error::Url(format!("the scheme {scheme} is not known; {KNOWN}"))),
            _ => Err(Error::Url(format!("its address has no scheme; {KNOWN}"))),
        }
    }
}

fn sqlite(rest: &str) -> Result<Location, Error> {
    match rest.strip_prefix("//").unwrap_or(rest) {
        "" => Err(Error::Url(format!("its address names no file; {KNOWN}"))),
        ":memory:" => Err(Error::Url(format!("a database in memory would be lost; {KNOWN}"))),
        path => Ok(Location::Sqlite(path.into())),
    }
}

/// The file of a SQLite database's address, whether it is there or not; none for a server's.
pub fn sqlite_file(url: &str) -> Result<Option<PathBuf>, Error> {
    Ok(match url.parse()? {
        Location::Sqlite(file) => Some(file),
        Location::Postgres(_) => None,
    })
}

/// A database's address as it may be shown: without a user or a password, and the same however it was written.
pub fn shown_address(url: &str) -> Result<String, Error> {
    url.parse().map(|location: Location| location.shown())
}

/// A short word in lower case, so that what we repeat is a scheme and hardly a secret.
fn is_scheme(word: &str) -> bool {
    (1..=12).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase())
}
