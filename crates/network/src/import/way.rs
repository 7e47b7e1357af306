//! Takes sentences that say how to get to a hidden place out of its own texts.

use super::rules;
use crate::{Agency, Attribute, Phone, Place, Service};

/// What a sentence that was taken out leaves.
const GONE: &str = "•••";

/// Out of the texts of an agency that has a hidden place.
pub(super) fn agency(agency: &mut Agency) {
    texts([&mut agency.description]);
    attributes(&mut agency.attributes);
    phones(&mut agency.phones);
}

/// Out of the texts of a hidden place; it has no attributes.
pub(super) fn place(place: &mut Place) {
    texts([&mut place.schedule.note]);
    phones(&mut place.phones);
}

/// Out of the texts of a service that is had at one.
pub(super) fn service(service: &mut Service) {
    texts([&mut service.description, &mut service.eligibility, &mut service.application]);
    texts([&mut service.documents, &mut service.fees, &mut service.schedule.note]);
    attributes(&mut service.attributes);
    phones(&mut service.phones);
}

fn attributes(attributes: &mut [Attribute]) {
    attributes.iter_mut().for_each(|attribute| text(&mut attribute.value));
}

fn phones(phones: &mut [Phone]) {
    phones.iter_mut().for_each(|phone| texts([&mut phone.note]));
}

fn texts<const N: usize>(texts: [&mut Option<String>; N]) {
    texts.into_iter().flatten().for_each(text);
}

fn text(text: &mut String) {
    if !rules::tells_the_way(text) {
        return;
    }
    // A phrase may stand on both sides of a full stop; then the whole text goes.
    let mut kept = String::with_capacity(text.len());
    for sentence in text.split_inclusive(['.', '!', '?', '\n', ';']) {
        if rules::tells_the_way(sentence) {
            let start = sentence.len() - sentence.trim_start().len();
            let end = sentence.ends_with('\n').then_some("\n");
            kept.extend([sentence.get(..start).unwrap_or_default(), GONE, end.unwrap_or_default()]);
        } else {
            kept.push_str(sentence);
        }
    }
    *text = if rules::tells_the_way(&kept) { GONE.into() } else { kept };
}

#[cfg(test)]
mod tests {
    #[test]
    fn sentences_that_say_the_way_go_and_the_others_stay() {
        for (before, after) in [
            ("Open all night. Two blocks east of the mall. Call first.", "Open all night. ••• Call first."),
            ("Call first.\nTurn left at the church\nBring a friend", "Call first.\n•••\nBring a friend"),
            ("A dos cuadras del mercado", "•••"),
            ("Two blocks. East of the mall", "•••"),
            ("We stand with survivors.", "We stand with survivors."),
        ] {
            let mut text = before.to_owned();
            super::text(&mut text);
            assert_eq!(text, after);
        }
    }
}
