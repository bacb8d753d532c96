//! Accounts, pictures, steps; what the service and the mail server answer.

use crate::harness::{Office, mail_settings};
use agency_app::Code;
use agency_app::wire::Empty;
use agency_app::wire::agency::Images;
use agency_app::wire::integration::{MailSettings, SmsCheck, SmsServiceName, SmsSettings, StepState, Steps};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use rstest::rstest;
use serde_json::{Value, json};

fn states(steps: &Steps) -> Vec<StepState> {
    steps.steps.iter().map(|step| step.state).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn steps_follow_the_real_state() {
    use StepState::{Done, Info, Missing};
    let office = Office::ready().await;
    let steps = || office.call::<Steps>("get_integration_steps", Empty {});
    assert_eq!(states(&steps().await), [Done, Done, Info, Info]);
    office.call::<Images>("remove_image", json!({ "which": "stamp" })).await;
    assert_eq!(states(&steps().await), [Done, Missing, Info, Info], "an organisation needs the stamp");

    let mut agency = agency_testkit::agency();
    agency.form = agency_core::LegalForm::Entrepreneur;
    office.call::<Value>("save_agency", json!({ "agency": agency })).await;
    assert_eq!(states(&steps().await), [Done, Done, Info, Info], "for an ИП the signature is enough");

    office
        .call::<SmsSettings>(
            "save_sms_settings",
            json!({ "service": "smsc", "login": "", "sender": "", "password": "", "token": null }),
        )
        .await;
    let now = steps().await;
    assert_eq!(states(&now), [Missing, Done, Info, Info]);
    assert!(now.steps[0].reason.as_deref().is_some_and(|reason| reason.contains("СМС-сервис не подключён")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_kept_when_it_is_not_typed_again_and_never_comes_back() {
    let office = Office::ready().await;
    let kept: SmsSettings = office
        .call(
            "save_sms_settings",
            json!({ "service": "smsc", "login": "demo", "sender": "Tur", "password": null, "token": null }),
        )
        .await;
    let account = kept.accounts.iter().find(|account| account.service == SmsServiceName::Smsc).expect("an account");
    assert_eq!((kept.service, account.sender.as_str()), (SmsServiceName::Smsc, "Tur"));
    assert!(account.has_password && !account.has_token && account.missing.is_none());
    let check: SmsCheck = office.call("check_sms", Empty {}).await;
    assert!(check.balance.ends_with('₽'), "{}", check.balance);
    let raw: Value = office.call("get_mail_settings", Empty {}).await;
    assert!(!raw.to_string().contains("password\":\"demo"), "{raw}");
    let mail: MailSettings = office.call("get_mail_settings", Empty {}).await;
    assert!(mail.has_password);
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_accounts_are_explained() {
    let office = Office::ready().await;
    office
        .call::<SmsSettings>(
            "save_sms_settings",
            json!({ "service": "smsc", "login": "demo", "sender": "", "password": "нет", "token": null }),
        )
        .await;
    let refused = office.try_call::<SmsCheck>("check_sms", Empty {}).await.expect_err("a wrong password");
    assert_eq!(refused.code, Code::SmsRefused);
    assert!(!refused.details.is_empty() && !refused.to_string().contains("нет "), "{refused}");

    let port = office.simulator.smtp_addr.port();
    office.call::<MailSettings>("save_mail_settings", mail_settings(port, "wrong")).await;
    let letter = json!({ "to": "manager@romashka.example" });
    let refused = office.try_call::<Empty>("send_test_letter", &letter).await.expect_err("a wrong password");
    assert_eq!(refused.code, Code::MailRefused);
    office.call::<MailSettings>("save_mail_settings", mail_settings(port, "demo")).await;
    office.call::<Empty>("send_test_letter", &letter).await;
    assert_eq!(office.simulator.mails().len(), 1);
    let refused = office.try_call::<Empty>("send_test_letter", json!({ "to": "a b@c" })).await;
    assert_eq!(refused.expect_err("no address").code, Code::Invalid);
}

#[rstest]
#[case::not_an_image(b"not an image at all".to_vec())]
#[case::broken(agency_testkit::STAMP[..200].to_vec())]
#[case::empty(Vec::new())]
#[case::huge(vec![0; 6 * 1024 * 1024])]
#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_is_none_is_refused_and_the_old_one_stays(#[case] bytes: Vec<u8>) {
    let office = Office::ready().await;
    let before: Images = office.call("get_images", Empty {}).await;
    let upload = json!({ "which": "stamp", "base64": BASE64_STANDARD.encode(bytes) });
    let refused = office.try_call::<Images>("upload_image", upload).await.map(drop).expect_err("refused");
    assert_eq!(refused.code, Code::ImageRefused);
    assert_eq!(refused.details.len(), 1, "it says why: {refused}");
    let after: Images = office.call("get_images", Empty {}).await;
    assert_eq!(after.stamp, before.stamp);
}
