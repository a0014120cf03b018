-- Tags are looked up in the ledger's timeline (0008), where each has its row; an index of them in the journal would only
-- slow every append down.
set local role journal_owner;

drop index journal.entry_tags;
