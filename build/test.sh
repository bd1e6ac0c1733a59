#!/usr/bin/env bash
# Everything: set-up, format, build, laws and spec, host and laboratory. The last line is `N passed, N failed`.
# With --quick it is the inner loop: no set-up and nothing that needs FRR.
set -uo pipefail
source "$(dirname "$0")/common.sh"

quick=false
[ "${1:-}" = --quick ] && quick=true
logs=artifacts/test-logs
mkdir -p "$logs"
rm -f "$logs/summary" "$logs"/{faults-*,image,documents}.txt
passed=0 failed=0 skipped=0 failures=

# fail LINE...: one failure more, and what is said of it at the end.
fail() {
  failed=$((failed + 1))
  failures+="  $*"$'\n'
}

finish() {
  [ "$skipped" -eq 0 ] || say "$skipped skipped; each one says why above"
  [ "$failed" -eq 0 ] || { say "failed; the whole of it is above and in $logs:" && printf %s "$failures"; }
  echo "$passed passed, $failed failed" | tee "$logs/summary"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

# A step that breaks is one failure of its own, and nothing after it can be trusted.
step() {
  "$@" && return
  fail "\`$*\` failed"
  finish
}

# run RUNNER NAME COMMAND...: a suite whose summary is added up. A suite that ends badly without a failed test (it
# crashed, it never started) counts as one failure.
run() {
  local runner=$1 name=$2 log="$logs/$2.log" status counts
  shift 2
  say "$name"
  "$@" 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}
  if ! counts=$(bash build/count.sh "$runner" "$log" 2>&1); then
    fail "$counts"
    return
  fi
  read -r p f s <<<"$counts"
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  [ "$f" -eq 0 ] || failures+="$(bash build/failures.sh "$runner" "$log")"$'\n'
  [ "$status" -eq 0 ] || [ "$f" -ne 0 ] || fail "$name ended with $status although no test failed"
}

# A folder for temporary files that only this run has: what its tests leave there can be nobody else's. FRR's own user enters
# it, and its path is short, because a socket's path has to be.
scratch="/tmp/frrk8s-run-$$"
discard() {
  umount -l "$1" 2>/dev/null || true
  rm -rf "$1"
}
for old in /tmp/frrk8s-run-*; do
  [ -e "/proc/${old##*-}" ] || discard "$old"
done
discard "$scratch"
mkdir -m 755 "$scratch"
trap 'discard "$scratch"' EXIT
# In memory where that may be: hundreds of daemons wait for their files to be on the disk, and some disks stand still for seconds.
[ "$(awk '/^MemAvailable/ { print $2 }' /proc/meminfo)" -lt 8000000 ] || mount -t tmpfs -o size=4g,mode=755 frrk8s "$scratch" 2>/dev/null || true

# A suite that leaves folders behind has a failure more: on a machine that runs it every day they would pile up.
tidily() {
  "$@"
  local left
  left=$(find "$scratch" -mindepth 1 -maxdepth 1 -name 'frrk8s-*' -printf '%f ')
  [ -n "$left" ] || return 0
  fail "left behind in $scratch: $left"
}

# Without FRR the laboratory's tests are counted as skipped, each with its reason.
$quick || bash build/setup.sh || say "going on without the laboratory"
$quick || bash build/kubectl.sh || say "going on with one kubectl"
$quick || bash build/frr10.sh || say "going on without the laws on FRR 10"
$quick || bash build/helm.sh || say "going on without helm"
step bash build/build.sh $($quick && echo --managed)
# The laboratory's daemon is the program that is shipped.
$quick || export FRRK8S_PROGRAM="$PWD/bin/frrk8s"
if ! $quick && bash build/image.sh --keep-program; then
  export FRRK8S_IMAGE="$PWD/artifacts/image/frr-k8s.oci.tar"
elif ! $quick; then
  say "going on without the image"
fi
step bash build/format.sh $($quick && echo --check-layout || echo --check)
# The inner loop is to be quick: fewer cases a law find most of what is wrong.
$quick && export PROVE_CASES="${PROVE_CASES:-100}"
run expecto "laws and spec" \
  dotnet artifacts/bin/properties/release/FrrK8s.properties.dll --no-spinner --colours 0
$quick || run expecto "laws on FRR" \
  dotnet artifacts/bin/properties/release/FrrK8s.properties.dll frr --no-spinner --colours 0
$quick || tidily run xunit "host and laboratory" \
  env TMPDIR="$scratch" dotnet test tests/host -c Release --no-build --logger "console;verbosity=normal"
$quick || cat "$logs"/{faults-*,image,documents}.txt 2>/dev/null
finish
