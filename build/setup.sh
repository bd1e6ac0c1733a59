#!/usr/bin/env bash
# Makes sure that the laboratory's programs are there. Installs them when we may; starts nothing.
set -euo pipefail
source "$(dirname "$0")/common.sh"

missing=()
for program in /usr/lib/frr/bgpd /usr/lib/frr/bfdd /usr/lib/frr/frr-reload.py /usr/bin/vtysh; do
  [ -e "$program" ] || missing+=("$program")
done
command -v ip >/dev/null || missing+=(ip)

packages=(frr frr-pythontools iproute2)
may_install() { [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; }

# Only tests need kubectl, and any will do: one that is there stays, and without one they are skipped.
if ! command -v kubectl >/dev/null; then
  if may_install; then
    packages+=(kubernetes-client)
    missing+=(kubectl)
  else
    say "kubectl is missing: tests that need it are skipped"
  fi
fi

# The same for what runs the image.
if ! command -v runc >/dev/null || ! command -v umoci >/dev/null || ! command -v getcap >/dev/null; then
  if may_install; then
    packages+=(runc umoci libcap2-bin)
    missing+=(runc umoci getcap)
  else
    say "runc, umoci or getcap is missing: tests that run the image are skipped"
  fi
fi
# The same for the shells in which completion is tried, and for what reads the alerts.
for shell in zsh fish; do
  command -v $shell >/dev/null && continue
  if may_install; then
    packages+=($shell)
    missing+=($shell)
  else
    say "$shell is missing: tests that need it are skipped"
  fi
done
bash build/promtool.sh || say "promtool is missing: tests that need it are skipped"
[ ${#missing[@]} -eq 0 ] && exit 0

if ! may_install; then
  die "missing: ${missing[*]}; install the packages ${packages[*]} (on Debian and Ubuntu: sudo apt-get install -y ${packages[*]}) and try again"
fi

# A fresh container would let the package start FRR on the machine itself: the laboratory starts its own.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
fi

say "installing ${packages[*]} (missing: ${missing[*]})"
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -y -q --no-install-recommends "${packages[@]}"
say "FRR is installed: $(/usr/lib/frr/bgpd --version | head -1)"
