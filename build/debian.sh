# Sourced by what unpacks packages of Debian and installs nothing: apt with lists, sources and packages of its own, in
# the folder `work`. Of the machine's settings it takes over only how to reach a mirror. `cannot` says why it is no use.

keyring=/usr/share/keyrings/debian-archive-keyring.gpg

debian_check() {
  for program in apt-get dpkg flock timeout "$@"; do
    command -v "$program" >/dev/null || cannot "\`$program\` is not there"
  done
  [ -e "$keyring" ] || cannot "Debian's keyring \`$keyring\` is not there"
}

# The machine's Debian mirrors, whatever form its sources have; with `-security`, those of its security updates.
debian_mirrors() {
  local suite
  suite=$(. /etc/os-release && [ "$ID" = debian ] && echo "$VERSION_CODENAME") || cannot "this machine is not Debian"
  apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
    awk -v suite="$suite${1:-}" '$1 == suite && $2 == "main" && !seen[$3]++ { print $3 }'
}

# debian_source MIRROR SUITE...: a stanza of sources.
debian_source() {
  printf '%s\n' "Types: deb" "URIs: $1" "Suites: ${*:2}" "Components: main" "Targets: Packages" \
    "Languages: none" "Signed-By: $keyring" ""
}

# An empty status makes apt name every library.
debian_prepare() {
  mkdir -p "$work"/{lists,debs}/partial
  : >"$work/status"
  cat >"$work/apt.conf" <<EOF
Dir::State "$work";
Dir::State::status "$work/status";
Dir::State::lists "$work/lists";
Dir::Cache "$work";
Dir::Cache::archives "$work/debs";
Dir::Etc::sourcelist "$work/debian.sources";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
APT::Get::AllowUnauthenticated "false";
APT::Sandbox::User "$(id -un)";
Acquire::AllowInsecureRepositories "false";
Acquire::AllowWeakRepositories "false";
Acquire::Retries "2";
Acquire::http::Timeout "20";
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
EOF
}

debian_apt() { timeout 600 apt-get -c "$work/apt.conf" "$@"; }
