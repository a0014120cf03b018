-- The seal: what makes a rewriting of the journal show. All of it can be computed from the entries; it is kept so that
-- it cannot be computed again from other entries unnoticed.
--
--   tile         a full tile of the Merkle tree (RFC 6962; C2SP tlog-tiles): 256 hashes of 32 bytes, those of level
--                `level` from `number` x 256 on; level 0 are the entries' leaf hashes. Partial tiles are computed.
--   seal         one batch: entries `first` … `first + count - 1` were taken into the tree, whose root is `root` then;
--                `leaves`: the leaf hashes of those of them that no full tile holds, so that a forgery is named there
--   checkpoint   a signed note (C2SP tlog-checkpoint): the root over the first `size` entries
--
-- The journal is sealed by one leader among the workers, in the role journal_sealer; the service's login takes that
-- role on when it seals, and has none of its rights else.
set local role journal_owner;

create table journal.tile (
    level  smallint not null,
    number bigint not null,
    hashes bytea not null,
    primary key (level, number),
    constraint well_formed check (level >= 0 and number >= 0 and octet_length(hashes) = 8192)
);

create table journal.seal (
    first  bigint primary key,
    count  integer not null,
    root   bytea not null,
    leaves bytea not null,
    constraint well_formed check (
        first > 0 and count > 0 and octet_length(root) = 32 and octet_length(leaves) % 32 = 0
        and octet_length(leaves) / 32 = least(count, (first + count - 1) % 256)
    )
);

create table journal.checkpoint (
    size bigint primary key,
    note text collate "C" not null,
    constraint well_formed check (size > 0 and octet_length(note) <= 8192)
);

do $$
declare
    part text;
begin
    foreach part in array array['tile', 'seal', 'checkpoint'] loop
        execute pg_catalog.format(
            'create trigger never_rewritten before update or delete or truncate on journal.%I '
            'for each statement execute function journal.refuse_rewriting()', part);
        execute pg_catalog.format('alter table journal.%I enable always trigger never_rewritten', part);
        execute pg_catalog.format('comment on table journal.%I is %L', part, 'append only; written by the sealer alone');
        execute pg_catalog.format('grant insert on journal.%I to journal_sealer', part);
        execute pg_catalog.format(
            'grant select on journal.%I to journal_reader, journal_sealer, journal_auditor, ledger_projector', part);
    end loop;
end
$$;

-- Whoever migrates may hand the role on only if he made it; another database of the cluster may have done so.
reset role;
do $$
begin
    if not pg_catalog.pg_has_role('branch_service', 'journal_sealer', 'MEMBER') then
        grant journal_sealer to branch_service with inherit false, set true;
    end if;
end
$$;
