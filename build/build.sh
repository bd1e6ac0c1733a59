#!/usr/bin/env bash
# Builds everything once and puts the program into bin/. Arguments go to `dotnet build`.
set -euo pipefail
source "$(dirname "$0")/common.sh"

say "building (the first time fetches packages: a minute or two)"
dotnet build FrrK8s.sln -c Release -v quiet "$@"
dotnet publish src/Host -c Release -v quiet --no-build -o bin "$@"
say "bin/frrk8s is in place"
