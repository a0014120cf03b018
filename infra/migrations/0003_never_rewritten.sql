-- Nothing is updated, deleted or emptied: not by the owner, and not under session_replication_role = replica either
-- (ENABLE ALWAYS). A superuser can still switch a trigger off; what he changes then, the seal will show.
set local role journal_owner;

create function journal.refuse_rewriting() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception 'the journal is append only: % of %.% refused', tg_op, tg_table_schema, tg_table_name
        using errcode = 'JN002';
end
$$;

revoke execute on function journal.refuse_rewriting() from public;

create trigger never_rewritten before update or delete or truncate on journal.entry
    for each statement execute function journal.refuse_rewriting();
alter table journal.entry enable always trigger never_rewritten;

create trigger always_empty before insert or update or delete or truncate on journal.gate
    for each statement execute function journal.refuse_rewriting();
alter table journal.gate enable always trigger always_empty;
