//! An agency is at work on every page, and then its machine is stolen: every byte that stands on the disk is searched for
//! what was typed.

use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::Command;

use care::Role;
use testkit::AtRest;

use crate::log;
use crate::support::Answer;
use crate::support::agency::{House, Person, on_both};
use crate::support::crawl::{every_page, with_words};
use crate::support::things::Things;
use crate::work::staff::{come, invite};

/// One word, so that no form of an address looks different.
const CANARY: &str = "Kanarienvogel7QxZ";

/// What an answer tells beside the page itself: nothing that was typed.
fn tells_nothing(answer: &Answer, asked: &str) {
    assert!(!asked.contains(CANARY), "{asked} is an address with what was typed");
    for (name, value) in &answer.headers {
        assert!(!value.to_str().unwrap().contains(CANARY), "{asked} tells it in {name}: {value:?}");
    }
    for piece in ["href=\"", "action=\"", "src=\""] {
        for rest in answer.body.split(piece).skip(1) {
            let address = rest.split('"').next().unwrap();
            assert!(!address.contains(CANARY), "{asked} has an address with what was typed: {address}");
        }
    }
    assert!(
        !answer.body.contains("<title>") || !answer.title().contains(CANARY),
        "{asked}: {}",
        answer.title()
    );
    assert!(answer.status.as_u16() < 500, "{asked}: {}", answer.text());
}

/// What the process does whose disk is stolen. It has a folder of its own for everything that is temporary.
#[tokio::test]
async fn the_agency_whose_disk_is_stolen() {
    if std::env::var_os("CONTINUUM_STOLEN").is_none() {
        return;
    }
    log::listen();
    on_both(async |house| {
        let mut secrets = used(&house).await;
        secrets.push(CANARY.to_owned());
        secrets.push(CANARY.to_lowercase());

        // What PostgreSQL still has in memory goes to its files too.
        testkit::postgres::query(&testkit::postgres::database(), "CHECKPOINT");
        let everything = std::env::temp_dir();
        std::fs::write(everything.join("planted"), "CONTROL in a file").unwrap();
        tracing::info!(target: "web", planted = "CONTROL in the log");
        let at_rest = AtRest::below(&[everything], &[]).and("the log", log::written().into_bytes());
        for control in ["CONTROL in a file", "CONTROL in the log", "House of the North"] {
            assert!(!at_rest.find(&[control.as_bytes()]).is_empty(), "{control}");
        }
        // Routing columns are open, and stand in each of the sealed half's stores.
        let agency = house.agency.to_string();
        assert!(at_rest.find(&[agency.as_bytes()]).len() > 1);
        let secrets: Vec<&[u8]> = secrets.iter().map(String::as_bytes).collect();
        assert_eq!(at_rest.find(&secrets), [] as [String; 0]);
        println!("{} secrets in {} bytes at rest", secrets.len(), at_rest.bytes());
    })
    .await;
}

/// Uses every page as everybody; what somebody has seen or typed that opens something.
async fn used(house: &House) -> Vec<String> {
    let told = invite(house, &house.lead, &[Role::CaseHolder]).await;
    let guest = Person::new();
    let mut secrets = vec![told.words.clone(), come(house, &guest, &told, &format!("{CANARY}-ana")).await];
    let things = Things::case(house, &house.holder, CANARY).await;
    let things = things.people(house, (&house.lead, house.circle), &[], &format!("{CANARY}-cy")).await;
    secrets.push(things.told.clone());
    secrets.extend(their_own_page(house, &things).await);
    let (_, told) = crate::reply::asked(house).await;
    let guest = Person::new();
    for said in [("words", told.words.as_str()), ("answer", "yes")] {
        tells_nothing(&house.follow(&guest, &told.path, &[said]).await, &told.path);
    }
    secrets.push(guest.cookies().unwrap().split_once('=').unwrap().1.to_owned());
    secrets.push(told.words);
    let shown = house.get(&house.holder, &things.address("/at-work/case/{case}")).await;
    assert!(shown.body.contains(CANARY), "the control: it is there for who may see it");

    let mut people = Vec::new();
    for role in [Role::DirectoryEditor, Role::Coordinator, Role::Auditor] {
        people.push(house.joined(&house.lead, role.code(), (&[role], &[])).await);
    }
    let mut met = 0;
    for person in people.iter().chain([&house.holder, &house.lead]) {
        let mut each = |answer: &Answer, asked: &str| {
            met += 1;
            tells_nothing(answer, asked);
        };
        every_page(house, (person, &things), CANARY, &mut each).await;
        secrets.push(person.words.clone());
        let cookies = person.cookies().unwrap();
        secrets.extend(cookies.split("; ").filter_map(|one| Some(one.split_once('=')?.1.to_owned())));
    }
    assert!(met > 100, "{met} pages were used");
    secrets.retain(|secret| secret.len() > 8);

    for end in ["export", "parts", "erase"] {
        // Who got their words wrong too often waits.
        house.pass(60);
        house.sign_in_anew(&house.holder).await;
        let other = Things::case(house, &house.holder, CANARY).await;
        let path = other.address(&format!("/at-work/case/{{case}}/{end}"));
        let answer = with_words(house, &house.holder, &path).await;
        tells_nothing(&answer, &path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    }
    secrets
}

/// Uses every page that somebody has of their own; what opens it.
async fn their_own_page(house: &House, things: &Things) -> Vec<String> {
    let card = house.card(&house.holder, &things.address("/at-work/case/{case}")).await;
    let person = house.opened(&card).await;
    let mut pages = vec!["/mine/home".to_owned()];
    let mut looked = 0;
    while let Some(page) = pages.get(looked).cloned() {
        looked += 1;
        let shown = house.get(&person, &page).await;
        assert_eq!(shown.status, 200, "{page}: {}", shown.text());
        tells_nothing(&shown, &page);
        for link in shown.body.split("href=\"/mine/").skip(1) {
            let link = format!("/mine/{}", link.split('"').next().unwrap());
            if !pages.contains(&link) {
                pages.push(link);
            }
        }
        // Asking, stopping, pausing, writing; not what ends it.
        for form in shown.forms().into_iter().filter(|form| !form.action.ends_with("/lock")) {
            if form.action.starts_with("/mine/") && form.action != "/mine/out" {
                let mut filled = form.filled(|_| CANARY.to_owned());
                filled.extend(form.buttons.first().map(|one| (one.name.clone(), one.value.clone())));
                tells_nothing(&house.submit(&person, &form, &page, &filled).await, &page);
            }
        }
    }
    assert!(looked > 4, "{pages:?}");
    let token = person.cookies().unwrap().split_once('=').unwrap().1.to_owned();
    tells_nothing(&house.post_once(&person, "/mine/lock", &[]).await, "/mine/lock");
    vec![card.card, card.words, token]
}

#[test]
fn stolen_disk() {
    let folder = tempfile::tempdir().unwrap();
    // PostgreSQL is another account's.
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    let test: PathBuf = std::env::current_exe().unwrap();
    let output = Command::new(test)
        .args(["work::stolen_disk::the_agency_whose_disk_is_stolen", "--exact", "--nocapture"])
        .env("CONTINUUM_STOLEN", "1")
        .env("TMPDIR", folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(said.matches(" bytes at rest").count(), 2, "on both engines: {said}");
}
