//! The main job with no window: an order, its check, sending, the tourist,
//! the signed file — over the same commands, mail, SMS and pages as in life.

#![expect(clippy::print_stdout, reason = "the demo tells each step")]

use crate::tourist::{Tourist, text};
use agency_app::wire::contract::{CheckResult, Evidence};
use agency_app::wire::integration::{ListSmsHistory, SmsHistory};
use agency_app::wire::order::{FileContents, FileRef, OrderDetails, OrderRef, SaveOrder};
use agency_app::wire::{Empty, Page};
use agency_app::{App, Config, Folder, Headless, SystemClock, command};
use agency_core::check::CheckLevel;
use agency_core::{ContractStatus, Order};
use agency_documents::seal;
use agency_signing::Record;
use agency_simulator::{Simulator, SimulatorConfig};
use anyhow::{Context, Result, bail, ensure};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::broadcast::error::RecvError;

/// Walks the whole job and leaves its results in `out`.
///
/// # Errors
/// Any step that did not go as it should, or a result that does not verify.
pub async fn demo(out: &Path) -> Result<()> {
    fs::create_dir_all(out)?;
    let data = tempdir()?;
    let simulator = Simulator::start(SimulatorConfig::default()).await?;
    let app = App::start(Config {
        secrets: Arc::new(Folder::new(data.path())),
        data_folder: data.path().to_owned(),
        clock: Arc::new(SystemClock),
        host: Arc::new(Headless),
        simulator: Some(format!("http://{}", simulator.http_addr)),
        version: env!("CARGO_PKG_VERSION"),
    })
    .await;
    let desk = Desk { app };
    desk.set_up(simulator.smtp_addr.port()).await?;
    let order = desk.order().await?;
    let order = desk.fill(order).await?;
    desk.send(&order).await?;
    let tourist = Tourist::new(format!("http://{}", simulator.http_addr))?;
    sign(&tourist, &order).await?;
    desk.keep_results(&order, &tourist, out).await?;
    desk.app.stop().await;
    simulator.stop().await;
    Ok(())
}

/// The manager's side.
struct Desk {
    app: App,
}

impl Desk {
    async fn call<T: DeserializeOwned>(&self, name: &str, request: impl Serialize) -> Result<T> {
        let response = command::dispatch(&self.app, name, serde_json::to_value(request)?).await?;
        Ok(serde_json::from_value(response)?)
    }

    async fn set_up(&self, smtp_port: u16) -> Result<()> {
        let agency: serde_json::Value = read_json("tests/fixtures/agency.json")?;
        println!("1. Агентство {}", text(&agency, "short_name"));
        self.call::<serde_json::Value>("create_office", json!({ "agency": agency })).await?;
        for which in ["stamp", "signature"] {
            let picture = fs::read(fixture(&format!("tests/fixtures/{which}.png")))?;
            let upload = json!({ "which": which, "base64": BASE64_STANDARD.encode(picture) });
            self.call::<serde_json::Value>("upload_image", upload).await?;
        }
        let sms =
            json!({ "service": "smsc", "login": "demo", "sender": "TurAgent", "password": "demo", "token": null });
        self.call::<serde_json::Value>("save_sms_settings", sms).await?;
        let mail = json!({
            "settings": {
                "host": "127.0.0.1", "port": smtp_port, "security": "none", "login": "demo",
                "from_address": "dogovor@romashka.example", "from_name": "Ромашка Тур", "has_password": false,
            },
            "password": "demo",
        });
        self.call::<serde_json::Value>("save_mail_settings", mail).await?;
        Ok(())
    }

    async fn order(&self) -> Result<OrderDetails> {
        let created: OrderDetails = self.call("create_order", Empty {}).await?;
        let mut order: Order = read_json("tests/fixtures/orders/6083-1234.json")?;
        order.id = created.order.id;
        let saved: OrderDetails = self.call("save_order", SaveOrder { order, version: created.version }).await?;
        println!("2. Заявка {}: {}", saved.order.number, saved.order.customer.full_name());
        Ok(saved)
    }

    /// Shows the check and fills what it names.
    async fn fill(&self, details: OrderDetails) -> Result<OrderDetails> {
        println!("3. Проверка заполнения договора:");
        for row in &details.check {
            println!("   ★ {} — {}", row.label, row.place);
        }
        let order = agency_testkit::filled(details.order);
        let saved: OrderDetails = self.call("save_order", SaveOrder { order, version: details.version }).await?;
        let left: CheckResult = self.call("check_contract", OrderRef { id: saved.order.id }).await?;
        let red = left.rows.iter().filter(|row| row.level == CheckLevel::Red).count();
        ensure!(red == 0, "{red} red rows are left");
        println!("   заполнено, осталось строк: {}", left.rows.len());
        Ok(saved)
    }

    async fn send(&self, details: &OrderDetails) -> Result<()> {
        let _: OrderDetails = self.call("send_for_signing", OrderRef { id: details.order.id }).await?;
        println!("4. Ссылка отправляется на {}", details.order.customer.email);
        Ok(())
    }

    async fn keep_results(&self, details: &OrderDetails, tourist: &Tourist, out: &Path) -> Result<()> {
        let reference = OrderRef { id: details.order.id };
        let signed = self.wait_until_signed(reference).await?;
        println!("9. Статус договора: {}", signed.order.contract.status.label());
        let file = signed.files.first().context("no file in the order")?;
        let contents: FileContents = self.call("read_file", FileRef { id: file.id }).await?;
        let pdf = BASE64_STANDARD.decode(contents.base64)?;
        let report = seal::verify(&pdf)?;
        let name = format!("Договор {}", signed.order.contract.number);
        fs::write(out.join(format!("{name}.pdf")), &pdf[..usize::try_from(report.original_bytes)?])?;
        fs::write(out.join(format!("{name} подписанный.pdf")), &pdf)?;
        println!(
            "10. Файл «{}»: {} КБ, SHA-256 исходного договора {}",
            contents.name,
            pdf.len() / 1024,
            report.original_sha256
        );
        self.keep_evidence(reference, &report.original_sha256, out).await?;
        let letter = tourist.letter("успешно подписан").await?;
        println!("11. Письмо «{}» с подписанным договором", text(&letter, "subject"));
        Ok(())
    }

    async fn keep_evidence(&self, reference: OrderRef, document: &str, out: &Path) -> Result<()> {
        let evidence: Evidence = self.call("read_evidence", reference).await?;
        fs::write(out.join("evidence.jsonl"), &evidence.jsonl)?;
        let text = fs::read_to_string(out.join("evidence.jsonl"))?;
        let records: Vec<Record> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
        let head = agency_signing::verify(&records)?;
        ensure!(records.iter().all(|record| record.doc_sha256 == document), "evidence of another document");
        println!("    доказательства: {} событий, цепочка цела, последнее {}", head.seq, &head.hash[..16]);
        let request = ListSmsHistory { search: String::new(), page: Page { offset: 0, limit: 100 } };
        let history: SmsHistory = self.call("list_sms_history", request).await?;
        fs::write(out.join("sms-history.json"), serde_json::to_string_pretty(&history.rows)?)?;
        ensure!(history.rows.iter().any(|row| row.signed_at.is_some()), "no SMS has a date of signing");
        Ok(())
    }

    /// Waits for the portal's event, as the window does.
    async fn wait_until_signed(&self, reference: OrderRef) -> Result<OrderDetails> {
        let mut events = self.app.events();
        loop {
            let details: OrderDetails = self.call("get_order", reference).await?;
            if details.order.contract.status == ContractStatus::Signed {
                return Ok(details);
            }
            match events.recv().await {
                Ok(_) | Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => bail!("the program stopped"),
            }
        }
    }
}

/// The tourist's side, from the letter to the success page.
async fn sign(tourist: &Tourist, details: &OrderDetails) -> Result<()> {
    let number = &details.order.contract.number;
    let letter = tourist.letter(&format!("Подписание электронного договора № {number}")).await?;
    println!("5. Письмо «{}»", text(&letter, "subject"));
    let link = text(&letter, "text")
        .split_whitespace()
        .find(|word| word.starts_with("http") && word.contains("/s/"))
        .context("no link in the letter")?;
    let page = tourist.open(link).await?;
    println!("6. Страница «{}», страниц договора: {}", page.heading()?, page.pictures()?);
    let page = tourist.submit(&page, "/continue", "").await?;
    println!("7. Отметки сделаны, код запрошен: «{}»", page.heading()?);
    let code = tourist.code().await?;
    let page = tourist.submit(&page, "/code", &code).await?;
    println!("8. Код введён: «{}»", page.heading()?);
    let copy = tourist.download(&page, ".pdf").await?;
    seal::verify(&copy)?;
    Ok(())
}

fn fixture(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn read_json<T: DeserializeOwned>(path: &str) -> Result<T> {
    let text = fs::read_to_string(fixture(path)).with_context(|| format!("{path} is not there"))?;
    Ok(serde_json::from_str(&text)?)
}

fn tempdir() -> Result<tempfile::TempDir> {
    Ok(tempfile::Builder::new().prefix("turoffice-demo-").tempdir()?)
}
