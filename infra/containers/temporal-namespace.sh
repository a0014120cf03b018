#!/bin/sh
# The namespace. Running it again changes nothing.
set -eu
temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1 ||
    temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 30d

# a new namespace is known to every part of the server some seconds later
tries=30
until temporal workflow list --limit 1 >/dev/null; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || exit 1
    sleep 1
done
