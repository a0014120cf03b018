-- leading(): whoever looks at the database sees that somebody projects.
set application_name = 'ledger: leads'
