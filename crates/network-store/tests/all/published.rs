//! What is published is found as a plain search of the same records finds it, and by nothing that is not shown.

use std::ops::ControlFlow;

use network::export::{IdKey, Listed, Listing, Public, RecordKind, chord2, search_words};
use network::{Directory, Point, Visibility};
use network_store::published::{Find, Found, Near, Of, Postal};
use network_store::{NetworkStore, Revision};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, TestRunner};

use crate::any;
use crate::both::{Fresh, on_both};
use crate::rows;

const KEY: IdKey = IdKey::new([7; 32]);

const FOUND: [RecordKind; 3] = [RecordKind::Organization, RecordKind::Service, RecordKind::ServiceAtLocation];

const ALL: Of = Of { after: String::new(), skip: 0, most: 1_000_000 };

fn revision(directory: i64) -> Revision {
    Revision { directory, capacity: 0 }
}

/// Some directories, the same in each run.
fn directories(count: usize) -> Vec<Directory> {
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    (0..count)
        .map(|_| {
            let mut directory = any::directory().new_tree(&mut runner).unwrap().current();
            // So that there is something to find.
            directory.services.iter_mut().for_each(|service| service.visible_to = Visibility::Public);
            directory
        })
        .collect()
}

async fn publish(store: &NetworkStore, public: &Public, of: i64) -> network_store::published::Published {
    store.publish(&Listing::of(public), revision(of), 1_000 * of).await.unwrap()
}

fn records(public: &Public, kind: RecordKind) -> Vec<Listed> {
    Listing::of(public).records(kind).collect()
}

/// Whether a record is found, worked out from the records alone.
fn is_found(public: &Public, one: &Listed, find: &Find) -> bool {
    let services = records(public, RecordKind::Service);
    let locations = records(public, RecordKind::Location);
    let service = one.at.as_ref().and_then(|(id, _)| services.iter().find(|other| other.id == *id));
    let location = one.at.as_ref().and_then(|(_, id)| locations.iter().find(|other| other.id == *id));
    let own: Vec<&Listed> = match one.kind {
        RecordKind::ServiceAtLocation => [service, location].into_iter().flatten().collect(),
        _ => vec![one],
    };
    let begins = |text: &str, word: &str| text.contains(&format!(" {}", word.trim()));
    let has_term = |code: &String| match one.kind {
        RecordKind::Organization => services
            .iter()
            .any(|other| other.organization.as_ref() == Some(&one.id) && other.terms.contains(code)),
        _ => service.unwrap_or(one).terms.contains(code),
    };
    let squares = |a: [f64; 3], b: [f64; 3]| a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>();
    let near = |near: &Near| one.point.is_some_and(|point| squares(point, near.point) <= near.chord2);
    let serves = |postal: &Postal| {
        let areas = &service.unwrap_or(one).areas;
        let is_state = |said: Option<&str>| postal.state.is_none() || said == postal.state.as_deref();
        areas.is_empty()
            || areas.iter().any(|area| match area.kind {
                "described" => true,
                "postal-code" => area.name.as_ref() == Some(&postal.code),
                "state" => is_state(area.name.as_deref()),
                "country" => postal.state.is_none() || area.name.as_deref() == Some("US"),
                "place" => area.state.is_none() || is_state(area.state.as_deref()),
                "circle" => postal
                    .point
                    .is_none_or(|point| squares(point, area.center.unwrap()) <= area.chord2.unwrap()),
                other => unreachable!("{other}"),
            })
    };
    find.organization.as_ref().is_none_or(|id| one.organization.as_ref() == Some(id))
        && find.term.as_ref().is_none_or(has_term)
        && find.words.iter().all(|word| own.iter().any(|one| begins(&one.words, word)))
        && find.near.as_ref().is_none_or(near)
        && find.postal.as_ref().is_none_or(serves)
}

/// Questions about a directory, alone and together.
fn questions(public: &Public) -> Vec<Find> {
    let mut single = vec![Find::default()];
    let of = |kind| records(public, kind);
    for service in of(RecordKind::Service).iter().take(2) {
        let organization = service.organization.clone();
        single.push(Find { organization, ..Find::default() });
        let words: Vec<String> = service.words.split_whitespace().map(Into::into).collect();
        for size in [1, 2, 5, 16] {
            let words = words.iter().take(size).cloned().collect();
            single.push(Find { words, ..Find::default() });
        }
        for term in service.terms.iter().take(3) {
            single.push(Find { term: Some(term.clone()), ..Find::default() });
        }
        for area in &service.areas {
            let code = area.name.clone().unwrap_or_default();
            let postal = Postal { code, state: None, point: area.center };
            single.push(Find { postal: Some(postal), ..Find::default() });
        }
    }
    for at in of(RecordKind::ServiceAtLocation).iter().filter(|at| at.point.is_some()).take(2) {
        for km in [0.0, 50.0, 5_000.0] {
            let near = Near { point: at.point.unwrap(), chord2: chord2(km) };
            single.push(Find { near: Some(near), ..Find::default() });
        }
    }
    let chicago = Point::new(41.88, -87.63).unwrap().unit();
    let postal = Postal { code: "60608".into(), state: Some("IL".into()), point: Some(chicago) };
    single.push(Find { postal: Some(postal.clone()), ..Find::default() });
    single.push(Find { postal: Some(Postal { point: None, ..postal }), ..Find::default() });
    single.push(Find { words: vec![search_words("no such word")], ..Find::default() });
    let both = |a: &Find, b: &Find| Find {
        organization: a.organization.clone().or(b.organization.clone()),
        term: a.term.clone().or(b.term.clone()),
        modified_after: Some(0),
        words: if a.words.is_empty() { b.words.clone() } else { a.words.clone() },
        near: a.near.or(b.near),
        postal: a.postal.clone().or(b.postal.clone()),
    };
    let pairs: Vec<Find> = single.iter().zip(single.iter().skip(2)).map(|(a, b)| both(a, b)).collect();
    single.into_iter().chain(pairs).collect()
}

#[tokio::test]
async fn both_engines_find_what_a_plain_search_finds() {
    let directories = directories(6);
    on_both(async |Fresh { store, .. }| {
        for (nth, directory) in directories.iter().enumerate() {
            let public = Public::of(directory, &KEY);
            publish(&store, &public, 1 + i64::try_from(nth).unwrap()).await;
            for find in questions(&public) {
                for kind in FOUND {
                    let of_places = kind == RecordKind::ServiceAtLocation;
                    let find = if of_places {
                        find.clone()
                    } else {
                        Find { near: None, postal: None, ..find.clone() }
                    };
                    let expected: Vec<String> = records(&public, kind)
                        .into_iter()
                        .filter(|one| is_found(&public, one, &find))
                        .map(|one| one.id)
                        .collect();
                    let found = store.find_published(kind, &find, &ALL).await.unwrap();
                    let ids: Vec<String> = found.into_iter().map(|one| one.id).collect();
                    assert_eq!(ids, expected, "{kind:?} {find:?}");
                    let count = store.count_published(kind, &find).await.unwrap();
                    assert_eq!(usize::try_from(count).unwrap(), expected.len(), "{kind:?} {find:?}");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn pages_together_are_the_whole() {
    let public = Public::of(&many(1, 0, 2_345), &KEY);
    on_both(async |Fresh { store, .. }| {
        publish(&store, &public, 1).await;
        let ids = |found: Vec<Found>| found.into_iter().map(|one| one.id).collect::<Vec<_>>();
        let whole = ids(store.find_published(RecordKind::Service, &Find::default(), &ALL).await.unwrap());
        assert_eq!(whole.len(), 2_345);
        let (mut by_page, mut by_id) = (Vec::new(), Vec::new());
        for page in 0..24 {
            let of = Of { after: String::new(), skip: page * 100, most: 100 };
            by_page
                .extend(ids(store.find_published(RecordKind::Service, &Find::default(), &of).await.unwrap()));
            let of = Of { after: by_id.last().cloned().unwrap_or_default(), skip: 0, most: 100 };
            by_id
                .extend(ids(store.find_published(RecordKind::Service, &Find::default(), &of).await.unwrap()));
        }
        assert_eq!((&by_page, &by_id), (&whole, &whole));
        let held = store.published(RecordKind::Service, &whole).await.unwrap();
        assert_eq!(held.len(), whole.len());
    })
    .await;
}

/// An agency with services from one number to another.
fn many(agency: u32, from: u32, to: u32) -> Directory {
    let id = network::AgencyId::from(format!("a{agency}"));
    let service = |nth: u32| network::Service::named(id.clone(), format!("s{nth:05}").into(), "Door");
    Directory {
        agencies: vec![network::Agency::named(id.clone(), "Elm")],
        places: Vec::new(),
        services: (from..to).map(service).collect(),
    }
}

#[tokio::test]
async fn publishing_again_writes_what_differs_and_nothing_else() {
    on_both(async |Fresh { store, url, .. }| {
        assert_eq!(store.publication().await.unwrap().revision, None);
        let first = publish(&store, &Public::of(&many(1, 0, 3_000), &KEY), 1).await;
        assert_eq!((first.written, first.removed, first.overtaken), (3_001, 0, false));
        let state = store.publication().await.unwrap();
        assert_eq!(state.revision, Some(revision(1)));

        let before = rows::all(&url).await;
        let again = publish(&store, &Public::of(&many(1, 0, 3_000), &KEY), 1).await;
        assert_eq!((again.written, again.removed), (0, 0));
        let mut after = rows::all(&url).await;
        after.insert("publication".into(), before["publication"].clone());
        assert!(before == after, "no row has changed");
        assert_eq!(store.publication().await.unwrap(), state);

        let mut fewer = many(1, 500, 2_900);
        fewer.services[7].description = Some("Open on Mondays".into());
        let changed = publish(&store, &Public::of(&fewer, &KEY), 2).await;
        assert_eq!((changed.written, changed.removed), (2, 600), "the organization shows its services");
        assert!(store.publication().await.unwrap().number > state.number);
        let find = Find { modified_after: Some(2_000), ..Find::default() };
        let found = store.find_published(RecordKind::Service, &find, &ALL).await.unwrap();
        assert_eq!(
            found.iter().map(|one| (one.id.as_str(), one.modified)).collect::<Vec<_>>(),
            [("s00507", 2_000)]
        );

        let nothing = publish(&store, &Public::of(&Directory::default(), &KEY), 3).await;
        assert_eq!(nothing.removed, 2_401);
        for (table, rows) in rows::all(&url).await {
            assert!(!table.starts_with("published") || rows.is_empty(), "{table} {rows:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn stores_that_were_one_do_not_count_the_same_once_they_differ() {
    on_both(async |Fresh { store, url, .. }| {
        publish(&store, &Public::of(&many(1, 0, 10), &KEY), 1).await;
        let folder = tempfile::tempdir().unwrap();
        let moved = format!("sqlite:{}", folder.path().join("moved.sqlite").display());
        NetworkStore::move_between(&url, &moved, &|_| ControlFlow::Continue(())).await.unwrap();
        let moved = NetworkStore::open(&moved).await.unwrap();
        let number = async |store: &NetworkStore| store.publication().await.unwrap().number;
        assert_eq!(number(&store).await, number(&moved).await);
        publish(&store, &Public::of(&many(1, 0, 9), &KEY), 2).await;
        publish(&moved, &Public::of(&many(1, 0, 8), &KEY), 3).await;
        assert_ne!(number(&store).await, number(&moved).await);
        moved.close().await;
    })
    .await;
}

#[tokio::test]
async fn an_older_revision_does_not_come_over_a_newer_one() {
    on_both(async |Fresh { store, .. }| {
        publish(&store, &Public::of(&many(1, 0, 10), &KEY), 5).await;
        let late = publish(&store, &Public::of(&many(1, 0, 20), &KEY), 4).await;
        assert!(late.overtaken && late.written == 0);
        assert_eq!(store.count_published(RecordKind::Service, &Find::default()).await.unwrap(), 10);
        assert_eq!(store.publication().await.unwrap().revision, Some(revision(5)));
    })
    .await;
}
