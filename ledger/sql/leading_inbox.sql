-- leading_inbox(): whoever looks at the database sees that somebody relays.
set application_name = 'inbox: leads'
