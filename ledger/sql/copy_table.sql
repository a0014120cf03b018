-- copy_table(): an empty table beside the live one, with its indexes, defaults and checks.
create table ledger_beside.{table} (like ledger.{table} including all)
