use axum::body::Body;
use axum::http::Request;

use crate::support::Site;

async fn language(site: &Site, address: &str, headers: &[(&str, &str)]) -> String {
    let request =
        headers.iter().fold(Request::get(address), |request, (name, value)| request.header(*name, *value));
    let answer = site.send(request.body(Body::empty()).unwrap()).await;
    let (_, rest) = answer.body.split_once("<html lang=\"").unwrap();
    rest[..2].to_owned()
}

#[tokio::test]
async fn the_address_decides_before_the_cookie_and_the_cookie_before_the_browser() {
    let site = Site::demo().await;
    let browser = ("accept-language", "es-MX,es;q=0.9");
    assert_eq!(language(&site, "/", &[]).await, "en");
    assert_eq!(language(&site, "/", &[browser]).await, "es");
    assert_eq!(language(&site, "/", &[browser, ("cookie", "a=b; lang=en")]).await, "en");
    assert_eq!(language(&site, "/?lang=es", &[("cookie", "lang=en")]).await, "es");
    assert_eq!(language(&site, "/?lang=de", &[("cookie", "lang=en")]).await, "en");
}

#[tokio::test]
async fn no_public_page_says_in_its_title_or_address_what_it_is_about() {
    let site = Site::demo().await;
    let tells = ["traffick", "trata", "exploit", "explot"];
    let agencies = site.get("/agencies").await.body;
    let addresses = agencies.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let addresses: Vec<&str> = addresses.filter(|address| address.starts_with('/')).collect();
    assert!(addresses.len() > 100);
    for address in addresses {
        let told = tells.iter().any(|word| address.to_lowercase().contains(word));
        assert!(!told, "the address {address}");
        for lang in ["en", "es"] {
            if address.starts_with("/leave") || address.starts_with("/static") || address.contains('?') {
                continue;
            }
            let title = site.get(&format!("{address}?lang={lang}")).await.title().to_lowercase();
            assert!(!tells.iter().any(|word| title.contains(word)), "the title of {address}: {title}");
        }
    }
}
