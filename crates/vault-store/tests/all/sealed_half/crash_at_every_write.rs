//! Wherever the process is cut off, opening makes both stores whole: nothing is half done, nothing that was ended lives,
//! nothing that was kept is lost.

use std::collections::{BTreeMap, BTreeSet};

use seal::content::{Notes, UserSecretBytes};
use seal::{CaseId, MessageId, Sealed, SignIn, UserId, UserSecret};
use sql::Engine;
use vault_store::keys::{KeysLocation, KeysStore, Site};
use vault_store::vault::{Recipient, SignInRow};
use vault_store::{SealedHalf, VaultStore};

use super::example::{Agency, Case, Member, Remembering, Where, make_ready, partner, places, read, reopen};
use crate::both::Place;
use crate::cut::{self, say};
use crate::keys::example::{HOUR, NETWORK, THEN};

/// Somebody of the circle: the same in the process that is cut off and in the one that looks.
fn somebody(agency: &Agency, seed: u64) -> UserSecret {
    let mut random = Remembering::new(seed);
    UserSecret::random(agency.id, UserId::random(&mut random), &mut random)
}

/// A row that says that somebody signs in here. No passphrase opens it: hashing one takes longer than all the rest.
fn signs_in(user: &UserSecret, number: u8) -> SignInRow {
    // An envelope that nobody opens here: suite, and zeros for the rest.
    let mut envelope = vec![0; seal::OVERHEAD + 64];
    envelope[0] = seal::suite::ENVELOPE;
    let secret: Sealed<UserSecretBytes> = Sealed::from_bytes(envelope).unwrap();
    let sign_in =
        SignIn { agency: user.agency(), user: user.user(), salt: [number; 16], check: [number; 32], secret };
    SignInRow { handle: [number; 32], sign_in, totp: None }
}

fn lines(at: &Where) -> [String; 3] {
    [at.vault.clone(), at.keys.first.url.clone(), at.keys.first.root.display().to_string()]
}

/// What the process does that is cut off; nothing where no place is named.
#[tokio::test]
async fn the_process_that_is_cut_off() {
    let Some(at) = cut::set() else { return };
    let [vault, url, root] = &at[..] else { panic!("{at:?}") };
    let first = Site { url: url.clone(), root: root.into() };
    let keys = KeysLocation { first, copy: None };
    let half = reopen(&Where { vault: vault.clone(), keys }, THEN).await;
    let mut agency = Agency::on(half, Remembering::new(11));
    for seed in [21, 22] {
        let secret = somebody(&agency, seed);
        agency.members.push(Member { secret, wraps: Vec::new() });
    }
    agency.begin_epoch(None).await;
    say("epoch 1");

    let mut ana = kept(&mut agency, "Ana").await;
    let stopped = agency.send(&ana, &partner().1, THEN + HOUR).await;
    say(&format!("sent {stopped}"));
    let bo = kept(&mut agency, "Bo").await;
    let lost = agency.send(&bo, &partner().1, THEN + HOUR).await;
    say(&format!("sent {lost}"));

    say(&format!("ending {}", bo.id));
    say(&format!("stopping {lost}"));
    assert!(agency.half.erase_case(agency.id, bo.id).await.unwrap());
    say(&format!("ended {}", bo.id));

    let cy = kept(&mut agency, "Cy").await;
    let (rewritten, share, anew) = agency.anew(&cy, "Cy").await;
    say(&format!("ending {}", cy.id));
    say(&format!("rewriting {} {}", cy.id, anew.id));
    let now = agency.now().await;
    assert!(agency.half.rewrite_case(&rewritten, (&share, None), now).await.unwrap());
    say(&format!("ended {}", cy.id));
    say(&format!("case {} 1", anew.id));

    say("leaving");
    agency.last_leaves().await;
    say("left");

    say(&format!("stopping {stopped}"));
    assert!(agency.half.end_message(agency.id, stopped).await.unwrap());
    say(&format!("stopped {stopped}"));
    agency.write::<Notes>(&mut ana, "Ana").await;
    say(&format!("case {} {}", ana.id, ana.head.count));
    say("end");
}

/// Begins a case with one entry, aloud.
async fn kept(agency: &mut Agency, name: &str) -> Case {
    let mut case = agency.empty_case(name).await;
    say(&format!("case {} 0", case.id));
    agency.write::<Notes>(&mut case, name).await;
    say(&format!("case {} 1", case.id));
    case
}

/// What the process said before it ended.
#[derive(Default)]
struct Said {
    epoch: bool,
    /// Cases, and how many entries they have at least.
    cases: BTreeMap<CaseId, usize>,
    ending: BTreeSet<CaseId>,
    ended: BTreeSet<CaseId>,
    /// A case, and what is to be put in its place.
    rewriting: Option<(CaseId, CaseId)>,
    sent: BTreeSet<MessageId>,
    stopping: BTreeSet<MessageId>,
    stopped: BTreeSet<MessageId>,
    leaving: bool,
    left: bool,
    end: bool,
}

impl Said {
    fn of(output: &[u8]) -> Self {
        let mut said = Self::default();
        for line in String::from_utf8_lossy(output).lines() {
            match line.split(' ').collect::<Vec<_>>()[..] {
                ["epoch", _] => said.epoch = true,
                ["case", case, entries] => {
                    said.cases.insert(case.parse().unwrap(), entries.parse().unwrap());
                }
                ["rewriting", from, to] => {
                    said.rewriting = Some((from.parse().unwrap(), to.parse().unwrap()));
                }
                ["sent", message] => drop(said.sent.insert(message.parse().unwrap())),
                ["ending", case] => drop(said.ending.insert(case.parse().unwrap())),
                ["ended", case] => drop(said.ended.insert(case.parse().unwrap())),
                ["stopping", message] => drop(said.stopping.insert(message.parse().unwrap())),
                ["stopped", message] => drop(said.stopped.insert(message.parse().unwrap())),
                ["leaving"] => said.leaving = true,
                ["left"] => said.left = true,
                ["end"] => said.end = true,
                _ => {}
            }
        }
        said
    }
}

#[test]
fn crash_at_every_write_on_sqlite() {
    let cuts = cut::everywhere(|cut| cut_at(Engine::Sqlite, cut));
    println!("cut off at {cuts} places");
}

#[test]
fn crash_at_every_write_on_postgresql() {
    let cuts = cut::everywhere(|cut| cut_at(Engine::Postgres, cut));
    println!("cut off at {cuts} places");
}

/// Plays the story on new stores, cut off at one place, and looks what is left. Says whether it came to its end.
fn cut_at(engine: Engine, cut: u64) -> bool {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let place = Place::in_memory(engine);
    let at = places(&place);
    runtime.block_on(async {
        let random = Box::new(Remembering::new(12));
        let keys = KeysStore::create(&at.keys, NETWORK, THEN, random).await.unwrap();
        let half = SealedHalf::start(VaultStore::open(&at.vault).await.unwrap(), keys).await.unwrap();
        let agency = Agency::on(half, Remembering::new(11));
        make_ready(&at.vault, agency.id).await;
        for (seed, number) in [(21, 1), (22, 2)] {
            agency.half.vault().add_sign_in(&signs_in(&somebody(&agency, seed), number)).await.unwrap();
        }
        agency.half.close().await;
    });
    let output =
        cut::play("sealed_half::crash_at_every_write::the_process_that_is_cut_off", cut, &lines(&at));
    let said = Said::of(&output.stdout);
    assert_eq!(said.end, output.status.success(), "{cut}: {}", String::from_utf8_lossy(&output.stderr));
    runtime.block_on(look(cut, &at, &said));
    said.end
}

async fn look(cut: u64, at: &Where, said: &Said) {
    let half = reopen(at, THEN).await;
    let agency = Agency::on(half, Remembering::new(11));
    let half = &agency.half;
    let now = agency.now().await;

    // Nothing that was kept is lost.
    for (case, entries) in &said.cases {
        if !said.ending.contains(case) {
            let read = read(half, &agency.circle, *case).await.unwrap_or_default();
            assert!(read.len() >= *entries, "cut {cut}: {case} has {} entries of {entries}", read.len());
        }
    }
    for message in said.sent.difference(&said.stopping) {
        assert!(half.message(agency.id, *message, now).await.unwrap().is_some(), "cut {cut}: {message}");
    }

    // Nothing that was ended lives.
    for case in &said.ended {
        assert!(half.case(agency.id, *case, now).await.unwrap().is_none(), "cut {cut}: {case}");
        assert!(half.vault().journal(agency.id, *case).await.unwrap().is_empty(), "cut {cut}: {case}");
    }
    for message in &said.stopped {
        assert!(half.message(agency.id, *message, now).await.unwrap().is_none(), "cut {cut}: {message}");
    }
    let leaver = somebody(&agency, 22).user();
    let wraps = half.vault().wraps_to(agency.id, Recipient::User(leaver)).await.unwrap();
    let signs_in = half.vault().sign_in(agency.id, &[2; 32]).await.unwrap().is_some();
    let epoch = half.vault().epoch(agency.id, agency.circle.circle()).await.unwrap();
    if said.left {
        assert!(wraps.is_empty() && !signs_in && epoch == Some(2), "cut {cut}");
    }
    if said.epoch && !said.leaving {
        assert!(wraps.len() == 1 && signs_in && epoch == Some(1), "cut {cut}");
    }

    // Nothing is half done: whoever has left has left altogether, and every row has its share and opens with it.
    assert_eq!(wraps.is_empty() && epoch == Some(2), !signs_in, "cut {cut}");
    for file in half.vault().case_files(agency.id).await.unwrap() {
        assert!(half.case(agency.id, file.case, now).await.unwrap().is_some(), "cut {cut}: {}", file.case);
        assert!(read(half, &agency.circle, file.case).await.is_some(), "cut {cut}: {}", file.case);
    }
    for row in half.vault().messages_to(partner().1.agency()).await.unwrap().messages {
        assert!(half.message(agency.id, row.message, now).await.unwrap().is_some(), "cut {cut}");
    }
    for wrap in wraps {
        assert!(half.wrap(agency.id, wrap.wrap, now).await.unwrap().is_some(), "cut {cut}");
    }

    // Of a case that is written anew there is what it was or what it is, and it is counted if it is that.
    if let Some((from, to)) = said.rewriting {
        let there = [from, to].map(|case| half.case(agency.id, case, now));
        let [from, to] = there;
        let (from, to) = (from.await.unwrap().is_some(), to.await.unwrap().is_some());
        let counted = half.vault().tally(agency.id).await.unwrap().is_some();
        assert!(from != to && to == counted, "cut {cut}: {from} {to} {counted}");
    }

    // What is left over is swept a day later, and no more than that.
    let later = half.keys().admit(THEN + HOUR - 1).await.unwrap();
    assert_eq!(half.sweep(later).await.unwrap().ended, 0, "cut {cut}");
    half.close().await;
}
