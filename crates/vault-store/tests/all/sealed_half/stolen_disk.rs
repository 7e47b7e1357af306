//! A stolen database, backup or disk reveals nothing sealed.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use sql::Engine;
use testkit::AtRest;
use testkit::postgres::Server;
use tracing_subscriber::fmt::MakeWriter;

use super::example::{Agency, partner, places};
use crate::both::on_both;
use crate::events::listen;
use crate::keys::example::{HOUR, THEN};

/// What is logged, at every level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn stolen_disk() {
    let log = Log::default();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(log.clone()).finish();
    let _logging = listen(subscriber);
    on_both(async |place| {
        // A server of its own: what the search goes through is what this agency has left, and no more.
        let server = (place.engine == Engine::Postgres).then(|| Server::with_settings(&[]));
        let mut at = places(&place);
        if let Some(server) = &server {
            let first = server.address_by_socket();
            testkit::postgres::query(&first, "CREATE DATABASE keys");
            at.keys.first.url = first.replace("/postgres?", "/keys?");
            at.vault = first;
        }
        let mut agency = Agency::new(&at, 2).await;
        agency.invite(THEN + HOUR).await;
        let mut case = agency.case("Ana").await;
        agency.draft(&case, "Ana").await;
        agency.document(&mut case, "Ana").await;
        let page = seal::RowId::from_bytes([7; 16]);
        let given = agency.give_card(&case, page, 1).await;
        let line = agency.line(&case, page, 1).await;
        assert!(agency.half.vault().add_line(&line, given.person.user()).await.unwrap());
        agency.send(&case, &partner().1, THEN + HOUR).await;
        agency.last_leaves().await;
        agency.write::<seal::content::Notes>(&mut case, "Ana").await;
        let erased = agency.case("Bo").await;
        assert!(agency.half.erase_case(agency.id, erased.id).await.unwrap());

        agency.name_circle().await;
        let counted = agency.counted().await;
        let erased = agency.case("Cy").await;
        let (now, as_read) = (agency.now().await, agency.as_read(&erased).await);
        assert!(agency.half.erase_counted((agency.id, erased.id), &as_read, &counted).await.unwrap());
        let parts = agency.case("Di").await;
        let (rewritten, share, _) = agency.anew(&parts, "Di").await;
        assert!(agency.half.rewrite_case(&rewritten, (&share, None), now).await.unwrap());

        let mut folders = vec![place.everything()];
        if place.engine == Engine::Postgres {
            testkit::postgres::query(&at.vault, "CHECKPOINT");
            folders.push(PathBuf::from(testkit::postgres::query(&at.vault, "SHOW data_directory")));
        }
        let root = at.keys.first.root.clone();
        tracing::info!(planted = "CONTROL in the log");
        let logged = log.0.lock().unwrap().clone();
        let at_rest = AtRest::below(&folders, &[root]).and("the log", logged);

        // The search looks where things are: it finds what stands there openly.
        assert!(!at_rest.find(&[b"CONTROL in the log"]).is_empty());
        let open = agency.id.to_string();
        assert!(!at_rest.find(&[open.as_bytes()]).is_empty(), "routing columns are open");
        let announced = agency.announcement.to_bytes();
        assert!(!at_rest.find(&[&announced[100..160]]).is_empty(), "what is public is open");

        // And nothing that is sealed: no text, and no secret that was ever drawn.
        let secrets = agency.random.secrets();
        assert!(secrets.len() > 20, "{}", secrets.len());
        let mut sealed: Vec<&[u8]> = secrets.iter().map(Vec::as_slice).collect();
        sealed.push(b"CANARY");
        sealed.extend(agency.words.iter().map(Vec::as_slice));
        assert_eq!(at_rest.find(&sealed), [] as [String; 0]);
        println!("{} secrets in {} bytes at rest", secrets.len(), at_rest.bytes());
        agency.half.close().await;
    })
    .await;
}

/// The root is what opens a keys store: in its own file it is found, so the search would find it elsewhere.
#[tokio::test]
async fn stolen_disk_would_find_the_root_where_it_stands() {
    on_both(async |place| {
        let at = places(&place);
        let agency = Agency::new(&at, 1).await;
        let folder = at.keys.first.root.parent().unwrap().to_owned();
        let at_rest = AtRest::below(&[folder], &[]);
        let secrets = agency.random.secrets();
        let secrets: Vec<&[u8]> = secrets.iter().map(Vec::as_slice).collect();
        assert!(!at_rest.find(&secrets).is_empty());
        agency.half.close().await;
    })
    .await;
}
