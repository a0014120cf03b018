-- as_sealer(): take on the role that may seal, and has no other right.
set role journal_sealer
