#!/usr/bin/env bash
# Reads what a test runner printed and prints `PASSED FAILED SKIPPED`. No summary in it is an error, and so is one of
# no tests: a runner that did not do its work must never look like one that found nothing wrong.
# usage: count.sh expecto|xunit FILE
set -euo pipefail

passed=0 failed=0 skipped=0 total=0 found=0

# 12 passed, 0 ignored, 1,204 failed, 0 errored
count_expecto() {
  local number='([0-9,]+)'
  [[ $1 =~ $number\ passed,\ $number\ ignored,\ $number\ failed,\ $number\ errored ]] || return 0
  found=1
  passed=$((passed + ${BASH_REMATCH[1]//,/}))
  skipped=$((skipped + ${BASH_REMATCH[2]//,/}))
  failed=$((failed + ${BASH_REMATCH[3]//,/} + ${BASH_REMATCH[4]//,/}))
  total=$((passed + failed + skipped))
}

# Total tests: 14, and below it Passed, Failed and Skipped on lines of their own, each only when there are any.
count_xunit() {
  if [[ $1 =~ ^Total\ tests:\ ([0-9]+)$ ]]; then
    found=1
    total=$((total + BASH_REMATCH[1]))
  elif [[ $1 =~ ^\ +(Passed|Failed|Skipped):\ ([0-9]+)$ ]]; then
    case "${BASH_REMATCH[1]}" in
      Passed) passed=$((passed + BASH_REMATCH[2])) ;;
      Failed) failed=$((failed + BASH_REMATCH[2])) ;;
      Skipped) skipped=$((skipped + BASH_REMATCH[2])) ;;
    esac
  fi
}

case "$1" in
  expecto | xunit) ;;
  *) echo "unknown runner \`$1\`; it is expecto or xunit" >&2 && exit 2 ;;
esac

while IFS= read -r line; do
  "count_$1" "$line"
done <"$2"

if [ "$found" -eq 0 ]; then
  echo "no summary of a test run in $2" >&2
  exit 1
fi
if [ "$total" -eq 0 ]; then
  echo "no test was run according to $2" >&2
  exit 1
fi
if [ $((passed + failed + skipped)) -ne "$total" ]; then
  echo "the summary in $2 does not add up: $passed passed, $failed failed, $skipped skipped of $total" >&2
  exit 1
fi
echo "$passed $failed $skipped"
