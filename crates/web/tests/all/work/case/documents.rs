//! Documents: who takes one out says their words again, who looks is written down, and one is deleted after a look at it.

use crate::support::agency::on_both;
use crate::support::things::Things;

#[tokio::test]
async fn a_document_leaves_only_for_whoever_says_their_words_again_and_goes_after_a_look() {
    on_both(async |house| {
        let ana = &house.holder;
        let things = Things::case(&house, ana, "Blue door").await;
        let page = things.address("/at-work/case/{case}/document/{document}");
        let (take, delete, log) =
            (format!("{page}/take"), format!("{page}/delete"), things.address("/at-work/case/{case}/log"));
        let shown = house.get(ana, &format!("{page}/content?take")).await;
        assert_eq!(shown.header("content-disposition"), "inline", "a link takes nothing out");
        let refused = house.post(ana, &take, &[("step-up-words", "other words")]).await;
        assert_eq!(refused.status, 422);
        assert!(!house.get(ana, &log).await.text().contains("took out as a file"));
        let file = house.post(ana, &take, &[("step-up-words", &ana.words)]).await;
        assert_eq!((file.status.as_u16(), file.body.trim()), (200, "Blue door"));
        assert!(file.header("content-disposition").starts_with("attachment"));
        assert!(house.get(ana, &log).await.text().contains("took out as a file"));
        // Whoever asks for the content alone has looked too.
        house.get(&house.lead, &format!("{page}/content")).await;
        let told = house.get(ana, &log).await.text();
        assert!(told.contains(&format!("{} looked at: Notes", house.lead.name)), "{told}");

        let asked = house.get(ana, &delete).await.text();
        assert!(asked.contains("Blue door") && asked.contains("old backup"), "{asked}");
        assert_eq!(house.get(ana, &page).await.status, 200, "it is there still");
        let gone = house.follow(ana, &delete, &[]).await;
        assert_eq!(gone.status, 200);
        assert_eq!(house.get(ana, &page).await.status, 404);
    })
    .await;
}
