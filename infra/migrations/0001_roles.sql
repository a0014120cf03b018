-- Who may do what. Roles belong to the whole cluster: what exists already is taken as it is.
--
--   journal_owner      owns the tables and functions; nobody logs in as it
--   journal_writer     may call the append function, nothing else
--   journal_reader     may read entries
--   journal_sealer     may read entries (its own tables come with the seal)
--   journal_auditor    may read entries (and, later, seals)
--   ledger_projector   may read entries (and, later, write the ledger)
--   branch_service     the login of the service: writer and reader. It has no password here; an external PostgreSQL
--                      gives it one.
--
-- The limits stand on the login, because SET ROLE does not bring them: who takes the gate and falls asleep must not
-- stop the journal.
do $$
declare
    role text;
begin
    foreach role in array array[
        'journal_owner', 'journal_writer', 'journal_reader', 'journal_sealer', 'journal_auditor', 'ledger_projector'
    ] loop
        begin
            if not exists (select from pg_catalog.pg_roles where rolname = role) then
                execute pg_catalog.format('create role %I nologin', role);
            end if;
        exception when duplicate_object or unique_violation then
            null;  -- another database of the cluster made it a moment ago
        end;
    end loop;

    if not exists (select from pg_catalog.pg_roles where rolname = 'branch_service') then
        create role branch_service login nosuperuser nocreatedb nocreaterole;
        grant journal_writer, journal_reader to branch_service;
        alter role branch_service set lock_timeout = '5s';
        alter role branch_service set idle_in_transaction_session_timeout = '10s';
        alter role branch_service set statement_timeout = '30s';
        if current_setting('server_version_num')::int >= 170000 then
            alter role branch_service set transaction_timeout = '60s';
        end if;
    end if;

    -- whoever migrates makes objects in the owner's name
    if not pg_catalog.pg_has_role(current_user, 'journal_owner', 'SET') then
        execute pg_catalog.format('grant journal_owner to %I', current_user);
    end if;
end
$$;
