-- The service's rights and limits, also when an administrator made its login before the first migration, or they were
-- lost since. What holds already is not said again: that would need a right over the roles, which only who made them
-- has, and another database's migrator needs none.
do $$
declare
    role   text;
    limits text;
    held   text[] := coalesce(
        (select s.setconfig from pg_catalog.pg_db_role_setting s
         where s.setrole = 'branch_service'::pg_catalog.regrole and s.setdatabase = 0), '{}');
    wanted text[] := array[
        'lock_timeout=5s', 'idle_in_transaction_session_timeout=10s', 'statement_timeout=30s'];
begin
    foreach role in array array['journal_writer', 'journal_reader'] loop
        if not pg_catalog.pg_has_role('branch_service', role, 'USAGE') then
            execute pg_catalog.format('grant %I to branch_service', role);
        end if;
    end loop;

    if current_setting('server_version_num')::int >= 170000 then
        wanted := wanted || text 'transaction_timeout=60s';
    end if;
    foreach limits in array wanted loop
        if limits <> all (held) then
            execute pg_catalog.format('alter role branch_service set %I = %L',
                pg_catalog.split_part(limits, '=', 1), pg_catalog.split_part(limits, '=', 2));
        end if;
    end loop;
end
$$;
