#!/bin/sh
# The namespace and the search attributes of our workflows. Running it again changes nothing.
set -eu
temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1 ||
    temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 30d

# a new namespace is known to every part of the server some seconds later
tries=30
until temporal operator search-attribute create \
    --name Branch --type Keyword --name Enterprise --type Keyword --name Org --type Keyword; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || exit 1
    sleep 1
done
