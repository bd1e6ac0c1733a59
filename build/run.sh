#!/usr/bin/env bash
# Shows the samples at work on real FRR.
set -euo pipefail
source "$(dirname "$0")/common.sh"

bash build/setup.sh
# Nothing stays behind, no compiler server either.
bash build/build.sh --disable-build-servers
exec dotnet artifacts/bin/lab/release/FrrK8s.lab.dll --program bin/frrk8s --samples samples
