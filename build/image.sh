#!/usr/bin/env bash
# Makes artifacts/image/frr-k8s.oci.tar: FRR from Debian's packages and the program, as an OCI image that docker loads
# too. Needs no root, no registry and no container tool, and installs nothing but what links the program. From the same
# packages, program and commit it makes the same bytes. Environment:
#   FRR_SUITE       the release of Debian that FRR is taken from: bookworm (FRR 8.4, the default) or trixie (FRR 10.3)
#   IMAGE_PACKAGES  a file of packages as an image has it in usr/share/frrk8s/packages: the image is made of these
#   IMAGE_OUT       the folder to write to, in place of artifacts/image
# With --keep-program the program in bin/ is taken as it is.
set -euo pipefail
source "$(dirname "$0")/common.sh"
for part in debian image/packages image/root image/layers; do source build/$part.sh; done

suite=${FRR_SUITE:-bookworm}
out=${IMAGE_OUT:-artifacts/image}
packages=${IMAGE_PACKAGES:-}
cannot() { die "the image cannot be made: $*"; }
[ -z "$packages" ] || [ -r "$packages" ] || cannot "there is no list of packages \`$packages\`"
debian_check dpkg-deb sha256sum gzip
arch=$(dpkg --print-architecture)
work="${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/frrk8s/image-$suite-$arch"
umask 022
export LC_ALL=C

[ "${1:-}" = --keep-program ] || bash build/program.sh
version=$(dotnet msbuild src/Host -getProperty:Version)
commit=$(git rev-parse HEAD 2>/dev/null) || commit=unknown
created=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}

mkdir -p "$work" "$out"
out=$(cd "$out" && pwd -P)
exec 9>"$work/lock"
flock --nonblock 9 || { say "waiting for another one that makes an image" && flock 9; }

get_packages
# What decides the image. The scripts are among it: another way of making it may make another one.
inputs=$(cat "$work/wanted" bin/frrk8s build/image.sh build/image/*.sh <(cd deploy/image && find . -type f ! -name README.md -exec sha256sum {} + | sort) \
  <(echo "$version $commit $created") | sha256sum)
image=$out/frr-k8s.oci.tar
if [ -e "$image" ] && [ "$(cat "$out/inputs" 2>/dev/null)" = "$inputs" ]; then
  say "nothing has changed since it was made"
else
  rm -f "$out/inputs" "$image"
  make_root "$out/root"
  make_image "$out/root" "$image"
  echo "$inputs" >"$out/inputs"
fi
cat "$out/report"
