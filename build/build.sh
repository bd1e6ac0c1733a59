#!/usr/bin/env bash
# Builds everything once and puts the program into bin/: native code, one file that needs no .NET. With --managed as the first argument it is left
# out, which saves a minute. Other arguments go to `dotnet build`.
set -euo pipefail
source "$(dirname "$0")/common.sh"

managed=false
[ "${1:-}" = --managed ] && managed=true && shift

say "building (the first time fetches packages: a minute or two)"
dotnet build FrrK8s.sln -c Release -v quiet "$@"
$managed || bash build/program.sh "$@"
