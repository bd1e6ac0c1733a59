#!/usr/bin/env bash
# Makes sure that the native program can be linked: a C compiler and zlib's headers. Installs them when we may.
set -euo pipefail
source "$(dirname "$0")/common.sh"

missing=()
command -v clang >/dev/null || command -v gcc >/dev/null || missing+=(gcc)
[ -e /usr/include/zlib.h ] || missing+=(zlib1g-dev)
[ ${#missing[@]} -eq 0 ] && exit 0

[ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null ||
  die "the native program cannot be linked: install ${missing[*]} (on Debian and Ubuntu: sudo apt-get install -y ${missing[*]}) and try again"
say "installing ${missing[*]}, which link the native program"
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -y -q --no-install-recommends "${missing[@]}" libc6-dev
