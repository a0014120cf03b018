-- What each role may do; everything else is refused, because nothing else is granted.
set local role journal_owner;

grant usage on schema journal
    to journal_writer, journal_reader, journal_sealer, journal_auditor, ledger_projector;
grant execute on function journal.append to journal_writer;
grant select on journal.entry to journal_reader, journal_sealer, journal_auditor, ledger_projector;
