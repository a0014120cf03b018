-- How far each subscriber was told of sealed entries. Nothing here is derived from the journal, so it is no ledger, and
-- nothing here is evidence: to lose it means to tell everybody again from where his subscription began.
--
--   told   one row a subscriber, by the id it has in the subscribers' file: the position of the last entry that it took,
--          or that it does not ask for; why it does not take the next one; when it said that it is gone (410)
--
-- Only who holds delivery_keeper writes here: the service's login.
do $$
begin
    begin
        if not exists (select from pg_catalog.pg_roles where rolname = 'delivery_keeper') then
            create role delivery_keeper nologin;
        end if;
    exception when duplicate_object or unique_violation then
        null;  -- another database of the cluster made it a moment ago
    end;
    if not pg_catalog.pg_has_role('branch_service', 'delivery_keeper', 'USAGE') then
        grant delivery_keeper to branch_service;
    end if;
end
$$;

create schema delivery authorization journal_owner;
set local role journal_owner;

create table delivery.told (
    subscriber    text collate "C" primary key,
    position      bigint not null check (position >= 0),
    told_at       timestamptz,
    failing_since timestamptz,
    reason        text check (length(reason) <= 200),
    gone_at       timestamptz
);
grant usage on schema delivery to delivery_keeper;
grant select, insert, update on delivery.told to delivery_keeper;
