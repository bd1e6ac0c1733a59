#!/usr/bin/env bash
# Formats the sources. --check says which ones are not formatted; --check-layout only looks at what costs little.
set -euo pipefail
source "$(dirname "$0")/common.sh"

mapfile -t fsharp < <(git ls-files --cached --others --exclude-standard -- '*.fs')
dotnet tool restore >/dev/null
# What is built is what is looked at: else types of the F# projects are unknown and `style` mends what is not broken.
export Configuration=Release

# Analyzers run in every build, so the format has only two parts left: white space and style. F# projects are
# Fantomas's: `dotnet format` says that it cannot read them, which is no news.
csharp() { dotnet format "$@" 2> >(grep -v 'Format currently supports only' >&2); }

case "${1:-}" in
  --check | --check-layout)
    say "checking the format"
    dotnet fantomas --check "${fsharp[@]}"
    dotnet format whitespace . --folder --verify-no-changes
    [ "$1" = --check-layout ] || csharp style FrrK8s.sln --no-restore --verify-no-changes
    ;;
  '')
    dotnet fantomas "${fsharp[@]}"
    csharp FrrK8s.sln
    ;;
  *) die "unknown option \`$1\`; it is --check, --check-layout or nothing" ;;
esac
