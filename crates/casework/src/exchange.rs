//! What agencies send each other: sealed to the recipient, carried by the network, and gone when it ends.
//!
//! A partner is known by the identity that was seen first ([`crate::partners`]); another one is refused.

use care::{Answer, ItemId, Packet, QUESTION_FOR, Question, Reply, ReplySays, Undecodable};
use rand_core::CryptoRng;
use seal::message::{Head, Kind, Message, Sending, Shares};
use seal::{AgencyId, Broken, CaseShare, MessageId, MessageShare, RowId, WrapId, WrapShare, content};
use vault_store::SealedHalf;
use vault_store::keys::Now;
use vault_store::vault::MessageRow;

use crate::partners::known;
use crate::{Error, Keyring, OpenCase};

/// Something that another agency sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Received<T> {
    /// The message.
    pub message: MessageId,
    /// Who sent it.
    pub from: AgencyId,
    /// When it ends, in Unix milliseconds.
    pub until: i64,
    /// Whether a packet was opened, or a question answered.
    pub is_opened: bool,
    /// What it says.
    pub what: T,
}

/// All that others have sent of one kind.
#[derive(Debug)]
pub struct Inbox<T> {
    /// What opens.
    pub received: Vec<Received<T>>,
    /// Messages that are there and do not open, each with who is said to have sent it and why it does not.
    pub troubles: Vec<(MessageId, AgencyId, Error)>,
}

/// Where a message goes, and until when it is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Going {
    /// The message. It is chosen before it goes, so that whoever sends it can first write down that it does.
    pub message: MessageId,
    /// To which agency.
    pub to: AgencyId,
    /// When it ends, in Unix milliseconds.
    pub until: i64,
}

/// How a message stands that an agency sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Underway {
    /// It waits: nobody at the recipient has opened it.
    Waits,
    /// Somebody at the recipient has opened it, and can still.
    Opened,
    /// It opens for nobody: it has ended or was stopped, or it never went.
    Over,
}

/// Sends a message; one that tells something of a case goes under a release, and is bound to an id that stands for that.
async fn send<M: Kind>(
    half: &SealedHalf,
    keyring: &Keyring,
    (going, of): (Going, Option<&OpenCase>),
    content: &[u8],
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    let signer = keyring.newest()?;
    let Going { message, to, until } = going;
    let (pin, announced) = known(half, keyring, to).await?;
    let wrap = WrapId::random(random);
    let (share, wrap_share) = (MessageShare::random(random), WrapShare::random(random));
    let case: Option<&CaseShare> = of.map(|open| &open.share);
    let known_by = of.map(|_| RowId::random(random));
    let release: &[u8] = known_by.as_ref().map_or(&[], |known_by| known_by.bytes());
    let sending = Sending { message, wrap, recipient: pin.knows(&announced)?, release, until };
    let shares = Shares { message: &share, wrap: &wrap_share, case };
    let sealed = Message::<M>::seal(content, &sending, &shares, signer, random)?;
    let row = MessageRow {
        agency: keyring.agency(),
        message,
        recipient: to,
        wrap,
        case: of.map(OpenCase::id),
        until,
        release: known_by,
        is_opened: false,
        bytes: sealed.to_bytes(),
    };
    half.keep_message(&row, (&share, &wrap_share), now).await?;
    Ok(())
}

/// Opens all messages of a kind that were sent to an agency and have not ended.
async fn received<M: Kind, T>(
    half: &SealedHalf,
    keyring: &Keyring,
    now: Now,
    read: impl Fn(&[u8]) -> Result<T, Undecodable>,
) -> Result<Inbox<T>, Error> {
    keyring.newest()?;
    let mut inbox = Inbox { received: Vec::new(), troubles: Vec::new() };
    for row in half.vault().messages_to(keyring.agency()).await?.messages {
        let head = Head::from_bytes(&row.bytes)?;
        if head.kind != M::CODE {
            continue;
        }
        match opened::<M, T>(half, keyring, (&row, &head), now, &read).await {
            Ok(Some(received)) => inbox.received.push(received),
            // It has ended, or was stopped: there is nothing to be told of it.
            Ok(None) => {}
            // Who it is from may have to be cleared up first, and then it opens; others open all the same.
            Err(
                why @ (Error::Broken(_) | Error::Undecodable(_) | Error::PartnerChanged | Error::NoPartner),
            ) => {
                inbox.troubles.push((row.message, row.agency, why));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(inbox)
}

async fn opened<M: Kind, T>(
    half: &SealedHalf,
    keyring: &Keyring,
    (row, head): (&MessageRow, &Head),
    now: Now,
    read: &impl Fn(&[u8]) -> Result<T, Undecodable>,
) -> Result<Option<Received<T>>, Error> {
    let Some(at_hand) = half.message(row.agency, row.message, now).await? else { return Ok(None) };
    let (pin, newest) = known(half, keyring, row.agency).await?;
    // A message may be under way since an epoch before.
    let announced = match head.sender_epoch == newest.epoch() {
        true => newest,
        false => half.vault().announcement(row.agency, head.sender_epoch).await?.ok_or(Broken::Epoch)?,
    };
    let key = keyring.key(head.recipient_epoch).map_err(|_| Broken::Epoch)?;
    let release: &[u8] = row.release.as_ref().map_or(&[], |known_by| known_by.bytes());
    let shares = Shares { message: &at_hand.share, wrap: &at_hand.wrap, case: at_hand.case.as_ref() };
    let sealed = Message::<M>::from_bytes(&row.bytes)?;
    let opened = sealed.open(key, &shares, release, pin.knows(&announced)?)?;
    let what = read(opened.expose())?;
    Ok(Some(Received {
        message: row.message,
        from: row.agency,
        until: row.until,
        is_opened: row.is_opened,
        what,
    }))
}

/// Asks another agency something that names nobody. It is of no case, so that nothing ties it to a packet that follows; it
/// is gone after 72 hours.
pub async fn ask(
    half: &SealedHalf,
    keyring: &Keyring,
    (message, to): (MessageId, AgencyId),
    question: &Question,
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    let going = Going { message, to, until: now.millis().saturating_add(QUESTION_FOR) };
    send::<content::Question>(half, keyring, (going, None), &question.to_bytes()?, now, random).await
}

/// What others ask.
pub async fn questions(half: &SealedHalf, keyring: &Keyring, now: Now) -> Result<Inbox<Question>, Error> {
    received::<content::Question, _>(half, keyring, now, Question::from_bytes).await
}

/// Answers a question. The answer is gone when the question is.
pub async fn answer(
    half: &SealedHalf,
    keyring: &Keyring,
    (asked, answer): (&Received<Question>, Answer),
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<MessageId, Error> {
    let thread = ItemId::from_bytes(*asked.message.bytes());
    let says = ReplySays::Answer { answer };
    let reply = Reply { thread, at: now.millis(), says, meet_on: None };
    let going = Going { message: MessageId::random(random), to: asked.from, until: asked.until };
    send::<content::Reply>(half, keyring, (going, None), &reply.to_bytes()?, now, random).await?;
    // Their colleagues see that somebody has answered.
    half.vault().mark_opened(asked.from, asked.message).await?;
    Ok(going.message)
}

/// Carries a packet of a case, which ends when its release does. Whoever sends one has written that down before, as
/// [`crate::send_packet`] does.
pub async fn carry_packet(
    half: &SealedHalf,
    keyring: &Keyring,
    going: Going,
    (open, packet): (&OpenCase, &Packet),
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    send::<content::Packet>(half, keyring, (going, Some(open)), &packet.to_bytes()?, now, random).await
}

/// The packets that others have sent, as long as their releases are good.
pub async fn packets(half: &SealedHalf, keyring: &Keyring, now: Now) -> Result<Inbox<Packet>, Error> {
    received::<content::Packet, _>(half, keyring, now, Packet::from_bytes).await
}

/// One of them, which is opened to be read: its sender is told so by [`underway`]. Nothing, where it is there no more.
pub async fn read_packet(
    half: &SealedHalf,
    keyring: &Keyring,
    (from, message): (AgencyId, MessageId),
    now: Now,
) -> Result<Option<Received<Packet>>, Error> {
    let Some(row) = half.vault().message(from, message).await? else { return Ok(None) };
    let head = Head::from_bytes(&row.bytes)?;
    if row.recipient != keyring.agency() || head.kind != content::Packet::CODE {
        return Ok(None);
    }
    let read = opened::<content::Packet, _>(half, keyring, (&row, &head), now, &Packet::from_bytes).await?;
    if read.is_some() {
        half.vault().mark_opened(from, message).await?;
    }
    Ok(read)
}

/// How a message stands that this agency sent.
pub async fn underway(
    half: &SealedHalf,
    keyring: &Keyring,
    message: MessageId,
    now: Now,
) -> Result<Underway, Error> {
    let Some(row) = half.vault().message(keyring.agency(), message).await? else { return Ok(Underway::Over) };
    Ok(match (now.millis() >= row.until, row.is_opened) {
        (true, _) => Underway::Over,
        (false, true) => Underway::Opened,
        (false, false) => Underway::Waits,
    })
}

/// Tells the sender of a packet something of the person that it is about: under a release that came with it, or under one
/// that was signed here, which then is of this case.
pub async fn tell(
    half: &SealedHalf,
    keyring: &Keyring,
    going: Going,
    (of, reply): (Option<&OpenCase>, &Reply),
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    send::<content::Reply>(half, keyring, (going, of), &reply.to_bytes()?, now, random).await
}

/// What others have replied; of each thread and sender the latest.
pub async fn replies(half: &SealedHalf, keyring: &Keyring, now: Now) -> Result<Inbox<Reply>, Error> {
    let mut inbox = received::<content::Reply, _>(half, keyring, now, Reply::from_bytes).await?;
    inbox.received.sort_by_key(|reply| (reply.from, reply.what.thread, std::cmp::Reverse(reply.what.at)));
    inbox.received.dedup_by_key(|reply| (reply.from, reply.what.thread));
    Ok(inbox)
}

/// Ends a message that the agency sent: whoever has not read it will not. Whether it was there.
pub async fn take_back(half: &SealedHalf, keyring: &Keyring, message: MessageId) -> Result<bool, Error> {
    Ok(half.end_message(keyring.agency(), message).await?)
}
