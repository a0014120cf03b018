-- begun_again(command_ids): where commands begin that began before.
--   command_ids uuid[]
-- Returns position, by position; no row in a journal that kept its keys.
select position
from (
    select e.position, row_number() over (partition by e.command_id order by e.position) as nth
    from journal.entry e
    where e.command_id = any ($1) and e.command_index = 0
) begun
where nth > 1
order by position
