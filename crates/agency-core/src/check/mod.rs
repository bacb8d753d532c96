//! «Проверка заполнения договора»: what is still missing in an order.
