#!/usr/bin/env bash
# Runs the laws with as many cases as wanted.
set -euo pipefail
source "$(dirname "$0")/common.sh"

say "building"
dotnet build tests/properties -c Release -v quiet
say "proving with $1 cases a law"
PROVE_CASES="$1" dotnet artifacts/bin/properties/release/FrrK8s.properties.dll --no-spinner

# A node on FRR takes about a second, so there are fewer of them: one for fifty cases, unless told otherwise.
export PROVE_FRR_CASES="${PROVE_FRR_CASES:-$((($1 + 49) / 50))}"
say "proving on FRR with $PROVE_FRR_CASES nodes"
exec dotnet artifacts/bin/properties/release/FrrK8s.properties.dll frr --no-spinner
