#!/usr/bin/env bash
# Builds everything once and puts the program into bin/: native code, one file that needs no .NET. With --managed as the first argument it is left
# out, which saves a minute. Other arguments go to `dotnet build`.
set -euo pipefail
source "$(dirname "$0")/common.sh"

managed=false
[ "${1:-}" = --managed ] && managed=true && shift

say "building (the first time fetches packages: a minute or two)"
dotnet build FrrK8s.sln -c Release -v quiet "$@"
$managed && exit 0

bash build/linker.sh
linker=()
command -v clang >/dev/null || linker=(-p:CppCompilerAndLinker=gcc)
say "compiling the program to native code (about a minute)"
dotnet publish src/Host -c Release -v quiet --use-current-runtime -o bin "${linker[@]}" "$@"
say "bin/frrk8s is in place"
