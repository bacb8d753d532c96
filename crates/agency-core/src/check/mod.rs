//! «Проверка заполнения договора»: what an order still lacks for its contract.
//!
//! [`check`] is pure: the same order, agency and moment give the same rows in the
//! same order — red by blocks of the order's page, then orange, then warnings.
//! Missing fields come from the modules here, wrong values from [`crate::validate`].
//! Labels and places are those of seed 000 where it has them.

mod agency;
mod contract;
mod customer;
mod operator;
mod price;
mod services;
mod tour;
mod tourists;

pub use agency::check_agency;
pub use operator::check_operator;

use crate::validate::{FieldProblem, validate};
use crate::{Agency, ContractKind, Order, fields};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How much a row matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckLevel {
    /// Red star: must be mended before the contract can be sent.
    Red,
    /// Orange star: a service is not added or filled in part; may stay so.
    Orange,
    /// Worth a look; blocks nothing.
    Warning,
}

/// Block of the order's page (or of the settings) where a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Блок «Данные договора».
    Contract,
    /// Блок «Заказчик».
    Customer,
    /// Блок «Туристы».
    Tourists,
    /// Блок «Детали тура».
    Tour,
    /// Блок «Стоимость и оплата».
    Price,
    /// Блок «Туроператор».
    Operator,
    /// Настройки → «Реквизиты агентства».
    Agency,
}

impl Block {
    /// The words of the column «Где находится».
    pub fn place(self) -> &'static str {
        match self {
            Self::Contract => "Блок \"Данные договора\"",
            Self::Customer => "Блок \"Заказчик\"",
            Self::Tourists => "Блок \"Туристы\"",
            Self::Tour => "Блок \"Детали тура\"",
            Self::Price => "Блок \"Стоимость и оплата\"",
            Self::Operator => "Блок \"Туроператор\"",
            Self::Agency => "Настройки \"Реквизиты агентства\"",
        }
    }
}

/// A row of the window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CheckRow {
    /// Star.
    pub level: CheckLevel,
    /// «Поле для заполнения».
    pub label: String,
    /// Block of the field.
    pub block: Block,
    /// «Где находится».
    pub place: String,
    /// Path of the field, to open it: `contract.date`, `tourists.<id>.birth_date`.
    pub anchor: String,
    /// Why the row is here.
    pub reason: String,
}

/// Checks an order for its contract. `now` decides «today» by Moscow time.
pub fn check(order: &Order, agency: &Agency, now: DateTime<Utc>) -> Vec<CheckRow> {
    let today = crate::dates::moscow(now).date_naive();
    let mut rows = Rows::default();
    contract::check(order, &mut rows);
    customer::check(order, &mut rows);
    tourists::check(order, today, &mut rows);
    tour::check(order, &mut rows);
    price::check(order, &mut rows);
    operator::check(order, today, &mut rows);
    services::check(order, &mut rows);
    for problem in validate(order, today).iter().filter(|problem| counts(order, problem)) {
        rows.field(order, problem.level, &problem.field, &problem.reason);
    }
    rows.sort(order);
    agency::check(agency, &mut rows);
    rows.sorted()
}

/// Separate services have no operator behind them.
fn counts(order: &Order, problem: &FieldProblem) -> bool {
    order.contract.kind != ContractKind::SeparateServices || fields::block(&problem.field) != Block::Operator
}

/// Rows being gathered.
#[derive(Default)]
struct Rows(Vec<CheckRow>);

const EMPTY: &str = "Поле не заполнено";

impl Rows {
    fn push(&mut self, level: CheckLevel, block: Block, label: &str, anchor: &str, reason: impl Into<String>) {
        self.0.push(CheckRow {
            level,
            label: label.to_owned(),
            block,
            place: block.place().to_owned(),
            anchor: anchor.to_owned(),
            reason: reason.into(),
        });
    }

    fn red(&mut self, block: Block, label: &str, anchor: &str, reason: impl Into<String>) {
        self.push(CheckLevel::Red, block, label, anchor, reason);
    }

    fn warning(&mut self, block: Block, label: &str, anchor: &str, reason: impl Into<String>) {
        self.push(CheckLevel::Warning, block, label, anchor, reason);
    }

    /// A text that must be there. Tells whether it is, so that its form can be checked.
    fn required(&mut self, block: Block, label: &str, anchor: &str, value: &str) -> bool {
        let filled = !value.trim().is_empty();
        if !filled {
            self.red(block, label, anchor, EMPTY);
        }
        filled
    }

    /// A text that must be there and have a form.
    fn valid(
        &mut self,
        block: Block,
        label: &str,
        anchor: &str,
        value: &str,
        is_valid: impl FnOnce(&str) -> bool,
        reason: &str,
    ) {
        if self.required(block, label, anchor, value) && !is_valid(value.trim()) {
            self.red(block, label, anchor, reason);
        }
    }

    /// A value that must be there.
    fn present<T: Copy>(&mut self, block: Block, label: &str, anchor: &str, value: Option<T>) {
        if value.is_none() {
            self.red(block, label, anchor, EMPTY);
        }
    }

    /// A row about a field of the order.
    fn field(&mut self, order: &Order, level: CheckLevel, path: &str, reason: impl Into<String>) {
        self.push(level, fields::block(path), &fields::title(order, path), path, reason);
    }

    /// A field of the order that must hold a text.
    fn text(&mut self, order: &Order, path: &str, value: &str) {
        self.known(order, path, !value.trim().is_empty());
    }

    /// A field of the order that must be filled.
    fn known(&mut self, order: &Order, path: &str, is_filled: bool) {
        if !is_filled {
            self.field(order, CheckLevel::Red, path, EMPTY);
        }
    }

    /// By blocks and fields of the page; services keep the order of the seed's window.
    fn sort(&mut self, order: &Order) {
        self.0.sort_by_cached_key(|row| {
            let place = if row.level == CheckLevel::Orange { 0 } else { fields::place(order, &row.anchor) };
            (row.level, row.block, place)
        });
    }

    fn sorted(mut self) -> Vec<CheckRow> {
        self.0.sort_by_key(|row| row.level);
        self.0
    }
}

/// Today's date as the rules see it.
type Today = NaiveDate;

#[cfg(test)]
mod tests;
