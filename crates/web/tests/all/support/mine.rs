//! A person with a page of their own: a card that staff have given them, and a browser.

use super::Answer;
use super::agency::{House, Person, Records};

/// What somebody was given.
pub(crate) struct Card {
    pub(crate) card: String,
    pub(crate) words: String,
}

impl Records {
    /// Gives the person of a case, by its address, a card through the pages; they see everything there is to see.
    pub(crate) async fn card(&self, by: &Person, case: &str) -> Card {
        let agreed = [("asked", "1"), ("releases", "1"), ("services", "1"), ("looks", "1")];
        let mut fields: Vec<(&str, &str)> = agreed.iter().map(|(section, _)| ("shows", *section)).collect();
        fields.extend([("do", "agree"), ("channel", "when they come on Thursday")]);
        let answer = self.post(by, &format!("{case}/own-page"), &fields).await;
        assert_eq!(answer.status.as_u16(), 303, "{}", answer.text());
        self.another_card(by, case).await
    }

    /// Gives another.
    pub(crate) async fn another_card(&self, by: &Person, case: &str) -> Card {
        let shown = self.post(by, &format!("{case}/own-page/card"), &[("language", "en")]).await;
        assert_eq!(shown.status.as_u16(), 200, "{}", shown.text());
        let mut shown = shown.body.split("translate=\"no\">").skip(1);
        let mut next = || shown.next().unwrap().split('<').next().unwrap().to_owned();
        Card { card: next(), words: next() }
    }

    /// Opens a page with a card, as somebody at this browser types it.
    pub(crate) async fn open(&self, who: &Person, card: &str, words: &str) -> Answer {
        self.post_once(who, "/mine", &[("card", card), ("words", words)]).await
    }

    /// A browser in which the page of a card is open.
    pub(crate) async fn opened(&self, given: &Card) -> Person {
        let who = Person::new();
        let answer = self.open(&who, &given.card, &given.words).await;
        assert_eq!(answer.header("location"), "/mine/home", "{}", answer.text());
        who
    }
}

impl House {
    /// The person of a case of its own, on their page, whose browser sends what opens it as a session of staff too.
    pub(crate) async fn person(&self, handle: &str) -> Person {
        let case = self.case(&self.holder, handle).await;
        let person = self.opened(&self.card(&self.holder, &case).await).await;
        let cookies = person.cookies().unwrap();
        person.put("session", cookies.strip_prefix("page=").unwrap());
        person
    }
}
