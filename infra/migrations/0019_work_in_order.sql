-- What waits, in the order in which it is shown: overdue first, then what is due first. A page of a whole province's work is
-- read from its beginning, or from where the page before ended. Nothing is folded anew.
set local role ledger_projector;

create index on ledger.task ((not overdue), (coalesce(due_on, date 'infinity')), stream, action);
