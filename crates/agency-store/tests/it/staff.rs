//! The staff: order of names, PINs, whose an order is.

use super::{base, now, order};
use agency_core::ids::{OfficeId, StaffId};
use agency_core::{OfficeCard, Rights, Role, StaffMember};
use agency_store::staff::Pin;
use agency_store::{offices, orders, staff};
use chrono::TimeDelta;

fn member(name: &str) -> StaffMember {
    StaffMember {
        id: StaffId::new(),
        name: name.into(),
        role: Role::Manager,
        office_id: None,
        phone: "+7 906 680-55-55".into(),
        email: "anna@romashka.example".into(),
        active: true,
        rights: Rights::default(),
    }
}

#[test]
fn people_and_offices_are_kept_and_changed() {
    let base = base();
    let office = OfficeCard {
        id: OfficeId::new(),
        name: "На Арбате".into(),
        address: "Москва".into(),
        phone: String::new(),
        active: true,
    };
    let yana = StaffMember { office_id: Some(office.id), role: Role::Head, ..member("Яковлева Яна") };
    let left = StaffMember { active: false, ..member("Антонова Анна") };
    let eva = member("Ёлкина Ева");
    base.store
        .write(now(), |write| {
            offices::put(write, &office)?;
            [&yana, &left, &eva].into_iter().try_for_each(|member| staff::put(write, member))
        })
        .expect("people");
    let names: Vec<_> =
        base.store.read(staff::list).expect("people").into_iter().map(|(member, _)| member.name).collect();
    assert_eq!(names, ["Ёлкина Ева", "Яковлева Яна", "Антонова Анна"], "who has left comes last");
    assert_eq!(base.store.read(|read| staff::get(read, yana.id)).expect("Яна"), yana);

    let married = StaffMember { name: "Белова Яна".into(), ..yana.clone() };
    base.store
        .write(now(), |write| {
            staff::set_pin(write, yana.id, Some("$argon2id$…"))?;
            staff::count_try(write, yana.id, 5, Some(now() + TimeDelta::seconds(30)))?;
            staff::put(write, &married)
        })
        .expect("a change");
    assert_eq!(base.store.read(|read| staff::get(read, yana.id)).expect("Яна"), married);
    let pin = base.store.read(|read| staff::pin(read, yana.id)).expect("a PIN");
    let closed = Some(now() + TimeDelta::seconds(30));
    assert_eq!(
        pin,
        Pin { hash: Some("$argon2id$…".into()), failures: 5, closed_until: closed },
        "the card keeps the PIN"
    );
    base.store.write(now(), |write| staff::set_pin(write, yana.id, None)).expect("no PIN");
    assert_eq!(base.store.read(|read| staff::pin(read, yana.id)).expect("no PIN"), Pin::default());
}

#[test]
fn the_manager_of_an_order_is_known() {
    let base = base();
    let order = order("6083-1");
    base.store.write(now(), |write| orders::add(write, &order, "тест")).expect("an order");
    let manager = base.store.read(|read| staff::manager_of(read, order.id)).expect("a manager");
    assert_eq!((manager.id, manager.name), (None, order.manager));
}
