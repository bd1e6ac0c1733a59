#!/usr/bin/env bash
# Gets FRR 10 as Debian 13 ships it, for the laws on a second release: downloads its packages with lists and sources of
# its own and unpacks them. Nothing is installed, and the machine's apt keeps its state. The place is the user's cache
# folder and not the repository, so that the next clone does not download again. An attempt that was interrupted is
# taken up where it ended.
set -euo pipefail
source "$(dirname "$0")/common.sh"

suite=trixie
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
cache="${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/frrk8s"
home="$cache/frr-10" work="$cache/frr-10.work"
finish() { say "FRR $(cat "$home/version") is unpacked in $home"; }
# `root` comes into place as one, complete; what tests find there runs.
[ -e "$home/version" ] && exit 0

cannot() { die "FRR 10 cannot be had: $*"; }
[ "$(id -u)" -eq 0 ] || cannot "only root can run it, and this is not root"
for program in apt-get dpkg flock timeout; do
  command -v $program >/dev/null || cannot "\`$program\` is not there"
done
[ -e "$keyring" ] || cannot "Debian's keyring \`$keyring\` is not there"
getent passwd frr >/dev/null || cannot "it runs as the user frr, whom the installed FRR brings (\`make setup\`)"

umask 022
mkdir -p "$work"/{lists,debs}/partial
exec 9>"$cache/frr-10.lock"
flock --nonblock 9 || { say "waiting for another one that gets FRR 10" && flock 9; }
[ -e "$home/version" ] && finish && exit 0

# The machine's Debian mirrors, whatever form its sources have.
debian=$(. /etc/os-release && [ "$ID" = debian ] && echo "$VERSION_CODENAME") || cannot "this machine is not Debian"
mirrors=$(apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
  awk -v suite="$debian" '$1 == suite && $2 == "main" && !seen[$3]++ { print $3 }')
[ -n "$mirrors" ] || cannot "the machine's apt sources name no mirror of $debian"

# Read behind the machine's own settings, of which it takes over only how to reach a mirror. An empty status makes apt
# name every library.
touch "$work/status"
cat >"$work/apt.conf" <<EOF
Dir::State "$work";
Dir::State::status "$work/status";
Dir::State::lists "$work/lists";
Dir::Cache "$work";
Dir::Cache::archives "$work/debs";
Dir::Etc::sourcelist "$work/frr10.sources";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
APT::Get::AllowUnauthenticated "false";
APT::Sandbox::User "root";
Acquire::AllowInsecureRepositories "false";
Acquire::AllowWeakRepositories "false";
Acquire::Retries "2";
Acquire::http::Timeout "20";
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
EOF
apt() { timeout 600 apt-get -c "$work/apt.conf" "$@"; }

update() {
  for mirror in $mirrors; do
    printf '%s\n' "Types: deb" "URIs: $mirror" "Suites: $suite" "Components: main" "Targets: Packages" \
      "Languages: none" "Signed-By: $keyring" >"$work/frr10.sources"
    apt update -q --error-on=any && return
  done
  cannot "no mirror of $debian gives a signed list of $suite; apt says why above"
}

say "getting FRR 10 of Debian's $suite (about 35 MB; once)"
update
plan=$(apt install --simulate --no-install-recommends frr | grep '^Inst ') || cannot "apt finds no way to install it"
[[ $plan == *"Inst frr (10."* ]] || cannot "$suite has another version: $(grep '^Inst frr ' <<<"$plan")"
# The programs and their libraries; the rest is what a whole system needs.
wanted=$(awk '$2 ~ /^(frr|lib.*|zlib1g)$/ { print $2 "_" substr($3, 2) }' <<<"$plan")
(cd "$work/debs" && apt download -q $(sed 's/_/=/' <<<"$wanted")) || cannot "the download did not end well; apt says why above"

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
