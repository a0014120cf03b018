-- drop_table() of {schema}: a rebuild's that was not finished, or the live one, in whose place another comes.
drop table {schema}.{table}
