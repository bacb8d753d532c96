//! A tourist on the console: reads letters and SMS, walks the pages.

use anyhow::{Context, Result, bail};
use reqwest::Client;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use std::time::Duration;
use tokio::time::{Instant, interval};

/// How long the tourist waits for a letter or an SMS.
const PATIENCE: Duration = Duration::from_secs(60);

/// An HTTP client of this computer only.
///
/// # Errors
/// The TLS library cannot be set up.
pub fn client() -> Result<Client> {
    agency_messaging::tls::install_provider();
    Ok(Client::builder().no_proxy().timeout(PATIENCE).build()?)
}

/// The tourist with a mailbox and a phone in the simulator.
pub struct Tourist {
    http: Client,
    simulator: String,
}

/// A page of the portal.
pub struct Page {
    url: String,
    html: String,
}

impl Tourist {
    /// A tourist whose mailbox and phone are in the simulator at this address.
    ///
    /// # Errors
    /// The TLS library cannot be set up.
    pub fn new(simulator: String) -> Result<Self> {
        Ok(Self { http: client()?, simulator })
    }

    /// The letter whose subject holds these words, as soon as it is there.
    pub async fn letter(&self, subject: &str) -> Result<Value> {
        self.wait_for("mails", |letter| text(letter, "subject").replace('\u{a0}', " ").contains(subject))
            .await
            .with_context(|| format!("no letter «{subject}»"))
    }

    /// The code out of the last SMS.
    pub async fn code(&self) -> Result<String> {
        let sms = self.wait_for("messages", |sms| text(sms, "text").starts_with("Код ")).await.context("no SMS")?;
        let code: String = text(&sms, "text").chars().skip(4).take_while(char::is_ascii_digit).collect();
        if code.is_empty() { bail!("the SMS holds no code") } else { Ok(code) }
    }

    async fn wait_for(&self, list: &str, is_wanted: impl Fn(&Value) -> bool) -> Result<Value> {
        let mut ticks = interval(Duration::from_millis(100));
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            ticks.tick().await;
            let all: Vec<Value> =
                self.http.get(format!("{}/control/{list}", self.simulator)).send().await?.json().await?;
            if let Some(found) = all.into_iter().rev().find(|item| is_wanted(item)) {
                return Ok(found);
            }
        }
        bail!("nothing came in {} s", PATIENCE.as_secs())
    }

    /// Opens an address and loads the pictures on it, as a browser does.
    pub async fn open(&self, url: &str) -> Result<Page> {
        let page =
            Page { url: url.to_owned(), html: self.http.get(url).send().await?.error_for_status()?.text().await? };
        for picture in page.addresses("img", "src")? {
            self.http.get(picture).send().await?.error_for_status()?.bytes().await?;
        }
        Ok(page)
    }

    /// Sends the form whose address ends so: every box ticked, `typed` in its text field.
    pub async fn submit(&self, page: &Page, ending: &str, typed: &str) -> Result<Page> {
        let (action, fields) = page.form(ending, typed)?;
        let response = self.http.post(action).form(&fields).send().await?;
        let url = response.url().to_string();
        let status = response.status();
        let html = response.text().await?;
        if !status.is_success() {
            bail!("the portal answered {status}");
        }
        Ok(Page { url, html })
    }

    /// Downloads the file behind a link whose address ends so.
    pub async fn download(&self, page: &Page, ending: &str) -> Result<Vec<u8>> {
        let link = page
            .addresses("a", "href")?
            .into_iter()
            .find(|address| address.ends_with(ending))
            .with_context(|| format!("no link to {ending}"))?;
        Ok(self.http.get(link).send().await?.error_for_status()?.bytes().await?.to_vec())
    }
}

impl Page {
    /// The words of the first heading.
    pub fn heading(&self) -> Result<String> {
        let document = Html::parse_document(&self.html);
        let heading = document.select(&selector("h1")?).next().context("no heading")?;
        Ok(heading.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Number of pictures of pages.
    pub fn pictures(&self) -> Result<usize> {
        Ok(self.addresses("img", "src")?.len())
    }

    fn addresses(&self, tag: &str, attribute: &str) -> Result<Vec<String>> {
        let document = Html::parse_document(&self.html);
        let base = reqwest::Url::parse(&self.url)?;
        document
            .select(&selector(&format!("{tag}[{attribute}]"))?)
            .filter_map(|element| element.value().attr(attribute))
            .map(|address| Ok(base.join(address)?.to_string()))
            .collect()
    }

    /// The words of the page, spaces single.
    pub fn text(&self) -> String {
        let words = Html::parse_document(&self.html).root_element().text().collect::<String>();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn form(&self, ending: &str, typed: &str) -> Result<(String, Vec<(String, String)>)> {
        let document = Html::parse_document(&self.html);
        let (forms, inputs) = (selector("form")?, selector("input[name]")?);
        let leads_there =
            |form: &ElementRef<'_>| form.value().attr("action").is_some_and(|action| action.ends_with(ending));
        let form = document.select(&forms).find(leads_there).with_context(|| format!("no form for {ending}"))?;
        let action = reqwest::Url::parse(&self.url)?.join(form.value().attr("action").unwrap_or_default())?;
        let fields = form
            .select(&inputs)
            .map(|input| {
                let is_text = input.value().attr("type") == Some("text");
                let own = input.value().attr("value").unwrap_or("on");
                let name = input.value().attr("name").unwrap_or_default();
                (name.to_owned(), if is_text { typed } else { own }.to_owned())
            })
            .collect();
        Ok((action.to_string(), fields))
    }
}

fn selector(css: &str) -> Result<Selector> {
    Selector::parse(css).map_err(|error| anyhow::anyhow!("selector: {error}"))
}

/// A text field of a JSON record.
pub fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}
