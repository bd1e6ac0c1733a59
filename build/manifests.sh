#!/usr/bin/env bash
# The chart is the one source of manifests: writes what is made of it, deploy/all-in-one and deploy/kustomize, and what the
# chart takes from elsewhere, the CRDs, the alerts and the version. With --check nothing is written; it says what is not up to date.
set -euo pipefail
source "$(dirname "$0")/common.sh"

helm="${HELM:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/frrk8s/helm/helm}"
[ -x "$helm" ] || helm=$(command -v helm) || die "helm is not there; \`bash build/helm.sh\` gets it"

# Everything is made in a copy, and then compared or put in place.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r deploy "$work/"
to="$work/deploy" chart="$work/deploy/helm/frr-k8s"

version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
[ -n "$version" ] || die "Directory.Build.props has no <Version>"
sed -i "s/^version: .*/version: $version/; s/^appVersion: .*/appVersion: $version/" "$chart/Chart.yaml"
sed -i "s|/frr-k8s:[^\"]*\"|/frr-k8s:$version\"|" "$to/static-pod/frr-k8s.yaml"
rm -rf "$chart/files/crds" && mkdir -p "$chart/files/crds"
cp deploy/crds/*.yaml "$chart/files/crds/"
mkdir -p "$chart/files/monitoring"
cp deploy/monitoring/rules.yaml "$chart/files/monitoring/"

# render VARIANT NAMESPACE: without helm's notes of where each part came from.
render() {
  echo "# Made by build/manifests.sh from the chart with deploy/helm/variants/$1.yaml: change those."
  # The newest Kubernetes that helm knows is its own affair: what is made must not change with helm.
  "$helm" template frr-k8s "$chart" --namespace "$2" --kube-version 1.32.0 --values "deploy/helm/variants/$1.yaml" |
    sed '/^# Source: /d'
}

# make VARIANT NAMESPACE FOLDER FILE
make() {
  render "$1" "$2" >"$to/all-in-one/$4"
  cp "$to/all-in-one/$4" "$to/kustomize/$3/frr-k8s.yaml"
}

make default frr-k8s-system base frr-k8s.yaml
make prometheus frr-k8s-system overlays/prometheus frr-k8s-prometheus.yaml
make metallb metallb-system overlays/metallb frr-k8s-metallb.yaml
make standalone frr-k8s-system overlays/standalone frr-k8s-standalone.yaml

if [ "${1:-}" = --check ]; then
  diff -r -q deploy "$to" || die "the manifests are not those of the chart: \`bash build/manifests.sh\` makes them anew"
  say "the manifests are those of the chart"
else
  for folder in all-in-one kustomize helm static-pod; do
    cp -r "$to/$folder/." "deploy/$folder/"
  done
  say "wrote deploy/all-in-one, deploy/kustomize, and the CRDs, the alerts and the version of the chart"
fi
