-- drop_tables() {tables}, names with their schema: a rebuild's that was not finished, or the live ones, in whose place
-- others come. All at once: who sees a line of a story is asked of another table.
drop table {tables}
