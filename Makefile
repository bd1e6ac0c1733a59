# What a person types. The work is in build/*.sh; `make` alone says what there is.

.PHONY: help build check test run prove bench image manifests docs fmt setup
.DEFAULT_GOAL := help

CASES ?= 10000

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

build: ## builds everything and puts bin/frrk8s in place
	@bash build/build.sh

check: ## the inner loop: format, build, laws, spec
	@bash build/test.sh --quick

test: ## everything, on real FRR in network namespaces; the last line is `N passed, N failed`
	@bash build/test.sh

run: ## the samples on real FRR, seen from both sides; live on a terminal
	@bash build/run.sh

prove: ## the laws with CASES=n cases each
	@bash build/prove.sh $(CASES)

bench: ## measures, prints tables, writes bench/out/*.json
	@bash build/bench.sh

image: ## the OCI image artifacts/image/frr-k8s.oci.tar, without a registry
	@bash build/image.sh

fmt: ## formats the sources
	@bash build/format.sh

manifests: ## makes kustomize and all-in-one manifests anew from the chart
	@bash build/manifests.sh

docs: ## writes docs/api.md and the outputs in the documents anew
	@bash build/docs.sh

setup: ## installs FRR when it is missing, gets FRR 10, helm and Debian's kubectl beside what is there
	@bash build/setup.sh
	@bash build/kubectl.sh
	@bash build/frr10.sh
	@bash build/helm.sh
