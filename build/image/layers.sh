# Sourced by build/image.sh: layers out of the root and the program, and the image out of the layers. One layer is
# Debian's, the same as long as the packages are; the other is the program. Each byte follows from what goes in: names
# in order, numeric owners, one time, and no trace of the machine.

# The capabilities that a container may hand on: NET_BIND_SERVICE, NET_ADMIN, NET_RAW, SYS_ADMIN.
readonly capable=usr/bin/setpriv capabilities=$((1 << 10 | 1 << 12 | 1 << 13 | 1 << 21))

# archive OWNER FOLDER TIME: the paths on standard input, as a tar without an end.
archive() {
  tar -c -b 1 -C "$2" --format=posix --pax-option='exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime' \
    --no-recursion --verbatim-files-from -T - --owner="$1" --group="$1" --numeric-owner --mtime="@$3" | head -c -1024
}

# little_endian NUMBER: as four bytes, in printf's notation.
little_endian() { printf '\\x%02x' $(($1 & 255)) $(($1 >> 8 & 255)) $(($1 >> 16 & 255)) $(($1 >> 24 & 255)); }

# An extended header that gives the entry behind it file capabilities (linux/capability.h, version 2, permitted only),
# which tar itself would have to find on a file, where only root can set them. It is written as a file with the header's
# content, and made a header by its type, whose sum stands in it.
capability_header() {
  local record=SCHILY.xattr.security.capability= value length header=$work/header sum
  value=$(little_endian 0x02000000)$(little_endian "$1")$(little_endian 0)$(little_endian 0)$(little_endian 0)
  length=$((${#record} + 20 + 4))
  mkdir -p "$header"
  printf "$length $record$value\n" >"$header/$length"
  tar -c -b 1 -C "$header" --format=ustar --owner=0 --group=0 --numeric-owner --mode=0644 --mtime=@0 "$length" | head -c -1024 >"$work/header.tar"
  sum=$((8#$(dd if="$work/header.tar" bs=1 skip=148 count=6 status=none) + $(printf '%d' "'x") - $(printf '%d' "'0")))
  { printf '%06o\0 x' $sum | dd of="$work/header.tar" bs=1 seek=148 conv=notrunc status=none; }
  cat "$work/header.tar"
  rm -r "$header" "$work/header.tar"
}

# add_layer FILE: as a blob of the image; its digests are kept for the configuration and the manifest.
add_layer() {
  local blob=$layout/blobs/layer
  diffs+=("sha256:$(sha256sum <"$1" | cut -d' ' -f1)")
  gzip -n <"$1" >"$blob"
  layers+=("$(add_blob "$blob" application/vnd.oci.image.layer.v1.tar+gzip)")
  rm "$1"
}

# add_blob FILE TYPE [MORE]: moves it to its digest, and prints its descriptor.
add_blob() {
  local digest size
  digest=$(sha256sum <"$1" | cut -d' ' -f1) size=$(stat -c %s "$1")
  mv "$1" "$layout/blobs/sha256/$digest"
  printf '{"mediaType":"%s","digest":"sha256:%s","size":%d%s}' "$2" "$digest" "$size" "${3:-}"
}

join() { local IFS=,; echo "$*"; }
quoted() { printf '"%s"\n' "$@" | paste -sd,; }

# debian_layer FILE: everything is root's but what FRR and frrk8s write to.
debian_layer() {
  local owned='^\./(etc/frr(/.*)?|run/frr|var/lib/frrk8s)$' newest
  # The time of the newest file in it: the layer stays the same from one commit to the next.
  newest=$(cd "$work/stage" && xargs stat -c %Y <"$work/taken" | sort -n | tail -1)
  (cd "$root" && find . | sort | grep -vE "$owned" | grep -vx "./$capable") | archive 0 "$root" "$newest" >"$1"
  (cd "$root" && find . | sort | grep -E "$owned") | archive 179 "$root" "$newest" >>"$1"
  capability_header $capabilities >>"$1"
  echo "./$capable" | archive 0 "$root" "$newest" >>"$1"
  head -c 1024 /dev/zero >>"$1"
}

program_layer() {
  local folder=$work/program
  rm -rf "$folder"
  mkdir -p "$folder/usr/local/bin"
  install -m 755 bin/frrk8s "$folder/usr/local/bin/frrk8s"
  ln -s frrk8s "$folder/usr/local/bin/kubectl-frrk8s"
  (cd "$folder" && find usr/local/bin -mindepth 1 | sort) | archive 0 "$folder" "$created" >"$1"
  head -c 1024 /dev/zero >>"$1"
  rm -r "$folder"
}

config_json() {
  cat <<EOF
{"created":"$(date -u -d "@$created" +%FT%TZ)","architecture":"$arch","os":"linux","config":{"User":"179:179",
"Env":["PATH=/usr/local/bin:/usr/bin:/usr/sbin"],"Entrypoint":["/usr/local/bin/frrk8s"],"WorkingDir":"/","Labels":$1},
"rootfs":{"type":"layers","diff_ids":[$(quoted "${diffs[@]}")]},
"history":[{"created_by":"Debian $suite, FRR $release"},{"created_by":"frrk8s $version"}]}
EOF
}

# make_image ROOT FILE
make_image() {
  local layout=$work/layout name=ghcr.io/frr-k8s-dotnet/frr-k8s labels config manifest diffs=() layers=() config_digest
  say "packing"
  rm -rf "$layout"
  mkdir -p "$layout/blobs/sha256"
  debian_layer "$work/layer"
  add_layer "$work/layer"
  program_layer "$work/layer"
  add_layer "$work/layer"

  labels=$(printf '{"org.opencontainers.image.title":"frr-k8s","org.opencontainers.image.version":"%s","org.opencontainers.image.revision":"%s","io.frrouting.version":"%s"}' \
    "$version" "$commit" "$release")
  config_json "$labels" >"$work/config"
  config=$(add_blob "$work/config" application/vnd.oci.image.config.v1+json)
  config_digest=${config#*sha256:} config_digest=${config_digest%%\"*}
  printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":%s,"layers":[%s],"annotations":%s}\n' \
    "$config" "$(join "${layers[@]}")" "$labels" >"$work/manifest"
  manifest=$(add_blob "$work/manifest" application/vnd.oci.image.manifest.v1+json \
    "$(printf ',"platform":{"architecture":"%s","os":"linux"},"annotations":{"org.opencontainers.image.ref.name":"%s","io.containerd.image.name":"%s"}' "$arch" "$version" "$name:$version")")
  printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[%s]}\n' "$manifest" >"$layout/index.json"
  printf '{"imageLayoutVersion":"1.0.0"}\n' >"$layout/oci-layout"
  # What docker reads in place of the index.
  printf '[{"Config":"blobs/sha256/%s","RepoTags":["%s"],"Layers":[%s]}]\n' "$config_digest" "$name:$version" \
    "$(quoted "${layers[@]}" | grep -o 'sha256:[0-9a-f]*' | sed 's,sha256:,"blobs/sha256/,; s,$,",' | paste -sd,)" >"$layout/manifest.json"
  (cd "$layout" && find . -mindepth 1 | sort) | archive 0 "$layout" "$created" >"$2"
  head -c 1024 /dev/zero >>"$2"
  digest=${manifest#*sha256:}
  report "$name:$version" "sha256:${digest%%\"*}" "$2" >"$out/report"
  rm -r "$layout"
}

# report NAME DIGEST FILE
report() {
  local part
  echo "$1 (FRR $release, Debian $suite, $arch)"
  echo "  digest      $2"
  echo "  archive     $(stat -c %s "$3" | awk '{ printf "%.1f MB", $1 / 1e6 }') in ${3#"$PWD/"}"
  echo "  unpacked    $(du -sb "$root" bin/frrk8s | awk '{ sum += $1 } END { printf "%.1f MB", sum / 1e6 }'), of which"
  {
    echo "$(stat -c %s bin/frrk8s) frrk8s"
    echo "$(cd "$root" && find usr/lib/frr usr/bin/vtysh usr/lib/*/frr -type f -printf '%s\n' | awk '{ s += $1 } END { print s }') FRR"
    echo "$(cd "$root" && find usr/lib/*/libssl* usr/lib/*/libcrypto* -type f -printf '%s\n' | awk '{ s += $1 } END { print s }') OpenSSL"
    echo "$(cd "$root" && find usr/lib/*/lib*.so* usr/lib/*/ld-* -type f ! -name 'libssl*' ! -name 'libcrypto*' -printf '%s\n' | awk '{ s += $1 } END { print s }') C library and FRR's libraries"
    echo "$(cd "$root" && find usr/bin/busybox usr/bin/setpriv -type f -printf '%s\n' | awk '{ s += $1 } END { print s }') shell and setpriv"
    echo "$(cd "$root" && find usr/share var -type f -printf '%s\n' | awk '{ s += $1 } END { print s }') licences and lists"
  } | awk '{ printf "  %9.1f MB  ", $1 / 1e6; $1 = ""; print substr($0, 2) }'
}
