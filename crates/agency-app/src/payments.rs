//! «Оплаты» of an order: plan and fact, payments, receipts.

use crate::app::App;
use crate::error::{Code, Error};
use crate::office::blocking;
use crate::start::AGENCY;
use crate::wire::event::Tag;
use crate::wire::money::{AddPayment, CancelPayment, OrderPayments, PaymentRef, SideState};
use crate::wire::order::{FileRef, OrderRef};
use agency_core::finance::{self, Direction, Due, Payment, Side};
use agency_core::ids::{FileId, OrderId};
use agency_core::{Agency, AuditEntry, AuditKind, Change, Money, SubjectKind, dates};
use agency_documents::images::PreparedImage;
use agency_documents::receipt::{self, ReceiptInput};
use agency_store::files::{self, NewFile};
use agency_store::images::{self, Image};
use agency_store::{Read, StoreResult, Write, audit, orders, payments, settings};
use chrono::{DateTime, Days, NaiveDate, Utc};

/// What a receipt is called among the files.
const RECEIPT: &str = "Квитанция";

/// Payments of an order with its plan.
pub(crate) async fn list_payments(app: &App, request: OrderRef) -> Result<OrderPayments, Error> {
    let office = app.office().await?;
    let today = today(office.now());
    office.read(move |read| of_order(read, request.id, today)).await
}

/// The day by Moscow time: the one every rule of dates goes by.
pub(crate) fn today(now: DateTime<Utc>) -> NaiveDate {
    dates::moscow(now).date_naive()
}

fn of_order(read: &Read<'_>, id: OrderId, today: NaiveDate) -> StoreResult<OrderPayments> {
    let order = orders::get(read, id)?.order;
    let payments = payments::of_order(read, id)?;
    let plan = payments::plan_of_order(read, id)?;
    let [tourist, operator] = Side::ALL.map(|side| side_state(&plan, &payments, side, today));
    Ok(OrderPayments {
        commission: finance::commission(&order, tourist.balance, operator.balance),
        is_void: finance::is_void(&order),
        payments,
        plan,
        tourist,
        operator,
        today,
    })
}

fn side_state(plan: &[Due], payments: &[Payment], side: Side, today: NaiveDate) -> SideState {
    let balance = finance::balance(plan, payments, side);
    let next = plan.iter().find(|due| due.side == side && due.open > Money(0)).map_or(Money(0), |due| due.open);
    SideState {
        balance,
        rest: balance.rest(),
        overdue: finance::overdue(plan, side, today),
        next,
        status: balance.status(),
    }
}

/// Adds a payment; a repeat of the same request changes nothing.
pub(crate) async fn add_payment(app: &App, request: AddPayment) -> Result<OrderPayments, Error> {
    let office = app.office().await?;
    let (now, author) = (office.now(), office.actor()?.name.clone());
    let tomorrow = today(now) + Days::new(1);
    let mut problems = Vec::new();
    if request.sum <= Money(0) {
        problems.push("Сумма должна быть больше нуля.");
    }
    // a clock east of Moscow may be a day ahead
    if request.date > tomorrow {
        problems.push("Дата оплаты ещё не наступила: план оплат задаётся в блоке «Стоимость и оплата».");
    }
    if !problems.is_empty() {
        return Err(problems.into_iter().fold(Error::new(Code::Invalid), Error::with));
    }
    let order_id = request.order_id;
    let payment = Payment {
        id: request.id,
        order_id,
        direction: request.direction,
        sum: request.sum,
        date: request.date,
        method: request.method,
        document: request.document,
        note: request.note,
        author,
        created_at: now,
        receipt: None,
        cancelled: None,
    };
    let paid = office
        .write(move |write| {
            let known = payments::of_order(write, order_id)?;
            if !known.iter().any(|other| other.id == payment.id) {
                payments::add(write, &payment)?;
                record(write, &payment, payment.direction.label())?;
            }
            of_order(write, order_id, today(now))
        })
        .await?;
    app.bus.stale(&[Tag::Money]);
    Ok(paid)
}

/// Takes a payment back; it stays in the list with the reason.
pub(crate) async fn cancel_payment(app: &App, request: CancelPayment) -> Result<OrderPayments, Error> {
    let office = app.office().await?;
    let (now, author) = (office.now(), office.actor()?.name.clone());
    if request.reason.trim().is_empty() {
        return Err(Error::new(Code::Invalid).with("Напишите, почему платёж отменён: это останется в истории."));
    }
    let (order_id, id) = (request.order_id, request.id);
    let payment = of(app, PaymentRef { order_id, id }).await?;
    if payment.cancelled.is_some() {
        return Err(Error::new(Code::Invalid).with("Этот платёж уже отменён."));
    }
    let paid = office
        .write(move |write| {
            payments::cancel(write, id, &author, &request.reason)?;
            record(write, &payment, &format!("Отменён платёж: {}", payment.direction.label().to_lowercase()))?;
            of_order(write, order_id, today(now))
        })
        .await?;
    app.bus.stale(&[Tag::Money]);
    Ok(paid)
}

/// A payment of the order it is said to be of: rights are asked for by order.
async fn of(app: &App, request: PaymentRef) -> Result<Payment, Error> {
    let payment = app.office().await?.read(move |read| payments::get(read, request.id)).await?;
    if payment.order_id == request.order_id { Ok(payment) } else { Err(Error::new(Code::NotFound)) }
}

fn record(write: &Write<'_>, payment: &Payment, what: &str) -> StoreResult<()> {
    let number = orders::get(write, payment.order_id)?.order.number;
    let sum = format!("{}\u{a0}₽", payment.sum);
    let entry = AuditEntry::new(AuditKind::Money, format!("{what}, заявка {number}"))
        .about(SubjectKind::Order, payment.order_id)
        .with(Change::of("Сумма", "", &sum))
        .with(Change::of("Дата", "", &dates::short_date(payment.date)));
    audit::record(write, &entry)
}

/// The receipt of a payment: made once, then the same file.
pub(crate) async fn issue_receipt(app: &App, request: PaymentRef) -> Result<FileRef, Error> {
    let office = app.office().await?;
    let payment = of(app, request).await?;
    if payment.direction != Direction::FromTourist || payment.cancelled.is_some() {
        return Err(Error::new(Code::Invalid).with("Квитанцию выписывают только на действующую оплату от туриста."));
    }
    if let Some(id) = office.read(move |read| payments::receipt_file(read, request.id)).await? {
        return Ok(FileRef { id });
    }
    let (number, order, agency, stamp, signature) = office
        .read(move |read| {
            Ok((
                payments::next_receipt(read)?,
                orders::get(read, request.order_id)?.order,
                settings::get::<Agency>(read, AGENCY)?.unwrap_or_default(),
                images::get(read, Image::Stamp)?,
                images::get(read, Image::Signature)?,
            ))
        })
        .await?;
    let (made_of, created_at) = (payment.clone(), office.now());
    let pdf = blocking(move || {
        let prepared = |png: Option<Vec<u8>>| {
            png.map(|png| PreparedImage::from_png(&png))
                .transpose()
                .map_err(|refusal| Error::internal(refusal.reason()))
        };
        let (stamp, signature) = (prepared(stamp)?, prepared(signature)?);
        receipt::render(&ReceiptInput {
            number,
            payment: &made_of,
            order: &order,
            agency: &agency,
            stamp: stamp.as_ref(),
            signature: signature.as_ref(),
            created_at,
        })
        .map_err(|error| Error::new(Code::RenderFailed).with(error.reason()))
    })
    .await??;
    let file = FileId::new();
    let is_kept = office
        .write(move |write| {
            if payments::next_receipt(write)? != number {
                return Ok(false);
            }
            let name = format!("{RECEIPT} {number} от {}.pdf", dates::short_date(payment.date));
            let order_id = payment.order_id;
            files::add(
                write,
                &NewFile {
                    id: file,
                    order_id,
                    name: &name,
                    kind: RECEIPT,
                    mime: "application/pdf",
                    sealed: false,
                    content: &pdf,
                },
            )?;
            payments::put_receipt(write, number, payment.id, file)?;
            record(write, &payment, &format!("{RECEIPT} №\u{a0}{number}"))?;
            Ok(true)
        })
        .await?;
    if !is_kept {
        return Err(Error::new(Code::Invalid).with("Этот номер только что получила другая квитанция. Повторите."));
    }
    app.bus.stale(&[Tag::Money, Tag::Orders]);
    Ok(FileRef { id: file })
}
