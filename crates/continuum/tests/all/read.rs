//! What was only read from a listing's text never puts a service out of reach, whatever its number.

use network::{AppliesTo, Directory, Requirement, Service, Source, Strength, Visibility, Waiver};
use network_store::NetworkStore;
use serde_json::json;

use crate::command::{run, write};

const KINDS: [&str; 5] = ["photo-id", "tb-test", "curfew", "fee", "drug-test"];

fn asking(id: &str, source: Source, strength: Strength) -> Service {
    let mut service = Service::named("a".into(), id.into(), id);
    service.needs.insert("dental".parse().unwrap());
    let requirement = |kind: &str| Requirement {
        kind: kind.parse().unwrap(),
        strength,
        applies_to: AppliesTo::Everyone,
        waiver: Waiver::Unknown,
        source,
        quote: Some("as the listing says".into()),
        field: Some("description".into()),
        seen: None,
        confirmed: None,
        visible_to: Visibility::Public,
    };
    service.requirements = KINDS.map(requirement).to_vec();
    service
}

#[test]
fn what_was_read_is_a_near_miss_at_worst_in_the_answer_as_json() {
    let folder = tempfile::tempdir().unwrap();
    let db = format!("sqlite:{}", folder.path().join("read.sqlite").display());
    let directory = Directory {
        agencies: vec![network::Agency::named("a".into(), "Agency A")],
        places: Vec::new(),
        services: vec![
            asking("declared", Source::Declared, Strength::Always),
            asking("read", Source::Read, Strength::Always),
            asking("read-never", Source::Read, Strength::Never),
            asking("read-sometimes", Source::Read, Strength::Sometimes),
        ],
    };
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let store = NetworkStore::open(&db).await.unwrap();
        store.put(&directory, "list").await.unwrap();
        store.close().await;
    });
    write(folder.path(), "profile.json", &json!({"needs": ["dental"], "cannot": KINDS}).to_string());
    let answer = run(folder.path(), &["reach", "--profile", "profile.json", "--json", "--db", &db]).json();

    let need = &answer["needs"][0];
    let names = |part: &str| {
        let services = need[part].as_array().unwrap().iter();
        services.map(|service| service["service"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names("near"), ["read"]);
    let blocked = need["near"][0]["blocked_by"].as_array().unwrap();
    assert_eq!(blocked.len(), KINDS.len(), "whatever their number");
    assert!(blocked.iter().all(|asked| asked["source"] == "read"), "{blocked:?}");
    assert_eq!(names("reachable"), ["read-never", "read-sometimes"], "nothing that was read confirms either");
    for service in need["reachable"].as_array().unwrap() {
        assert_eq!(service["standing"], "ask-first");
    }
    assert_eq!(need["out"]["requirements"], 1, "the declared one alone");
}
