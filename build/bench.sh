#!/usr/bin/env bash
# Measures. Prints tables and writes one JSON of figures per benchmark to bench/out/. Takes names of benchmarks: `apply`, `steady` and
# `cluster` work on a real FRR in network namespaces and take minutes, the others only compute.
set -euo pipefail
source "$(dirname "$0")/common.sh"

bash build/build.sh
export FRRK8S_PROGRAM="$PWD/bin/frrk8s"
exec dotnet artifacts/bin/bench/release/FrrK8s.bench.dll "$@"
