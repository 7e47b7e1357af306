//! What can be typed.

use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand};
use jiff::civil::Date;
use vocabulary::{Locale, TextField};

/// Finds what a person can actually reach, given what they cannot or will not do.
#[derive(Debug, Parser)]
#[command(name = "continuum", version, about, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Shows a made-up network in a temporary folder, served at once on this machine only
    Demo(Demo),
    /// Serves the pages of a network
    Serve(Serve),
    /// Brings directories of services in
    #[command(subcommand)]
    Directory(DirectoryCommand),
    /// Answers what a person can reach
    Reach(Reach),
    /// Says which rules keep how many needs out of reach
    WhatIf(WhatIf),
    /// Copies a whole store into another, empty database, between SQLite and PostgreSQL too (docs/moving.md)
    ///
    /// Stop what writes to the store first. The copy is compared with the store by count and checksum; until that has
    /// gone well, nothing else opens the new database. A move that was interrupted goes on where it stopped when the
    /// same is typed again. The old store stays as it is. Ends with 1 where the move was done and is not the same, or
    /// the store was written to all the time.
    Move(Move),
    /// Writes a backup of the records into a folder, and of the keys into a file that stands elsewhere (docs/backup.md)
    ///
    /// While everything is at work. What an earlier backup in the same folder has already is not written again. Of the
    /// keys there is only the newest backup: each takes the place of the one before, so that what was erased does not
    /// come back.
    Backup(Backup),
    /// Makes a store again from a backup, in an empty database; or the keys store from its backup (docs/backup.md)
    ///
    /// The store is compared with what was backed up; until that has gone well, nothing else opens it. Name the newest
    /// keys beside a vault: then the rows of what was erased since go again, and journals that were longer are taken for
    /// whole; both are counted. A restore that was interrupted begins anew when the same is typed again.
    Restore(Restore),
    /// Looks after the keys store: what it holds, its copy, and whether a restore of it would work (docs/sealing.md)
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Opens a file that somebody took along from their own page (docs/sealing.md)
    ///
    /// The words are read from standard input, in one line; what the file says goes to standard output. Ends with 1 where it
    /// does not open with them.
    Open(Open),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Open {
    /// The file
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Backup {
    /// The folder to write backups of the records into, which is there; the same each time
    #[arg(long, value_name = "FOLDER")]
    pub(crate) to: PathBuf,
    /// The file to write the backup of the keys into, in the place of the one before: on another disk than the folder
    #[arg(long, value_name = "FILE")]
    pub(crate) keys_to: Option<PathBuf>,
    /// The network's store: sqlite:PATH or postgres://… [default: sqlite:network.sqlite, if it is there]
    #[arg(long, value_name = "URL", env = "CONTINUUM_DB", hide_env_values = true)]
    pub(crate) db: Option<String>,
    /// The vault: sqlite:PATH or postgres://… (`vault` in the file of settings)
    #[arg(long, value_name = "URL", env = "CONTINUUM_VAULT", hide_env_values = true)]
    pub(crate) vault: Option<String>,
    /// Keep this many backups of each store, and take older ones away [default: all]
    #[arg(long, value_name = "NUMBER")]
    pub(crate) keep: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(crate) keys: Keys,
}

#[derive(Debug, ClapArgs)]
#[command(group(clap::ArgGroup::new("source").required(true).multiple(true).args(["from", "keys_from", "vault"])))]
pub(crate) struct Restore {
    /// The folder of backups
    #[arg(long, value_name = "FOLDER")]
    pub(crate) from: Option<PathBuf>,
    /// Which backup: the name of its file, without .json [default: the newest]
    #[arg(long, value_name = "NAME", requires = "from")]
    pub(crate) at: Option<String>,
    /// Where to restore the network's store: sqlite:PATH of a file that is not there yet, or postgres://… of an empty
    /// database
    #[arg(long, value_name = "URL", requires = "from")]
    pub(crate) db: Option<String>,
    /// Where to restore the vault: the same. Without --from, a vault that came back by other means, to be put right
    /// beside its keys
    #[arg(long, value_name = "URL")]
    pub(crate) vault: Option<String>,
    /// The backup of the keys, to restore the keys store from, where `--keys` and `--keys-root` say
    #[arg(long, value_name = "FILE")]
    pub(crate) keys_from: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) keys: Keys,
}

#[derive(Debug, Subcommand)]
pub(crate) enum KeysCommand {
    /// Says what the keys store holds, and whether its copy is the same
    ///
    /// As every opening of the store does, it first finishes what was cut off and brings a copy up that fell behind, and
    /// says so. Ends with 1 where the copy is not the same, or this machine's clock is behind the store's.
    Status(Keys),
    /// Makes the copy of the keys store, or brings it up; from then on each change is in both before it is done
    ///
    /// Name the copy in the settings of everything that opens the store: without it the store can be read and not
    /// changed, since a copy that is left behind keeps what was erased.
    Copy(KeysCopy),
    /// Takes this machine's time for the right one, after its clock was ahead by mistake, and ends every session
    ///
    /// The store remembers the latest time that it was told, so that an earlier clock opens nothing that has ended. Look
    /// at the clock first, and stop whatever else has the store open. What ended by the wrong time stays ended.
    Clock(Keys),
    /// Tries out a restore of the keys store in a folder that it clears again, and opens every share there
    ///
    /// Ends with 1 where a row does not come back as it should.
    Drill(Drill),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct KeysCopy {
    #[command(flatten)]
    pub(crate) keys: Keys,
    /// Give the copy up, since it is lost or was wiped: then the store is changed without it
    #[arg(long, conflicts_with_all = ["keys_copy", "keys_copy_root"])]
    pub(crate) give_up: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Drill {
    #[command(flatten)]
    pub(crate) keys: Keys,
    /// The folder to restore into, in memory (tmpfs) if there is one: what stands there opens every share until it is
    /// overwritten [default: that of the machine's temporary files]
    #[arg(long, value_name = "FOLDER")]
    pub(crate) scratch: Option<PathBuf>,
}

/// Where the keys store is.
#[derive(Debug, ClapArgs)]
pub(crate) struct KeysAt {
    /// The keys store: sqlite:PATH or postgres://…
    #[arg(long, value_name = "URL", env = "CONTINUUM_KEYS", hide_env_values = true)]
    pub(crate) keys: Option<String>,
    /// The file of its root: outside the data folder and every snapshot
    #[arg(long, value_name = "FILE", env = "CONTINUUM_KEYS_ROOT")]
    pub(crate) keys_root: Option<PathBuf>,
    /// Its copy, on another disk: sqlite:PATH or postgres://…
    #[arg(long, value_name = "URL", env = "CONTINUUM_KEYS_COPY", hide_env_values = true)]
    pub(crate) keys_copy: Option<String>,
    /// The file of the copy's root
    #[arg(long, value_name = "FILE", env = "CONTINUUM_KEYS_COPY_ROOT")]
    pub(crate) keys_copy_root: Option<PathBuf>,
}

/// Where the keys store is, for a command that is about it.
#[derive(Debug, ClapArgs)]
pub(crate) struct Keys {
    #[command(flatten)]
    pub(crate) at: KeysAt,
    /// A file with settings (TOML): `keys`, `keys_root`, `keys_copy` and `keys_copy_root`; for a backup also `network`
    /// and `vault`
    #[arg(long, value_name = "FILE", env = "CONTINUUM_CONFIG")]
    pub(crate) config: Option<PathBuf>,
    /// Print the result as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Move {
    /// The store to copy: sqlite:PATH or postgres://… (or only look at one, with --check)
    #[arg(long, value_name = "URL", required_unless_present = "check", requires = "to")]
    pub(crate) from: Option<String>,
    /// The database to copy it to: sqlite:PATH of a file that is not there yet, or postgres://… of an empty database
    #[arg(long, value_name = "URL", requires = "from")]
    pub(crate) to: Option<String>,
    /// Only says the count and checksum of this store, which are the same on both engines for the same content
    #[arg(long, value_name = "URL", conflicts_with_all = ["from", "to"])]
    pub(crate) check: Option<String>,
    /// Print the result as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Demo {
    /// The port on 127.0.0.1; 0 takes any that is free
    #[arg(long, default_value_t = 8080)]
    pub(crate) port: u16,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long)]
    pub(crate) listen: Option<SocketAddr>,
    /// The vault of the agencies that keep records here: sqlite:PATH or postgres://… [default: sqlite:vault.sqlite, where
    /// the root of the keys is named]
    #[arg(long, value_name = "URL", env = "CONTINUUM_VAULT", hide_env_values = true)]
    pub(crate) vault: Option<String>,
    #[command(flatten)]
    pub(crate) keys: KeysAt,
    /// Within how many days you replace the backup of the keys: the page for erasing and its receipt state the day by which
    /// no backup brings back what was erased [default: 7]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(1..=3650))]
    pub(crate) keys_backup_days: Option<u16>,
    /// The agency whose coordinator asks all others to confirm their listings: its name or id [default: the one that began
    /// first]
    #[arg(long, value_name = "NAME")]
    pub(crate) coordinating_agency: Option<String>,
    /// Print an address at which one more agency begins
    #[arg(long)]
    pub(crate) new_agency: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DirectoryCommand {
    /// Reads a directory of another system and keeps it
    Import(Import),
    /// Says what is not right in a directory, and keeps nothing; ends with 1 where anything was found
    Check(Check),
    /// Writes the empty spreadsheet of services, for a coalition to fill in
    Template(Template),
    /// Writes what everyone may see of the directory, for others to read
    Export(Export),
    /// Reads from texts of listings what they say that a service asks
    ReadRequirements(ReadRequirements),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Export {
    /// The format
    #[arg(long)]
    pub(crate) format: Format,
    /// Where to: a file that ends as the format does (.json, .xlsx); for tables a folder, or an archive (.zip)
    #[arg(long, value_name = "PATH")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) store: Store,
    /// Print the result as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// The formats that a directory is exported in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// HSDS 3.1 as JSON: one list of organizations
    #[value(name = "hsds-3.1-json")]
    HsdsJson,
    /// HSDS 3.1 as tables: CSV files with their datapackage.json
    #[value(name = "hsds-3.1-csv")]
    HsdsCsv,
    /// The plain spreadsheet of services: one row for each
    Xlsx,
}

/// A source, and how to read it.
#[derive(Debug, ClapArgs)]
pub(crate) struct Read {
    /// An HSDS file as JSON, a folder of such files, a folder of CSV files (HSDS's tables, or any with a mapping),
    /// a zip archive of one of these, or a spreadsheet of services (.xlsx, or one .csv)
    pub(crate) source: PathBuf,
    /// The mapping that says what the columns of the CSV files mean; not needed for a set that is known
    #[arg(long)]
    pub(crate) map: Option<PathBuf>,
    /// The name of the list that this is an export of, so that a newer one brings it up to date [default: the
    /// mapping's name, or the file's or folder's without its ending]
    #[arg(long = "source", value_name = "NAME")]
    pub(crate) list: Option<String>,
    /// The day by which records count as not looked at for two years [default: the newest day that the source names]
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<Date>,
    /// The language of the spreadsheet of findings: en or es
    #[arg(long, value_name = "LANGUAGE", default_value = "en", value_parser = locale)]
    pub(crate) lang: Locale,
    /// A file with more phrases to read requirements by, in the form of the shipped ones
    /// (docs/requirement-reading.md)
    #[arg(long, value_name = "FILE")]
    pub(crate) phrases: Option<PathBuf>,
}

fn locale(tag: &str) -> Result<Locale, String> {
    Locale::from_tag(tag).ok_or_else(|| format!("{tag} is not one of the languages: en, es"))
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) read: Read,
    /// Write what was found as a spreadsheet (.xlsx) too, to send back to whoever keeps the source
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Print the result as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Template {
    /// The file to write: an Excel workbook (.xlsx) with explanations and lists to choose from, or .csv
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// The language of its headings: en or es
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub(crate) lang: Locale,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Import {
    #[command(flatten)]
    pub(crate) read: Read,
    /// Write what is not right in the source as a spreadsheet (.xlsx) too
    #[arg(long, value_name = "FILE")]
    pub(crate) findings: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) store: Store,
    /// Print the result as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, ClapArgs)]
#[command(group(clap::ArgGroup::new("what").required(true)))]
pub(crate) struct ReadRequirements {
    /// One text
    #[arg(long, group = "what")]
    pub(crate) text: Option<String>,
    /// A file with one text a line, as {"id", "field", "text"}, or - to read it from standard input; answered by
    /// lines of {"id", "requirements"}
    #[arg(long, value_name = "FILE", group = "what")]
    pub(crate) jsonl: Option<PathBuf>,
    /// The field that the text stands in: eligibility, application, documents, fees or description
    #[arg(long, default_value = "description", value_parser = field)]
    pub(crate) field: TextField,
    /// A file with more phrases, in the form of the shipped ones (docs/requirement-reading.md)
    #[arg(long, value_name = "FILE")]
    pub(crate) phrases: Option<PathBuf>,
    /// Print the result as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

fn field(code: &str) -> Result<TextField, String> {
    TextField::from_code(code).ok_or_else(|| {
        let all: Vec<&str> = TextField::ALL.iter().map(|field| field.code()).collect();
        format!("it is none of {}", all.join(", "))
    })
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Reach {
    /// A file with the profile as JSON, or - to read it from standard input
    #[arg(long)]
    pub(crate) profile: PathBuf,
    #[command(flatten)]
    pub(crate) asked: Asked,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct WhatIf {
    /// A file with one profile per line as JSON, each with its "weight" (1 where it has none), or -
    #[arg(long)]
    pub(crate) needs: PathBuf,
    /// A file with a service that does not exist yet, as JSON: how many needs would it reach?
    #[arg(long)]
    pub(crate) propose: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) asked: Asked,
}

/// What every question to the directory takes.
#[derive(Debug, ClapArgs)]
pub(crate) struct Asked {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The day for which to answer, as 2026-11-21 [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<Date>,
    /// Print the answer as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Where the network's store is.
#[derive(Debug, ClapArgs)]
pub(crate) struct Store {
    /// The network's store: sqlite:PATH or postgres://… [default: sqlite:network.sqlite]
    #[arg(long, value_name = "URL", env = "CONTINUUM_DB", hide_env_values = true)]
    pub(crate) db: Option<String>,
    /// A file with settings (TOML): `network`, the store's URL, `listen`, and where records are kept (`vault`, `keys`,
    /// `keys_root`, `keys_copy`, `keys_copy_root`, `keys_backup_days`, `coordinating_agency`)
    #[arg(long, value_name = "FILE", env = "CONTINUUM_CONFIG")]
    pub(crate) config: Option<PathBuf>,
}
