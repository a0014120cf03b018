-- guard(schema): the wall round every table of a schema, which a copied table has not.
--   schema text
select ledger.guard($1)
