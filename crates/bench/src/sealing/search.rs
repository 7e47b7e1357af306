//! A search over all cards of an agency: each is opened with its circle's key, looked at, and forgotten.

use std::sync::Arc;

use std::path::Path;

use rand::SeedableRng;
use rand::rngs::StdRng;
use seal::words::generate;
use seal::{
    AgencyId, AgencyKey, CaseId, CaseKey, CaseShare, CircleId, CircleKey, IdentityKey, Language, NetworkId,
    Place as At, UserId, UserSecret, Who,
};
use vault_store::keys::{KeysLocation, KeysStore, Site};
use vault_store::vault::{AgencyRow, CardRow, CaseFile, Founding, Hosting, MemberRow, SignInRow};
use vault_store::{AgencyCards, SealedHalf, VaultStore};

use super::options::Options;
use super::reference::broken;
use super::{Error, Search};
use crate::clock::timed;
use crate::statistics::median;

/// What is looked for: every thousandth card has it.
const WANTED: &str = "wanted";

pub(super) fn measure(options: &Options) -> Result<Search, Error> {
    let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let mut random = StdRng::seed_from_u64(5);
    let agency = AgencyId::random(&mut random);
    let circle = CircleKey::random(agency, CircleId::random(&mut random), 1, &mut random);
    runtime.block_on(async {
        let half = stores(folder.path()).await?;
        found(&half, &circle, &mut random).await?;
        fill(&half, &circle, options.cards, &mut random).await?;
        let cards = &mut AgencyCards::new(agency);
        let (found, cold) = timed_search(&half, cards, &circle).await?;
        let expected = options.cards.div_ceil(1000);
        if found != expected {
            return Err(Error::Disagreement(format!("{found} cards found, not {expected}")));
        }
        let mut times = Vec::new();
        for _ in 0..options.rounds {
            times.push(timed_search(&half, cards, &circle).await?.1);
        }
        half.close().await;
        Ok(Search { cards: options.cards, warm: median(&times).unwrap_or_default(), cold })
    })
}

/// As a page would: brings the cards up to date, opens each, and looks whether it says what is wanted.
async fn timed_search(
    half: &SealedHalf,
    cards: &mut Arc<AgencyCards>,
    circle: &CircleKey,
) -> Result<(usize, std::time::Duration), Error> {
    let handle = tokio::runtime::Handle::current();
    tokio::task::block_in_place(|| {
        let (found, time) = timed(|| {
            handle.block_on(half.refresh(cards))?;
            let mut found = 0;
            for card in cards.iter() {
                let opened = card.open(circle).map_err(|_| broken())?;
                let text = String::from_utf8_lossy(opened.expose()).to_lowercase();
                found += usize::from(text.contains(WANTED));
            }
            Ok::<_, Error>(found)
        });
        Ok((found?, time))
    })
}

async fn stores(folder: &Path) -> Result<SealedHalf, Error> {
    let at = |name: &str| {
        let folder = folder.join(name);
        std::fs::create_dir_all(&folder).map(|()| folder)
    };
    let url = |file: std::path::PathBuf| format!("sqlite:{}", file.display());
    let first = Site { url: url(at("keys")?.join("keys.sqlite")), root: at("root")?.join("keys.root") };
    let network = NetworkId::from_bytes([1; 16]);
    let random = Box::new(StdRng::seed_from_u64(6));
    let keys = KeysStore::create(&KeysLocation { first, copy: None }, network, 0, random).await;
    let keys = keys.map_err(vault_store::StoreError::from)?;
    let vault = VaultStore::open(&url(at("vault")?.join("vault.sqlite"))).await?;
    Ok(SealedHalf::start(vault, keys).await?)
}

/// Begins an agency with this circle, whose cases may begin.
async fn found(half: &SealedHalf, circle: &CircleKey, random: &mut StdRng) -> Result<(), Error> {
    let agency = circle.agency();
    let (identity, keys) = (IdentityKey::random(agency, random), AgencyKey::random(agency, 1, random));
    let lead = UserSecret::random(agency, UserId::random(random), random);
    let pepper = half.keys().pepper().await.map_err(vault_store::StoreError::from)?;
    let words = generate(Language::En, random).passphrase();
    let (sign_in, _) = lead.set_passphrase(&words, &pepper, random).map_err(|_| broken())?;
    let handle = pepper.handle(agency, "lead").map_err(|_| broken())?;
    let founding = Founding {
        agency: AgencyRow {
            agency,
            name: "House of the North".to_owned(),
            directory_id: None,
            hosting: Hosting::Own,
            began_at: 0,
            is_ready: false,
            must_renew: false,
        },
        announcement: identity.announce(&keys, 0),
        circle: circle.circle(),
        member: MemberRow {
            agency,
            record: keys.vouch(Who::User(lead.user()), (0, &[]), lead.private().public()),
            staff: None,
        },
        sign_in: SignInRow { handle, sign_in, totp: None },
    };
    let now = half.keys().admit(0).await.map_err(vault_store::StoreError::from)?;
    half.found(&founding, &[], now).await?;
    Ok(half.vault().set_ready(agency).await?)
}

async fn fill(half: &SealedHalf, circle: &CircleKey, cards: usize, random: &mut StdRng) -> Result<(), Error> {
    let agency = circle.agency();
    let now = half.keys().admit(0).await.map_err(vault_store::StoreError::from)?;
    for number in 0..cards {
        let (case, share) = (CaseId::random(random), CaseShare::random(random));
        let case_key = circle.seal_case_key(&CaseKey::random(agency, case, random), &share, random);
        let (id, epoch) = (circle.circle(), circle.epoch());
        let file = CaseFile { agency, case, circle: id, epoch, case_key };
        let wanted = if number % 1000 == 0 { WANTED } else { "another" };
        let text = format!("card {number} of somebody who is {wanted}: {}", "and what is next, ".repeat(12));
        let card = circle.card_key(case, &share).seal(&At::card(agency, case, 1), text.as_bytes(), random);
        let card = card.map_err(|_| broken())?;
        let row = CardRow { agency, case, circle: id, epoch, revision: 1, card };
        if !half.begin_case(&file, &row, &share, now).await? {
            return Err(Error::Disagreement("a case did not begin".to_owned()));
        }
    }
    Ok(())
}
