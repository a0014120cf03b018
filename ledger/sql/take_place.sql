-- take_place(): a table from beside becomes the live one.
alter table ledger_beside.{table} set schema ledger
