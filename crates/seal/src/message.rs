//! Messages between agencies: a snapshot under a fresh key, and the key wrapped to the recipient.
//!
//! ```text
//! suite 0x21 · kind 1 · message 16 · wrap 16 · sender 16 · its epoch 8 · recipient 16 · its epoch 8 · until 8 · wrap 1,265 · envelope
//! ```

use std::marker::PhantomData;

use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::ZeroizeOnDrop;

use crate::content::{Content, Packet, Question, Reply};
use crate::pack::{Cut, Pack};
use crate::secret::Secret;
use crate::wrap::{CannotWrap, Key, Of, Subject, Terms, WRAP_LENGTH, Wrap, Wrappable};
use crate::{
    AgencyId, AgencyKey, Broken, CaseShare, Known, MessageId, MessageShare, Opened, Place, Sealed,
    SealingKey, TooLong, WrapId, WrapShare, suite,
};

/// What a message can be.
pub trait Kind: Content {
    /// Its number in the message's head.
    const CODE: u8;
}

impl Kind for Question {
    const CODE: u8 = 1;
}

impl Kind for Packet {
    const CODE: u8 = 2;
}

impl Kind for Reply {
    const CODE: u8 = 3;
}

/// The fresh key of one message.
#[derive(ZeroizeOnDrop)]
pub struct MessageKey<M> {
    #[zeroize(skip)]
    sender: AgencyId,
    #[zeroize(skip)]
    message: MessageId,
    secret: Secret,
    #[zeroize(skip)]
    kind: PhantomData<fn() -> M>,
}

impl<M: Kind> Wrappable for MessageKey<M> {
    const PURPOSE: &'static str = M::NAME;
    type Case<'a> = Option<&'a CaseShare>;
}

impl<M: Kind> Key for MessageKey<M> {
    fn subject(&self) -> Subject {
        Subject { agency: *self.sender.bytes(), id: *self.message.bytes(), epoch: 0 }
    }

    fn secret(&self) -> &[u8; 32] {
        self.secret.expose()
    }

    fn from_secret(subject: &Subject, secret: Secret) -> Self {
        let (sender, message) = (AgencyId::from_bytes(subject.agency), MessageId::from_bytes(subject.id));
        Self { sender, message, secret, kind: PhantomData }
    }
}

impl<M: Kind> MessageKey<M> {
    fn sealing(&self, share: &MessageShare) -> SealingKey<M> {
        let info = Pack::new("continuum/1/message").bytes(self.sender.bytes()).bytes(self.message.bytes());
        SealingKey::derive(self.secret.expose(), share.expose(), info, 1)
    }
}

/// Who and what a message names in the clear, so that it can be carried, and its keys found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// What it is: the code of a [`Kind`].
    pub kind: u8,
    /// Its id, under which the keys store has its share.
    pub message: MessageId,
    /// The id of the wrap of its key, which has a share too.
    pub wrap: WrapId,
    /// Who sends it.
    pub sender: AgencyId,
    /// In which of the sender's epochs it was signed.
    pub sender_epoch: u64,
    /// For whom it is.
    pub recipient: AgencyId,
    /// To which of the recipient's epochs its key is wrapped.
    pub recipient_epoch: u64,
    /// When it ends, in Unix milliseconds.
    pub until: i64,
}

impl Head {
    const LENGTH: usize = 1 + 1 + 16 + 16 + 16 + 8 + 16 + 8 + 8;

    fn to_bytes(self) -> Vec<u8> {
        let mut bytes = vec![suite::MESSAGE, self.kind];
        bytes.extend_from_slice(self.message.bytes());
        bytes.extend_from_slice(self.wrap.bytes());
        bytes.extend_from_slice(self.sender.bytes());
        bytes.extend_from_slice(&self.sender_epoch.to_be_bytes());
        bytes.extend_from_slice(self.recipient.bytes());
        bytes.extend_from_slice(&self.recipient_epoch.to_be_bytes());
        bytes.extend_from_slice(&self.until.to_be_bytes());
        bytes
    }

    /// Reads the head of a message of any kind.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Broken> {
        let mut cut = Cut::new(bytes);
        if cut.byte().ok_or(Broken::Length)? != suite::MESSAGE {
            return Err(Broken::Suite);
        }
        Ok(Self {
            kind: cut.byte().ok_or(Broken::Length)?,
            message: MessageId::from_bytes(cut.array().ok_or(Broken::Length)?),
            wrap: WrapId::from_bytes(cut.array().ok_or(Broken::Length)?),
            sender: AgencyId::from_bytes(cut.array().ok_or(Broken::Length)?),
            sender_epoch: cut.number().ok_or(Broken::Length)?,
            recipient: AgencyId::from_bytes(cut.array().ok_or(Broken::Length)?),
            recipient_epoch: cut.number().ok_or(Broken::Length)?,
            until: i64::from_be_bytes(cut.array().ok_or(Broken::Length)?),
        })
    }
}

/// The shares that a message needs: its own, that of its wrap, and, where it is of a case, the case's.
#[derive(Clone, Copy)]
pub struct Shares<'a> {
    /// The message's.
    pub message: &'a MessageShare,
    /// The wrap's.
    pub wrap: &'a WrapShare,
    /// The case's.
    pub case: Option<&'a CaseShare>,
}

/// What a message is sent with.
#[derive(Clone, Copy)]
pub struct Sending<'a> {
    /// The message's id, used once.
    pub message: MessageId,
    /// The id of the wrap of its key, used once.
    pub wrap: WrapId,
    /// For whom it is.
    pub recipient: Known<'a>,
    /// The release that allows it, in full; empty where none is needed.
    pub release: &'a [u8],
    /// When it ends, in Unix milliseconds.
    pub until: i64,
}

/// Why a message could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotSend {
    /// It is too long.
    #[error(transparent)]
    TooLong(#[from] TooLong),
    /// The recipient's key is none.
    #[error(transparent)]
    CannotWrap(#[from] CannotWrap),
}

/// A message. Its bytes are no secret.
#[derive(Debug, Clone)]
pub struct Message<M: Kind> {
    head: Head,
    wrap: Wrap<MessageKey<M>>,
    envelope: Sealed<M>,
}

impl<M: Kind> Message<M> {
    /// Seals content to a recipient; signed with the sender's key of its present epoch.
    pub fn seal(
        content: &[u8],
        sending: &Sending<'_>,
        shares: &Shares<'_>,
        signer: &AgencyKey,
        random: &mut impl CryptoRng,
    ) -> Result<Self, CannotSend> {
        let Sending { message, wrap, recipient, release, until } = *sending;
        let head = Head {
            kind: M::CODE,
            message,
            wrap,
            sender: signer.agency(),
            sender_epoch: signer.epoch(),
            recipient: recipient.agency(),
            recipient_epoch: recipient.epoch(),
            until,
        };
        let key = MessageKey::<M> {
            sender: head.sender,
            message,
            secret: Secret::random(random),
            kind: PhantomData,
        };
        let place = Place::message(head.sender, message);
        let envelope = key.sealing(shares.message).seal(&place, content, random)?;
        let authenticated = authenticated(&head, release, envelope.bytes());
        let terms = terms(&head, shares, authenticated.as_slice());
        let wrap = Wrap::seal(&key, &recipient, &terms, signer, random)?;
        Ok(Self { head, wrap, envelope })
    }

    /// Who and what it names in the clear.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Its bytes, to be carried.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.head.to_bytes();
        bytes.extend_from_slice(self.wrap.bytes());
        bytes.extend_from_slice(self.envelope.bytes());
        bytes
    }

    /// Reads a message of this kind; another kind is [`Broken::Address`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Broken> {
        let head = Head::from_bytes(bytes)?;
        if head.kind != M::CODE {
            return Err(Broken::Address);
        }
        let mut cut = Cut::new(&bytes[Head::LENGTH..]);
        let wrap = Wrap::from_bytes(cut.slice(WRAP_LENGTH).ok_or(Broken::Length)?)?;
        let envelope = Sealed::from_bytes(cut.rest().to_vec())?;
        Ok(Self { head, wrap, envelope })
    }

    /// Opens a message with the recipient's key of the epoch that its head names. `sender` is the sender's announcement
    /// of the epoch that the head names, as the recipient's pin knows it.
    pub fn open(
        &self,
        recipient: &AgencyKey,
        shares: &Shares<'_>,
        release: &[u8],
        sender: Known<'_>,
    ) -> Result<Opened<M>, Broken> {
        let head = &self.head;
        let to = (head.recipient, head.recipient_epoch) == (recipient.agency(), recipient.epoch());
        let from = (head.sender, head.sender_epoch) == (sender.agency(), sender.epoch());
        if !to || !from {
            return Err(Broken::Address);
        }
        let authenticated = authenticated(head, release, self.envelope.bytes());
        let terms = terms(head, shares, authenticated.as_slice());
        let of = Of::new(head.sender, *head.message.bytes(), 0);
        let key = self.wrap.open(&of, recipient.private(), &terms, &sender.signing())?;
        key.sealing(shares.message).open(&Place::message(head.sender, head.message), &self.envelope)
    }
}

/// What the wrap of a message is bound to: its head, the release in full, and the envelope's hash.
fn authenticated(head: &Head, release: &[u8], envelope: &[u8]) -> Pack {
    Pack::new("continuum/1/message-terms")
        .bytes(&head.to_bytes())
        .bytes(release)
        .bytes(&Sha256::digest(envelope))
}

fn terms<'a, M: Kind>(head: &Head, shares: &Shares<'a>, authenticated: &'a [u8]) -> Terms<'a, MessageKey<M>> {
    Terms {
        wrap: head.wrap,
        sender: head.sender,
        share: shares.wrap,
        case_share: shares.case,
        until: Some(head.until),
        release: authenticated,
    }
}
