#!/usr/bin/env bash
# Formats the sources, or with --check says which ones are not formatted.
set -euo pipefail
source "$(dirname "$0")/common.sh"

mapfile -t fsharp < <(git ls-files --cached --others --exclude-standard -- '*.fs')
dotnet tool restore >/dev/null
if [ "${1:-}" = --check ]; then
  say "checking the format"
  [ ${#fsharp[@]} -eq 0 ] || dotnet fantomas --check "${fsharp[@]}"
  # Analyzers run in every build; the format has only these two parts left.
  dotnet format whitespace FrrK8s.sln --no-restore --verify-no-changes
  dotnet format style FrrK8s.sln --no-restore --verify-no-changes
else
  [ ${#fsharp[@]} -eq 0 ] || dotnet fantomas "${fsharp[@]}"
  dotnet format FrrK8s.sln
fi
