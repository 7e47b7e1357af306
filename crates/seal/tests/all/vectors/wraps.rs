//! A wrap of each purpose.

use seal::content::Notes;
use seal::{
    AgencyId, AgencyKey, CaseId, CaseKey, CaseShare, CircleId, CircleKey, IdentityKey, Of, PrivateKey, Terms,
    UserId, UserSecret, VerifyingKey, Wrap, WrapId, WrapShare, Wrappable,
};
use serde_json::{Value, json};
use testkit::Repeatable;

use crate::example::known;
use crate::known::{Known, array, bytes, hex, list, number, some, text};

pub(crate) fn make(random: &mut Repeatable) -> Value {
    let agency = hex(some::<16>(random));
    let sender = json!({ "agency": agency, "epoch": 2, "agency_key": hex(some::<32>(random)) });
    let (circle, case) = (hex(some::<16>(random)), hex(some::<16>(random)));
    let of = |purpose, id: &String, epoch| json!({ "purpose": purpose, "agency": agency, "id": id, "epoch": epoch });
    let user = json!({
        "agency": agency,
        "user": hex(some::<16>(random)),
        "user_secret": hex(some::<32>(random)),
    });
    let other = json!({
        "agency": hex(some::<16>(random)),
        "epoch": 5,
        "agency_key": hex(some::<32>(random)),
    });
    let case_share = hex(some::<32>(random));
    let until = hex(1_750_000_000_000_i64.to_be_bytes());
    let wraps = [
        (of("circle-key", &circle, 4), &user, "", "", ""),
        (of("agency-key", &agency, 2), &user, "", "", ""),
        (of("identity-key", &agency, 0), &user, "", "", ""),
        (of("case-key", &case, 0), &user, case_share.as_str(), "", ""),
        (of("case-key", &case, 0), &other, case_share.as_str(), until.as_str(), "the release, in full"),
    ];
    let wraps = wraps.into_iter().map(|(mut wrap, recipient, case_share, until, release)| {
        wrap["recipient"] = recipient.clone();
        wrap["recipient_key"] = hex(Recipient::of_vector(recipient).private().public().bytes()).into();
        wrap["wrap"] = hex(some::<16>(random)).into();
        wrap["share"] = hex(some::<32>(random)).into();
        wrap["case_share"] = case_share.into();
        wrap["until"] = until.into();
        wrap["release"] = hex(release).into();
        wrap["key"] = hex(some::<32>(random)).into();
        let sealed = match text(&wrap, "purpose") {
            "circle-key" => sealed::<CircleKey>(&sender, &wrap, random),
            "agency-key" => sealed::<AgencyKey>(&sender, &wrap, random),
            "identity-key" => sealed::<IdentityKey>(&sender, &wrap, random),
            _ => sealed::<CaseKey>(&sender, &wrap, random),
        };
        wrap["sealed"] = hex(sealed).into();
        wrap
    });
    let wraps = wraps.collect::<Vec<_>>();
    let mut file = json!({ "sender": sender, "wraps": wraps });
    file["sender"]["signing_key"] = hex(agency_key(&file["sender"]).verifying_key().bytes()).into();
    file
}

/// A key that a vector can hold: made of what the vector says, named by it, and told from others.
pub(crate) trait OfVector: Wrappable {
    fn of_vector(agency: AgencyId, id: [u8; 16], epoch: u64, secret: &[u8]) -> Self;
    fn of(agency: AgencyId, id: [u8; 16], epoch: u64) -> Of<Self>;
    /// The share of the case, where keys of this kind have one.
    fn of_case(share: Option<&CaseShare>) -> Self::Case<'_>;
    /// Something that is made of the key alone.
    fn mark(&self) -> Vec<u8>;
}

impl OfVector for CircleKey {
    fn of_vector(agency: AgencyId, id: [u8; 16], epoch: u64, secret: &[u8]) -> Self {
        Self::random(agency, CircleId::from_bytes(id), epoch, &mut Known::new(&[secret]))
    }

    fn of(agency: AgencyId, id: [u8; 16], epoch: u64) -> Of<Self> {
        Of::<Self>::circle(agency, CircleId::from_bytes(id), epoch)
    }

    fn of_case(_: Option<&CaseShare>) {}

    fn mark(&self) -> Vec<u8> {
        let share = CaseShare::random(&mut Known::new(&[&[7; 32]]));
        self.card_key(CaseId::from_bytes([7; 16]), &share).commitment().to_vec()
    }
}

impl OfVector for AgencyKey {
    fn of_vector(agency: AgencyId, _: [u8; 16], epoch: u64, secret: &[u8]) -> Self {
        Self::random(agency, epoch, &mut Known::new(&[secret]))
    }

    fn of(agency: AgencyId, _: [u8; 16], epoch: u64) -> Of<Self> {
        Of::<Self>::agency(agency, epoch)
    }

    fn of_case(_: Option<&CaseShare>) {}

    fn mark(&self) -> Vec<u8> {
        self.verifying_key().bytes().to_vec()
    }
}

impl OfVector for IdentityKey {
    fn of_vector(agency: AgencyId, _: [u8; 16], _: u64, secret: &[u8]) -> Self {
        Self::random(agency, &mut Known::new(&[secret]))
    }

    fn of(agency: AgencyId, _: [u8; 16], _: u64) -> Of<Self> {
        Of::<Self>::identity(agency)
    }

    fn of_case(_: Option<&CaseShare>) {}

    fn mark(&self) -> Vec<u8> {
        self.verifying_key().bytes().to_vec()
    }
}

impl OfVector for CaseKey {
    fn of_vector(agency: AgencyId, id: [u8; 16], _: u64, secret: &[u8]) -> Self {
        Self::random(agency, CaseId::from_bytes(id), &mut Known::new(&[secret]))
    }

    fn of(agency: AgencyId, id: [u8; 16], _: u64) -> Of<Self> {
        Of::<Self>::case(agency, CaseId::from_bytes(id))
    }

    fn of_case(share: Option<&CaseShare>) -> &CaseShare {
        share.unwrap()
    }

    fn mark(&self) -> Vec<u8> {
        self.part::<Notes>(1).commitment().to_vec()
    }
}

/// The agency's key that a sender or recipient in a vector has.
pub(crate) fn agency_key(of: &Value) -> AgencyKey {
    let agency = AgencyId::from_bytes(array(of, "agency"));
    AgencyKey::random(agency, number(of, "epoch"), &mut Known::new(&[&bytes(of, "agency_key")]))
}

/// The user or the agency that a vector wraps to.
pub(crate) enum Recipient {
    User(UserSecret, PrivateKey),
    Agency(AgencyKey),
}

impl Recipient {
    pub(crate) fn of_vector(recipient: &Value) -> Self {
        if recipient["user"].is_null() {
            return Self::Agency(agency_key(recipient));
        }
        let (agency, user) = (array(recipient, "agency"), array(recipient, "user"));
        let mut secret = Known::new(&[&bytes(recipient, "user_secret")]);
        let user = UserSecret::random(AgencyId::from_bytes(agency), UserId::from_bytes(user), &mut secret);
        let private = user.private();
        Self::User(user, private)
    }

    pub(crate) fn private(&self) -> &PrivateKey {
        match self {
            Self::User(_, private) => private,
            Self::Agency(key) => key.private(),
        }
    }
}

/// What a wrap in a vector is of: agency, id, epoch.
fn subject(wrap: &Value) -> (AgencyId, [u8; 16], u64) {
    (AgencyId::from_bytes(array(wrap, "agency")), array(wrap, "id"), number(wrap, "epoch"))
}

fn key<K: OfVector>(wrap: &Value) -> K {
    let (agency, id, epoch) = subject(wrap);
    K::of_vector(agency, id, epoch, &bytes(wrap, "key"))
}

/// The shares that a vector names: the wrap's, and the case's if there is one.
pub(crate) fn shares(wrap: &Value, field: &str) -> (WrapShare, Option<CaseShare>) {
    let case = bytes(wrap, "case_share");
    let case = (!case.is_empty()).then(|| CaseShare::random(&mut Known::new(&[&case])));
    (WrapShare::random(&mut Known::new(&[&bytes(wrap, field)])), case)
}

/// What a wrap in a vector depends on, for whoever seals or opens it.
fn with_terms<K: OfVector, T>(sender: &Value, wrap: &Value, then: impl FnOnce(&Terms<'_, K>) -> T) -> T {
    let (share, case_share) = shares(wrap, "share");
    let (release, until) = (bytes(wrap, "release"), bytes(wrap, "until"));
    then(&Terms {
        wrap: WrapId::from_bytes(array(wrap, "wrap")),
        sender: AgencyId::from_bytes(array(sender, "agency")),
        share: &share,
        case_share: K::of_case(case_share.as_ref()),
        until: until.try_into().ok().map(i64::from_be_bytes),
        release: &release,
    })
}

fn sealed<K: OfVector>(sender: &Value, wrap: &Value, random: &mut Repeatable) -> Vec<u8> {
    let recipient = Recipient::of_vector(&wrap["recipient"]);
    let (key, signer) = (key::<K>(wrap), agency_key(sender));
    let seal = |terms: &Terms<'_, K>| match &recipient {
        Recipient::User(user, _) => Wrap::seal(&key, user, terms, &signer, random).unwrap(),
        Recipient::Agency(theirs) => {
            let identity = IdentityKey::random(theirs.agency(), &mut Repeatable::new(0));
            let announcement = identity.announce(theirs, 1);
            Wrap::seal(&key, &known(&announcement), terms, &signer, random).unwrap()
        }
    };
    with_terms(sender, wrap, seal).bytes().to_vec()
}

fn opens<K: OfVector>(sender: &Value, wrap: &Value) {
    let recipient = Recipient::of_vector(&wrap["recipient"]);
    let (agency, id, epoch) = subject(wrap);
    let verifies = VerifyingKey::from_bytes(array(sender, "signing_key")).unwrap();
    let sealed = Wrap::<K>::from_bytes(&bytes(wrap, "sealed")).unwrap();
    let of = K::of(agency, id, epoch);
    let open = |terms: &Terms<'_, K>| sealed.open(&of, recipient.private(), terms, &verifies).unwrap();
    assert_eq!(with_terms(sender, wrap, open).mark(), key::<K>(wrap).mark());
    assert_eq!(hex(recipient.private().public().bytes()), text(wrap, "recipient_key"));
}

/// Opens the wraps of a file, and says how many there were.
pub(crate) fn open_all(file: &Value) -> usize {
    let sender = &file["sender"];
    for wrap in list(file, "wraps") {
        match text(wrap, "purpose") {
            "circle-key" => opens::<CircleKey>(sender, wrap),
            "agency-key" => opens::<AgencyKey>(sender, wrap),
            "identity-key" => opens::<IdentityKey>(sender, wrap),
            _ => opens::<CaseKey>(sender, wrap),
        }
    }
    list(file, "wraps").len()
}

pub(crate) fn open(file: &Value) {
    assert_eq!(open_all(file), 5);
    assert_eq!(
        hex(agency_key(&file["sender"]).verifying_key().bytes()),
        text(&file["sender"], "signing_key")
    );
}
