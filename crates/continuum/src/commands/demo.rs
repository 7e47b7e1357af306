//! `continuum demo`: a made-up network in a temporary folder, served at once.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use demo::{CardAndWords, People, SignIn};
use jiff::tz::TimeZone;
use network::Directory;
use network_store::NetworkStore;
use seal::NetworkId;
use vault_store::keys::{KeysLocation, KeysStore, Site};
use vault_store::{Hashing, SealedHalf, VaultStore};
use vocabulary::Locale;
use web::{Agencies, App, Clock};

use crate::args::Demo;
use crate::commands::serve::{listen, pages};
use crate::commands::today;
use crate::end::End;
use crate::print::say;
use crate::records::Records;

pub(crate) async fn run(options: &Demo) -> Result<(), End> {
    // First of all, so that a port that is taken is said at once.
    let listener = listen(SocketAddr::from((Ipv4Addr::LOCALHOST, options.port)), "--port").await?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("network.sqlite");
    let store = NetworkStore::open(&format!("sqlite:{}", path.display())).await?;
    let directory = demo::directory(today());
    store.put(&directory, "demo").await?;
    crate::secrets::id_key(&store).await?;
    let (desk, desk_path) = crate::secrets::open()?;
    let (records, people) = records(folder.path(), &directory).await?;
    let app =
        App::open(store, Clock::System, true).await?.with_desk(desk).with_agencies(records.agencies.clone());
    let address = format!("http://{}", listener.local_addr()?);
    let (agencies, services) = (directory.agencies.len(), directory.services.len());
    say!("A made-up network of {agencies} agencies and {services} services. Nothing in it is real.\n");
    say!("  {address}/        the front page");
    say!("  {address}/find    what can I actually reach?");
    say!("  {address}/safety  what this site keeps, and how to leave it\n");
    say!("Five people can sign in at {address}/sign-in, each at their agency and with their words:");
    for SignIn { agency, name, words } in &people.staff {
        say!("  {name:<12} {words:<44} at {agency}");
    }
    if let Some(CardAndWords { card, words }) = &people.person {
        say!("\nAnd one person whom they work for, at {address}/mine, with a card and words:");
        say!("  {card:<12} {words}");
    }
    say!("");
    say!("To bring a list of your own in, open this once; whoever has it can:");
    say!("  {address}{desk_path}\n");
    say!("Three questions worth asking, in the browser or in a terminal:\n");
    let db = format!("sqlite:{}", path.display());
    let program = program();
    for (number, question) in (1..).zip(demo::questions()) {
        let profile = folder.path().join(format!("question-{number}.json"));
        std::fs::write(&profile, &question.profile_json)?;
        say!("  {number}. {}", question.title.get(Locale::En));
        say!("     {}", question.what_to_notice.get(Locale::En));
        say!("     {program} reach --db {db} --profile {}\n", profile.display());
    }
    let needs = folder.path().join("needs.jsonl");
    std::fs::write(&needs, demo::needs().join("\n"))?;
    say!("And which rule costs this network most?");
    say!("     {program} what-if --db {db} --needs {}\n", needs.display());
    say!("All of it is only on this machine, and gone when you stop it with Ctrl-C.");
    pages(listener, app, Some(&records)).await
}

/// The made-up agencies' records, in stores of their own.
async fn records(folder: &Path, directory: &Directory) -> Result<(Records, People), End> {
    let place = |name: &str| -> Result<PathBuf, End> {
        let place = folder.join(name);
        std::fs::create_dir_all(&place)?;
        Ok(place)
    };
    let url = |place: PathBuf, file: &str| format!("sqlite:{}", place.join(file).display());
    let first = Site { url: url(place("keys")?, "keys.sqlite"), root: place("root")?.join("keys.root") };
    let at = KeysLocation { first, copy: None };
    let (now, mut random) = (Clock::System.now(), crate::secrets::generator()?);
    let network = NetworkId::random(&mut random);
    let keys = KeysStore::create(&at, network, demo::began_at(now), crate::secrets::generator()?).await?;
    let vault = VaultStore::open(&url(place("vault")?, "vault.sqlite")).await?;
    let half = SealedHalf::start(vault, keys).await?;
    let hashing = Hashing::new(1);
    let zone = TimeZone::get("America/Chicago").unwrap_or(TimeZone::UTC);
    let people = demo::records((&half, &hashing), directory, (now, &zone), &mut random).await?;
    let agencies = Agencies::open(half.clone(), hashing, random, None);
    Ok((Records { agencies, setup: None, half }, people))
}

/// The command as it was typed here, so that what is printed can be typed too.
fn program() -> String {
    std::env::args().next().unwrap_or_else(|| "continuum".to_owned())
}
