#!/usr/bin/env bash
# Gets FRR 10 as Debian 13 ships it, for the laws on a second release: downloads its packages with lists and sources of
# its own and unpacks them. Nothing is installed, and the machine's apt keeps its state. The place is the user's cache
# folder and not the repository, so that the next clone does not download again. An attempt that was interrupted is
# taken up where it ended.
set -euo pipefail
source "$(dirname "$0")/common.sh"
source build/debian.sh

suite=trixie
cache="${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/frrk8s"
home="$cache/frr-10" work="$cache/frr-10.work"
finish() { say "FRR $(cat "$home/version") is unpacked in $home"; }
# `root` comes into place as one, complete; what tests find there runs.
[ -e "$home/version" ] && exit 0

cannot() { die "FRR 10 cannot be had: $*"; }
[ "$(id -u)" -eq 0 ] || cannot "only root can run it, and this is not root"
debian_check
getent passwd frr >/dev/null || cannot "it runs as the user frr, whom the installed FRR brings (\`make setup\`)"

umask 022
mkdir -p "$work"
exec 9>"$cache/frr-10.lock"
flock --nonblock 9 || { say "waiting for another one that gets FRR 10" && flock 9; }
[ -e "$home/version" ] && finish && exit 0

mirrors=$(debian_mirrors)
[ -n "$mirrors" ] || cannot "the machine's apt sources name no Debian mirror"
debian_prepare

update() {
  for mirror in $mirrors; do
    debian_source "$mirror" "$suite" >"$work/debian.sources"
    debian_apt update -q --error-on=any && return
  done
  cannot "no mirror gives a signed list of $suite; apt says why above"
}

say "getting FRR 10 of Debian's $suite (about 35 MB; once)"
update
plan=$(debian_apt install --simulate --no-install-recommends frr | grep '^Inst ') || cannot "apt finds no way to install it"
[[ $plan == *"Inst frr (10."* ]] || cannot "$suite has another version: $(grep '^Inst frr ' <<<"$plan")"
# The programs and their libraries; the rest is what a whole system needs.
wanted=$(awk '$2 ~ /^(frr|lib.*|zlib1g)$/ { print $2 "_" substr($3, 2) }' <<<"$plan")
(cd "$work/debs" && debian_apt download -q $(sed 's/_/=/' <<<"$wanted")) || cannot "the download did not end well; apt says why above"

say "unpacking"
rm -rf "$work/root" "$home"
# By version: an earlier attempt may have left older ones. A file's name has %3a for a colon.
for package in $wanted; do
  dpkg -x "$work/debs/${package/:/%3a}"_*.deb "$work/root"
done

loader=$(echo "$work"/root/usr/lib/*/ld-linux-*.so.*)
version=$("$loader" --library-path "${loader%/*}:${loader%/*}/frr" "$work/root/usr/lib/frr/bgpd" --version) ||
  cannot "it does not run here"
mkdir -p "$home"
mv "$work/root" "$home/root"
awk 'NR == 1 { print $3 }' <<<"$version" >"$home/version.new"
mv "$home/version.new" "$home/version"
rm -rf "$work"
finish
