use crate::support::Site;

#[tokio::test]
async fn leaving_forgets_and_goes_to_a_neutral_site() {
    let site = Site::demo().await;
    for answer in [site.get("/leave").await, site.post("/leave", "").await] {
        assert_eq!(answer.status, 303);
        assert_eq!(answer.header("location"), web::NEUTRAL_SITE);
        assert_eq!(answer.header("clear-site-data"), "\"cache\", \"cookies\", \"storage\"");
        assert!(answer.header("set-cookie").starts_with("lang=; Path=/; Max-Age=0"));
        assert_eq!(answer.body, "");
    }
}

#[tokio::test]
async fn leaving_with_a_language_in_the_address_still_forgets_it() {
    let site = Site::demo().await;
    assert!(site.get("/leave?lang=es").await.header("set-cookie").contains("Max-Age=0"));
}
