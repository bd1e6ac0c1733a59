#!/usr/bin/env bash
# Gets promtool, with which the alerts and the dashboard are tested: unpacks Debian's package `prometheus` into the user's cache folder. Nothing is
# installed, so no Prometheus is started and none is there afterwards. A promtool on the PATH is good enough.
set -euo pipefail
source "$(dirname "$0")/common.sh"

home="${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/frrk8s/promtool"
command -v promtool >/dev/null && exit 0
[ -x "$home/promtool" ] && exit 0

for program in apt-get dpkg-deb timeout; do
  command -v $program >/dev/null || die "promtool cannot be had: \`$program\` is not there"
done
say "getting promtool (package prometheus, 19 MB)"
mkdir -p "$home"
work=$(mktemp -d "$home/work.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"
timeout 300 apt-get -o APT::Sandbox::User=root -q download prometheus >/dev/null 2>&1 ||
  { [ "$(id -u)" -eq 0 ] && apt-get update -q >/dev/null && timeout 300 apt-get -o APT::Sandbox::User=root -q download prometheus >/dev/null; } ||
  die "promtool cannot be had: the package prometheus cannot be downloaded"
dpkg-deb -x prometheus_*.deb root
mv root/usr/bin/promtool "$home/promtool"
say "promtool is in $home: $("$home/promtool" --version 2>&1 | head -1)"
