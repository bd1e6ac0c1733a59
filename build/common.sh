# Sourced by the other scripts: where we are, how dotnet behaves, how progress looks.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

export DOTNET_CLI_TELEMETRY_OPTOUT=1
export DOTNET_NOLOGO=1
export DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

command -v dotnet >/dev/null ||
  die "the .NET 10 SDK is not there: \`dotnet\` is not on the PATH; install it from https://dot.net and try again"

# A program that we build finds its runtime also where the SDK is not in one of the usual places.
export DOTNET_ROOT="${DOTNET_ROOT:-$(dirname "$(readlink -f "$(command -v dotnet)")")}"
