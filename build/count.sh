#!/usr/bin/env bash
# Reads what a test runner printed and prints `PASSED FAILED SKIPPED`. No summary in it is an error: a runner that
# did not come to its end must never look like one that found nothing wrong.
# usage: count.sh expecto|xunit FILE
set -euo pipefail

case "$1" in
  expecto) pattern='([0-9,]+) passed, ([0-9,]+) ignored, ([0-9,]+) failed, ([0-9,]+) errored' ;;
  xunit) pattern='Failed: +([0-9]+), Passed: +([0-9]+), Skipped: +([0-9]+), Total: +[0-9]+' ;;
  *) echo "unknown runner \`$1\`" >&2 && exit 2 ;;
esac

number() { printf '%s' "${1//,/}"; }

passed=0 failed=0 skipped=0 found=0
while IFS= read -r line; do
  [[ $line =~ $pattern ]] || continue
  found=1
  if [ "$1" = expecto ]; then
    passed=$((passed + $(number "${BASH_REMATCH[1]}")))
    skipped=$((skipped + $(number "${BASH_REMATCH[2]}")))
    failed=$((failed + $(number "${BASH_REMATCH[3]}") + $(number "${BASH_REMATCH[4]}")))
  else
    failed=$((failed + BASH_REMATCH[1]))
    passed=$((passed + BASH_REMATCH[2]))
    skipped=$((skipped + BASH_REMATCH[3]))
  fi
done <"$2"

if [ "$found" -eq 0 ]; then
  echo "no summary of a test run in $2" >&2
  exit 1
fi
echo "$passed $failed $skipped"
