//! `cargo xtask demo` ends in files that verify.

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_leaves_a_contract_a_signed_file_evidence_and_history() {
    let out = tempfile::tempdir().expect("a folder");
    agency_dev::demo::demo(out.path()).await.expect("the demo");
    let mut names: Vec<String> = std::fs::read_dir(out.path())
        .expect("the folder")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["evidence.jsonl", "sms-history.json", "Договор 6083-1234 подписанный.pdf", "Договор 6083-1234.pdf"]
    );
}
