//! Who comes, and what they can open.

use care::{Role, Roles};
use casework::{Error, NewPerson};
use seal::{GeneratedPassphrase, Language};

use crate::example::{Agency, on_both, words};

#[tokio::test]
async fn an_agency_begins_with_one_who_holds_everything_and_no_case() {
    on_both(async |mut agency| {
        let lead = agency.keyring(&agency.lead).await;
        assert!(lead.identity().is_ok());
        assert_eq!((lead.newest().unwrap().epoch(), lead.circles()), (1, vec![agency.circle]));
        let roles = lead.roles(&agency.half).await.unwrap();
        assert!(roles.has(Role::Lead) && roles.has(Role::CaseHolder) && !roles.has(Role::Auditor));
        let begun = agency.begins(&lead, "Blue door").await;
        assert!(matches!(begun, Err(Error::NotReady)), "one holder and no sheets");
        // And they sign in with their words.
        let signed_in = agency
            .half
            .sign_in(&agency.hashing, agency.lead.agency(), "lead", words("the words of the lead"))
            .await;
        assert_eq!(signed_in.unwrap().secret.user(), agency.lead.user());
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn who_is_invited_and_admitted_holds_what_their_roles_need_and_no_more() {
    on_both(async |mut agency| {
        let holder = agency.joined("Ana", &[Role::CaseHolder]).await;
        let lead = agency.joined("Bo", &[Role::Lead]).await;
        let auditor = agency.joined("Cy", &[Role::Auditor]).await;
        let editor = agency.joined("Di", &[Role::DirectoryEditor, Role::Coordinator]).await;

        let ring = agency.keyring(&holder).await;
        assert!(ring.newest().is_ok() && ring.newest_of(agency.circle).is_ok());
        assert!(matches!(ring.identity(), Err(Error::NoKey)));
        assert!(agency.keyring(&lead).await.identity().is_ok());
        for keyless in [&auditor, &editor] {
            let ring = agency.keyring(keyless).await;
            assert!(matches!(ring.newest(), Err(Error::NoKey)));
            assert!(ring.circles().is_empty() && ring.identity().is_err());
        }
        let roles = agency.keyring(&auditor).await.roles(&agency.half).await.unwrap();
        assert_eq!(roles, Roles::of([Role::Auditor]).unwrap());

        let of_agency = agency.lead.agency();
        let seen = casework::staff(&agency.half, of_agency, &ring).await.unwrap();
        let mut names: Vec<String> = seen.into_iter().map(|staff| staff.name.unwrap()).collect();
        names.sort();
        assert_eq!(names, ["Ana", "Bo", "Cy", "Di", "Lea"]);
        let ring = agency.keyring(&auditor).await;
        let seen = casework::staff(&agency.half, of_agency, &ring).await.unwrap();
        assert!(seen.len() == 5 && seen.iter().all(|staff| staff.name.is_none()));
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn other_words_let_nobody_come_and_a_key_that_was_exchanged_is_not_admitted() {
    on_both(async |mut agency| {
        let (invitation, told) = agency.invited(&[Role::CaseHolder]).await;
        let id = (agency.lead.agency(), invitation);
        let now = agency.now().await;
        let other = seal::words::generate(Language::En, &mut agency.random);
        let come = async |agency: &mut Agency, words_told: &GeneratedPassphrase, name| {
            let person = NewPerson { name, words: words("some words or other") };
            let stores = (&agency.half, &agency.hashing);
            casework::come(stores, id, words_told, person, now, &mut agency.random).await.map(drop)
        };
        assert!(matches!(come(&mut agency, &other, "Ana").await, Err(Error::NotFromThem(_))));
        assert!(
            matches!(come(&mut agency, &told, "lead").await, Err(Error::Name)),
            "somebody is called that"
        );
        assert!(matches!(come(&mut agency, &told, " ").await, Err(Error::Name)));
        come(&mut agency, &told, "Ana").await.unwrap();
        assert!(matches!(come(&mut agency, &told, "Ana").await, Err(Error::Late)), "once");

        // Whoever can write the vault puts their own key in.
        let (_, attacked) = agency.came("Bo", &[Role::CaseHolder]).await;
        let row = agency.half.vault().invitation(id.0, attacked).await.unwrap().unwrap();
        let mut exchanged = row.clone();
        exchanged.came = row.came.map(|(_, mark)| (agency.lead.private().public().clone(), mark));
        agency.half.vault().end_invitation(id.0, attacked).await.unwrap();
        agency.half.vault().add_invitation(&exchanged).await.unwrap();
        let (key, mark) = exchanged.came.clone().unwrap();
        let pepper = agency.half.keys().pepper().await.unwrap();
        let (sign_in, _) =
            agency.lead.set_passphrase(&words("an attacker's words"), &pepper, &mut agency.random).unwrap();
        let sign_in = vault_store::vault::SignInRow {
            handle: pepper.handle(id.0, "Eve").unwrap(),
            sign_in: seal::SignIn { user: exchanged.user, ..sign_in },
            totp: None,
        };
        assert!(agency.half.vault().come((id.0, attacked), (&key, &mark), &sign_in, now).await.unwrap());
        let lead = agency.keyring(&agency.lead).await;
        let called = ("Bo", &[][..]);
        let admitted = casework::admit(&agency.half, &lead, attacked, called, now, &mut agency.random).await;
        assert!(matches!(admitted, Err(Error::NotFromThem(_))));
        assert_eq!(casework::waiting(&agency.half, id.0).await.unwrap().len(), 2);
        agency.half.close().await;
    })
    .await;
}

/// Whoever can write the vault makes more of an invitation than it was, or keeps it open for longer.
#[tokio::test]
async fn an_invitation_is_for_what_was_sealed_and_not_for_what_its_row_says() {
    on_both(async |mut agency| {
        let of_agency = agency.lead.agency();
        let changes: [fn(&mut vault_store::vault::InvitationRow); 3] =
            [|row| row.roles = 3, |row| row.until += 1, |row| row.epoch = 2];
        for (number, change) in changes.into_iter().enumerate() {
            let (invitation, told) = agency.invited(&[Role::DirectoryEditor]).await;
            let vault = agency.half.vault().clone();
            let mut row = vault.invitation(of_agency, invitation).await.unwrap().unwrap();
            vault.end_invitation(of_agency, invitation).await.unwrap();
            change(&mut row);
            vault.add_invitation(&row).await.unwrap();
            let name = format!("Ana {number}");
            let person = NewPerson { name: &name, words: words("some words or other") };
            let (now, stores) = (agency.now().await, (&agency.half, &agency.hashing));
            let id = (of_agency, invitation);
            casework::come(stores, id, &told, person, now, &mut agency.random).await.unwrap();
            let (lead, called) = (agency.keyring(&agency.lead).await, ("Ana", &[][..]));
            let admitted =
                casework::admit(&agency.half, &lead, invitation, called, now, &mut agency.random).await;
            assert!(matches!(admitted, Err(Error::NotFromThem(_))), "{number}");
        }
        assert_eq!(agency.half.vault().members(of_agency).await.unwrap().len(), 1);
        agency.half.close().await;
    })
    .await;
}
