# Sourced by build/image.sh: the root of the image, without the program. It has what deploy/image/files names, the
# libraries that these files name, frr-start, deploy/image/root, and what says where all of it is from.

# loaded FOLDER PROGRAM...: runs it with the loader and the libraries in a root, so that nothing of this machine's counts.
loaded() {
  local folder=$1 libraries
  shift
  libraries=$(dirname "$(echo "$folder"/usr/lib/*/libc.so.6)")
  "$(echo "$libraries"/ld-linux-*.so.*)" --inhibit-cache --library-path "$libraries:$libraries/frr" "$@"
}

# take PATH...: from the stage into the root, and down in `taken`. A library gets the name by which it is asked for.
take() {
  local path
  for path; do
    [ -e "$root/$path" ] && continue
    mkdir -p "$root/${path%/*}"
    cp -L --preserve=mode "$stage/$path" "$root/$path"
    realpath --relative-to "$stage" "$stage/$path" >>"$work/taken"
  done
}

libraries_of() {
  local line
  loaded "$stage" --list "$1" >"$work/list" || cannot "\`$1\` does not run with the libraries of its packages"
  # The loader itself and the kernel's own one stand in it without a path into the stage.
  while read -r line; do
    case $line in
      "$stage"/*) echo "${line#"$stage/"}" ;;
      *ld-linux*) ;;
      *) cannot "\`$1\` needs \`$line\`, which is in no package" ;;
    esac
  done < <(awk '$2 == "=>" { print $3 }' "$work/list")
}

take_files() {
  local pattern optional paths path libraries
  while read -r pattern optional; do
    paths=$(cd "$stage" && compgen -G "$pattern") || { [ -n "$optional" ] && continue || cannot "no package has \`$pattern\`"; }
    for path in $paths; do
      take "$path"
      head -c 4 "$stage/$path" | grep -q ELF || continue
      libraries=$(libraries_of "$stage/$path")
      take $libraries
    done
  done < <(sed 's/#.*//; /^ *$/d' deploy/image/files)
}

take_loader() {
  local link loader
  loader=$(echo "$stage"/usr/lib/*/ld-linux-*.so.*)
  take "${loader#"$stage/"}"
  # The path by which the kernel looks for it.
  for link in "$stage"/usr/lib64/ld-linux-* "$stage"/usr/lib/ld-linux-*; do
    [ -L "$link" ] && ln -s "$(realpath --relative-to "${link%/*}" "$loader")" "$root/${link#"$stage/"}"
  done
  return 0
}

names_of_taken() { awk 'NR == FNR { taken[$1]; next } $1 in taken { print $2 }' "$work/taken" "$work/owners" | sort -u; }

# For people, for scanners (status.d), for making the same again, and under which licences it stands.
describe() {
  local name version deb
  # Some packages keep theirs in another one, which thereby counts too.
  for name in $(names_of_taken); do take "usr/share/doc/$name/copyright"; done
  mkdir -p "$root/usr/share/frrk8s"
  for name in $(names_of_taken); do
    version=$(awk -v name="$name" '$1 == name { print $2 }' "$work/wanted")
    deb=$(deb_of "$name" "$version")
    dpkg-deb -f "$deb" Package Source Version Architecture Maintainer >"$root/var/lib/dpkg/status.d/$name"
    echo "$name $version $(dpkg-deb -f "$deb" Architecture) $(sha256sum <"$deb" | cut -d' ' -f1)"
  done >"$root/usr/share/frrk8s/packages"
}

# make_root FOLDER
make_root() {
  local folder command
  root=$1 stage=$(cd "$work/stage" && pwd -P)
  say "putting the root together"
  rm -rf "$root" "$work/taken"
  # FRR has its models within, but asks for the folder share/yang, and says when it is not there.
  mkdir -p "$root"/{dev,etc,proc,run/frr,sys,tmp,usr/{bin,sbin,lib,lib64,local/bin,share/yang},var/lib/{frrk8s,dpkg/status.d}}
  for folder in bin sbin lib lib64; do ln -s usr/$folder "$root/$folder"; done
  ln -s ../run "$root/var/run"
  # FRR's crash logs go there, and what FRR 10 thinks of keeping: /tmp is to be writable, and no other folder besides /run/frr.
  ln -s ../tmp "$root/var/tmp"
  ln -s ../../tmp "$root/var/lib/frr"
  chmod 1777 "$root/tmp"
  chmod 700 "$root/var/lib/frrk8s"

  take_files
  take_loader
  for command in $(cat deploy/image/commands); do
    [ -e "$root/usr/bin/$command" ] || ln -s busybox "$root/usr/bin/$command"
  done
  ln -s ../usr/lib/os-release "$root/etc/os-release"
  describe
  cp -R --preserve=mode deploy/image/root/. "$root"
  install -m 755 deploy/image/frr-start "$root/usr/local/bin/frr-start"
  chmod -R go-w,a+rX "$root"/{etc,usr}

  release=$(loaded "$root" "$root/usr/lib/frr/bgpd" --version | awk 'NR == 1 { print $3 }') || cannot "its bgpd does not run"
  loaded "$root" bin/frrk8s --version >/dev/null ||
    cannot "bin/frrk8s does not run with the libraries of $suite: it was linked on a newer system; make it on Debian's $suite, or set FRR_SUITE"
}
