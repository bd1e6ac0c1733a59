#!/usr/bin/env bash
# Names the tests that failed according to what a runner printed, each with the beginning of its reason: what is wrong
# has to be found in the last lines of a long output.
# usage: failures.sh expecto|xunit FILE
set -euo pipefail

most=8 width=260

# `[12:00:00 ERR] NAME failed in 00:00:01.2. <Expecto>`, and the reason in the lines below.
of_expecto='
  match($0, /ERR\] .* (failed|errored) in [0-9:.]+/) {
    flush()
    sub(/^.*ERR\] /, "")
    sub(/ (failed|errored) in [0-9:.]+.*$/, "")
    name = $0
    next
  }
  /^ +at / || /^\[[0-9:]+ [A-Z]+\]/ { flush() }
  { reason($0) }'

# `  Failed NAME [1 s]`, `  Error Message:`, and the reason in the lines below.
of_xunit='
  /^  Failed [^ ]/ { flush(); sub(/^  Failed /, ""); sub(/ \[[^]]*\]$/, ""); name = $0; next }
  /^  Error Message:/ { next }
  /^  (Passed|Skipped) / || /^  Stack Trace:/ || /^Test Run / { flush() }
  { reason($0) }'

case "$1" in
  expecto) rules=$of_expecto ;;
  xunit) rules=$of_xunit ;;
  *) echo "unknown runner \`$1\`; it is expecto or xunit" >&2 && exit 2 ;;
esac

awk -v most="$most" -v width="$width" '
  function reason(line) {
    if (name == "" || length(why) >= width) return
    gsub(/[ \t]+/, " ", line)
    sub(/^ /, "", line)
    if (line != "") why = why (why == "" ? "" : " | ") line
  }
  function flush() {
    if (name != "" && ++told <= most) printf "  %s: %s\n", name, why == "" ? "no reason is printed" : substr(why, 1, width)
    name = why = ""
  }
  '"$rules"'
  END { flush(); if (told > most) printf "  and %d more\n", told - most }' "$2"
