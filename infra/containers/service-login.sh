#!/bin/sh
# Run after the migrations, which make the login branch_service without a password: gives it one, and lets it in.
set -eu
PGPASSWORD=$(cat "${SECRETS:-/run/secrets}/postgres_password")
export PGPASSWORD
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 <<'SQL'
\set password `cat ${SECRETS:-/run/secrets}/service_password`
alter role branch_service password :'password';
grant connect on database branch to branch_service;
SQL
