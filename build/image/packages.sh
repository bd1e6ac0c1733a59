# Sourced by build/image.sh: Debian's packages, downloaded into `work` and unpacked there, in `stage`. `owners` says
# which package each file is from.

roots=(frr busybox util-linux libpam-modules libssl3 base-files)

update_lists() {
  local mirror security
  for mirror in $(debian_mirrors); do
    debian_source "$mirror" "$suite" "$suite-updates" >"$work/debian.sources"
    for security in $(debian_mirrors -security | head -1); do
      debian_source "$security" "$suite-security" >>"$work/debian.sources"
    done
    debian_apt update -qq --error-on=any && return
  done
  compgen -G "$work/lists/*_Packages*" >/dev/null || cannot "no mirror gives a signed list of $suite; apt says why above"
  say "no mirror answers: going on with the lists that are there"
}

# Name and version of each. What is no program and no library is what a whole system needs.
list_wanted() {
  if [ -n "$packages" ]; then
    awk '{ print $1, $2 }' "$packages"
  else
    debian_apt install --simulate --no-install-recommends "${roots[@]}" |
      awk '/^Inst (frr|busybox|util-linux|base-files|zlib1g|gcc-[0-9]+-base|lib[^ ]*) / { print $2, substr($3, 2) }' | sort
  fi
}

# A file's name has %3a for a colon.
deb_of() { echo "$work/debs/${1}_${2//:/%3a}"_*.deb; }

get_packages() {
  say "asking for FRR of Debian's $suite"
  debian_prepare
  update_lists
  list_wanted >"$work/wanted.new" || cannot "apt finds no way to install it"
  cmp -s "$work/wanted.new" "$work/wanted" && return
  say "getting and unpacking $(wc -l <"$work/wanted.new") packages"
  (cd "$work/debs" && debian_apt download -qq $(tr ' ' '=' <"$work/wanted.new")) || cannot "the download did not end well; apt says why above"
  [ -z "$packages" ] || check_sums
  unpack
  mv "$work/wanted.new" "$work/wanted"
}

check_sums() {
  local name version sum
  while read -r name version _ sum; do
    sha256sum --quiet -c <<<"$sum  $(deb_of "$name" "$version")" || cannot "$name $version is not the package that \`$packages\` lists"
  done <"$packages"
}

unpack() {
  local name version deb folder
  rm -rf "$work/stage" "$work/wanted" "$work/owners"
  mkdir -p "$work/stage/usr"/{bin,sbin,lib,lib64}
  for folder in bin sbin lib lib64; do ln -s usr/$folder "$work/stage/$folder"; done
  while read -r name version; do
    deb=$(deb_of "$name" "$version")
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$work/stage" --keep-directory-symlink --no-same-owner
    dpkg-deb --fsys-tarfile "$deb" | tar -t | sed -E "s,^\\./,,; s,^(bin|sbin|lib|lib64)/,usr/&,; s,\$, $name," >>"$work/owners"
  done <"$work/wanted.new"
}
