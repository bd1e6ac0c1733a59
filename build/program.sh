#!/usr/bin/env bash
# Compiles the program to native code into bin/: one file that needs no .NET. Arguments go to `dotnet publish`.
set -euo pipefail
source "$(dirname "$0")/common.sh"

bash build/linker.sh
linker=()
command -v clang >/dev/null || linker=(-p:CppCompilerAndLinker=gcc)
say "compiling the program to native code (about a minute)"
dotnet publish src/Host -c Release -v quiet --use-current-runtime -o bin "${linker[@]}" "$@"
say "bin/frrk8s is in place"
