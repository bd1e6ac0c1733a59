#!/usr/bin/env bash
# Runs the laws with as many cases as wanted.
set -euo pipefail
source "$(dirname "$0")/common.sh"

say "building"
dotnet build tests/properties -c Release -v quiet
say "proving with $1 cases a law"
PROVE_CASES="$1" exec dotnet artifacts/bin/properties/release/FrrK8s.properties.dll --no-spinner
