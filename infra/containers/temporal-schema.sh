#!/bin/sh
# Makes Temporal's two databases, or brings them to this server's version. Running it again changes nothing.
set -eu
schema=/etc/temporal/schema/postgresql/v12

bring() { # database, folder
    temporal-sql-tool --db "$1" create
    temporal-sql-tool --db "$1" setup-schema -v 0.0
    temporal-sql-tool --db "$1" update-schema -d "$schema/$2/versioned"
}

bring temporal temporal
bring temporal_visibility visibility
