//! A filter of the grid as SQL.

use super::index::{Field, facet};
use crate::error::StoreResult;
use crate::search::{key, typed_words};
use crate::store::word;
use agency_core::OrderStatus;
use agency_core::grid::{OrderFilter, OrderTab};
use agency_core::ids::StaffId;
use chrono::NaiveDate;
use rusqlite::types::Value;

/// Who looks at the grid, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// Member of the staff; «Мои» are the orders of this one.
    pub staff: Option<StaffId>,
    /// The name, for orders that name their manager only in words.
    pub name: String,
    /// Orders of other managers are not shown.
    pub own_only: bool,
    /// Today where the viewer is.
    pub today: NaiveDate,
}

impl Viewer {
    /// Own orders in the words of the index.
    pub(super) fn own_orders(&self, with_nobodys: bool) -> String {
        let mut names: Vec<String> = key(&self.name).map(|name| facet("manager", &name)).into_iter().collect();
        if with_nobodys {
            names.push(facet("manager", ""));
        }
        let mut any: Vec<String> = self.staff.map(|staff| facet("staff", &staff.to_string())).into_iter().collect();
        if !names.is_empty() {
            any.push(format!("({} AND ({}))", facet("staff", ""), names.join(" OR ")));
        }
        match any.is_empty() {
            true => "facets : nobody".into(),
            false => format!("facets : ({})", any.join(" OR ")),
        }
    }
}

/// Conditions of a query on `orders AS o`.
#[derive(Default)]
pub(super) struct Conditions {
    /// What every row must meet, joined by AND.
    columns: Vec<String>,
    /// Words every row must have, as a condition on `order_words AS w`.
    words: Vec<String>,
    /// The same for the index: candidates, of which the columns take the right ones.
    terms: Vec<String>,
    /// Whether a range of the start or the end of the tour is asked for.
    dates: Vec<String>,
    values: Vec<Value>,
    /// The tab, when it is one.
    place: Option<i64>,
}

const IN_WORK: i64 = 0;
const QUOTE: i64 = 1;
const ARCHIVE: i64 = 2;
const TRASH: i64 = 3;

impl Conditions {
    pub(super) fn of(filter: &OrderFilter, viewer: &Viewer) -> StoreResult<Self> {
        let mut all = Self::default();
        all.tab(filter, viewer)?;
        all.typed(&filter.search, &Field::ALL);
        all.typed(&filter.number, &[Field::Number]);
        all.typed(&filter.contract_number, &[Field::ContractNumber]);
        all.typed(&filter.tourist, &[Field::Tourists]);
        all.typed(&filter.customer, &[Field::Customer]);
        all.date("tour_start", ">=", filter.start_from);
        all.date("tour_start", "<=", filter.start_to);
        all.date("tour_start", "=", filter.departs.map(|day| day.after(viewer.today)));
        all.date("tour_end", "=", filter.returns.map(|day| day.after(viewer.today)));
        all.texts("manager_key", "manager", &filter.managers);
        all.texts("operator_key", "operator", &filter.operators);
        all.texts("departure_city_key", "city", &filter.departure_cities);
        all.texts("lead_source_key", "source", &filter.lead_sources);
        all.texts("lead_kind_key", "kind", &filter.lead_kinds);
        all.values("office_id", "office", filter.offices.iter().map(ToString::to_string).collect());
        all.values("payment_method", "payment", words(&filter.payment_methods)?);
        all.values("documents_given", "documents", words(&filter.documents_given)?);
        all.values("status", "status", words(&filter.statuses)?);
        all.values("contract_status", "contract", words(&filter.contract_statuses)?);
        all.members("countries", "country", filter.countries.clone());
        all.members("services", "service", words(&filter.services)?);
        Ok(all)
    }

    fn tab(&mut self, filter: &OrderFilter, viewer: &Viewer) -> StoreResult<()> {
        let place = match filter.tab {
            OrderTab::All | OrderTab::Mine => IN_WORK,
            OrderTab::Quotes => QUOTE,
            OrderTab::Archived => ARCHIVE,
            OrderTab::Trash => TRASH,
        };
        if place == IN_WORK && (filter.departs.is_some() || filter.returns.is_some()) {
            // whoever travels these days is wanted, though the papers are given out and the order is put away
            let cancelled: Vec<String> = OrderStatus::ALL
                .into_iter()
                .filter(|status| status.is_cancelled())
                .map(|status| word(&status))
                .collect::<Result<_, _>>()?;
            let marks: Vec<String> = cancelled.into_iter().map(|status| self.bind(status)).collect();
            self.columns.push(format!(
                "(o.place = {IN_WORK} OR (o.place = {ARCHIVE} AND o.status NOT IN ({})))",
                marks.join(", ")
            ));
        } else {
            self.place = Some(place);
            self.columns.push(format!("o.place = {place}"));
        }
        if filter.tab == OrderTab::Mine {
            self.own(viewer, false);
        } else if viewer.own_only {
            self.own(viewer, true);
        }
        Ok(())
    }

    /// Orders of the viewer: by the member of the staff, else by the name;
    /// those without a manager are everybody's.
    fn own(&mut self, viewer: &Viewer, with_nobodys: bool) {
        self.terms.push(viewer.own_orders(with_nobodys));
        let mut names = Vec::new();
        if let Some(name) = key(&viewer.name) {
            names.push(format!("o.manager_key = {}", self.bind(name)));
        }
        if with_nobodys {
            names.push("o.manager_key IS NULL".into());
        }
        let mut any = Vec::new();
        if let Some(staff) = viewer.staff {
            any.push(format!("o.manager_id = {}", self.bind(staff.to_string())));
        }
        if !names.is_empty() {
            any.push(format!("(o.manager_id IS NULL AND ({}))", names.join(" OR ")));
        }
        self.columns.push(if any.is_empty() { "0".into() } else { format!("({})", any.join(" OR ")) });
    }

    /// Each typed word begins a word of one of the fields.
    fn typed(&mut self, typed: &str, fields: &[Field]) {
        for word in typed_words(typed) {
            let columns: Vec<&str> = fields.iter().map(|field| field.column()).collect();
            self.terms.push(format!("{{{}}} : {word}*", columns.join(" ")));
            let pattern = self.bind(format!(" {word}"));
            let places: Vec<String> =
                columns.iter().map(|column| format!("instr(w.{column}, {pattern}) > 0")).collect();
            self.words.push(format!("({})", places.join(" OR ")));
        }
        if typed_words(typed).is_empty() && !typed.trim().is_empty() {
            // nothing but signs: they are nowhere
            self.columns.push("0".into());
        }
    }

    fn date(&mut self, column: &str, relation: &str, date: Option<NaiveDate>) {
        if let Some(date) = date {
            let date = self.bind(date.to_string());
            self.dates.push(format!("o.{column} {relation} {date}"));
        }
    }

    /// Any of these texts, compared as people do; an empty one is «не указано».
    fn texts(&mut self, column: &str, name: &str, texts: &[String]) {
        if texts.is_empty() {
            return;
        }
        let keys: Vec<Option<String>> = texts.iter().map(|text| key(text)).collect();
        self.term(name, keys.iter().map(|key| key.as_deref().unwrap_or_default()));
        let with_none = keys.iter().any(Option::is_none);
        let marks: Vec<String> = keys.into_iter().flatten().map(|key| self.bind(key)).collect();
        let mut any = format!("o.{column} IN ({})", marks.join(", "));
        if with_none {
            any = format!("({any} OR o.{column} IS NULL)");
        }
        self.columns.push(any);
    }

    /// Any of these values.
    fn values(&mut self, column: &str, name: &str, values: Vec<String>) {
        if values.is_empty() {
            return;
        }
        self.term(name, values.iter().map(String::as_str));
        let marks: Vec<String> = values.into_iter().map(|value| self.bind(value)).collect();
        self.columns.push(format!("o.{column} IN ({})", marks.join(", ")));
    }

    /// A column of several values has any of these.
    fn members(&mut self, column: &str, name: &str, values: Vec<String>) {
        if values.is_empty() {
            return;
        }
        self.term(name, values.iter().map(String::as_str));
        let places: Vec<String> = values
            .into_iter()
            .map(|value| format!("instr(o.{column}, {}) > 0", self.bind(format!(" {value} "))))
            .collect();
        self.columns.push(format!("({})", places.join(" OR ")));
    }

    fn term<'a>(&mut self, name: &str, values: impl Iterator<Item = &'a str>) {
        let any: Vec<String> = values.map(|value| facet(name, value)).collect();
        self.terms.push(format!("facets : ({})", any.join(" OR ")));
    }

    /// Keeps a value and returns its mark in the SQL.
    fn bind(&mut self, value: String) -> String {
        self.values.push(Value::Text(value));
        format!("?{}", self.values.len())
    }

    /// The tab, when all rows are of one and nothing else is asked for.
    pub(super) fn place(&self) -> Option<i64> {
        self.place
    }

    /// Whether nothing but a tab is asked for.
    pub(super) fn is_tab_only(&self) -> bool {
        self.place.is_some() && self.columns.len() == 1 && self.words.is_empty() && self.dates.is_empty()
    }

    /// Conditions on the columns.
    pub(super) fn columns(&self) -> String {
        self.columns.iter().chain(&self.dates).cloned().collect::<Vec<_>>().join(" AND ")
    }

    /// Conditions on the tab and the days of the tour, for the indexes on them.
    pub(super) fn days(&self) -> Option<String> {
        let place = self
            .place
            .map_or_else(|| format!("o.place IN ({IN_WORK}, {ARCHIVE})"), |place| format!("o.place = {place}"));
        (!self.dates.is_empty()).then(|| format!("{place} AND {}", self.dates.join(" AND ")))
    }

    /// All conditions, the columns first: words are looked at only where they hold.
    pub(super) fn everything(&self) -> String {
        if self.words.is_empty() {
            return self.columns();
        }
        format!(
            "CASE WHEN {} THEN (SELECT {} FROM order_words AS w WHERE w.seq = o.seq) ELSE 0 END",
            self.columns(),
            self.words.join(" AND ")
        )
    }

    /// What the index is asked for, if it can be asked.
    pub(super) fn query(&self) -> Option<String> {
        (!self.terms.is_empty()).then(|| self.terms.join(" AND "))
    }

    /// Values of the marks.
    pub(super) fn bound(&self) -> &[Value] {
        &self.values
    }
}

fn words<T: serde::Serialize>(values: &[T]) -> StoreResult<Vec<String>> {
    values.iter().map(word).collect()
}
