#!/usr/bin/env bash
# Gets Debian's kubectl beside the one of the machine, for tests with both: a cluster's people have old and new ones.
# Nothing is installed; it is unpacked into the user's cache folder, as FRR 10 is. Where the machine's own is Debian's,
# there is nothing to do.
set -euo pipefail
source "$(dirname "$0")/common.sh"

home="${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/frrk8s/kubectl"
[ -x "$home/kubectl" ] && exit 0

cannot() { die "Debian's kubectl cannot be had: $*"; }
own=$(command -v kubectl) || cannot "there is no kubectl at all (\`make setup\` installs one)"
for program in apt-get dpkg; do
  command -v $program >/dev/null || cannot "\`$program\` is not there"
done
[[ $(dpkg -S "$own" 2>/dev/null) == kubernetes-client:* ]] && exit 0

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# apt's own user writes there.
chmod 777 "$work"
download() { (cd "$work" && apt-get download -q kubernetes-client); }
say "getting Debian's kubectl (about 8 MB; once)"
download || { [ "$(id -u)" -eq 0 ] && apt-get update -q && download; } || cannot "apt says why above"
dpkg -x "$work"/kubernetes-client_*.deb "$work/root"
mkdir -p "$home"
# Complete or not there.
cp "$work/root/usr/bin/kubectl" "$home/kubectl.new"
"$home/kubectl.new" version --client >/dev/null || cannot "it does not run here"
mv "$home/kubectl.new" "$home/kubectl"
say "$("$home/kubectl" version --client | head -1) is in $home"
