#!/usr/bin/env bash
# Writes what is made in the documents anew: docs/api.md, and the outputs that follow commands. Read the difference, and run the tests then.
set -euo pipefail
source "$(dirname "$0")/common.sh"

dotnet build tests/host -c Release -v quiet
DOCS_UPDATE=1 dotnet test artifacts/bin/tests-host/release/FrrK8s.host.dll --filter "FullyQualifiedName~Documents" || true
git status --short README.md CONTRIBUTING.md docs
