use crate::demo;

#[test]
fn write_it() {
    let c = demo::contract();
    std::fs::write("/tmp/docs/c.pdf", &c.pdf).expect("x");
    println!("{} {:?}", c.pages, c.places);
}
