#!/bin/sh
# Run once by the PostgreSQL image on a new cluster: the login of Temporal, which makes its two databases itself.
# The service's own roles come by `branchctl migrate`.
set -eu
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 <<'SQL'
\set password `cat ${SECRETS:-/run/secrets}/temporal_password`
create role temporal login createdb password :'password';
revoke connect on database branch from public;
SQL
