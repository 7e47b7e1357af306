use seal::message::Sending;
use seal::{Announcement, MessageId, WrapId};

fn sending(message: MessageId, wrap: WrapId, recipient: &Announcement) -> Sending<'_> {
    Sending { message, wrap, recipient, release: &[], until: 0 }
}

fn main() {}
