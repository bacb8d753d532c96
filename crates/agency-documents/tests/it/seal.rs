use crate::demo;
use agency_documents::seal::{seal, verify};

#[test]
fn write_it() {
    let contract = demo::contract();
    let sealed = demo::sealed(&contract);
    std::fs::write("/tmp/docs/s.pdf", &sealed.pdf).expect("x");
    println!("{:?}", verify(&sealed.pdf));
    let _ = seal;
}
