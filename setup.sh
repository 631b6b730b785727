#!/bin/sh
# Installs what is missing to build and run keii, and nothing else. Does nothing when nothing is missing.
set -eu

# Where Debian's package puts the sources of the dictionary.
sources=/usr/share/mecab/dic/ipadic
package=mecab-ipadic

stop() {
  printf 'setup: %s\n' "$@" >&2
  exit 1
}

missing() {
  ! command -v "$1" >/dev/null 2>&1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif missing sudo; then
    stop "$package must be installed by root, and there is no sudo. As root, type:" "  apt-get install $package"
  else
    sudo "$@"
  fi
}

install_dictionary() {
  # No questions, no suggestions: the machine may be a build machine.
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$package"
}

if missing cargo; then
  stop "cargo is missing. Install Rust (rustup fetches the version that rust-toolchain.toml names), then try again."
fi
if missing cc; then
  stop "a C compiler is missing (SQLite is built from source). Install one, on Debian: apt-get install gcc libc6-dev"
fi

# Where other systems put them (crates/keii-ja/src/dictionary/cache.rs looks there, too).
for found in \
  "$sources/matrix.def" \
  /usr/lib/mecab/dic/ipadic*/matrix.def \
  /usr/lib64/mecab/dic/ipadic/matrix.def \
  /var/lib/mecab/dic/ipadic*/matrix.def \
  /usr/local/lib/mecab/dic/ipadic/matrix.def \
  /usr/local/share/mecab/dic/ipadic/matrix.def \
  /opt/homebrew/lib/mecab/dic/ipadic/matrix.def
do
  if [ -e "$found" ]; then
    exit 0
  fi
done

if missing apt-get; then
  # What was compiled from a folder of the user's choice will do; the tests compile their own, from sources.
  for compiled in "${XDG_CACHE_HOME:-${HOME:-}/.cache}"/keii/ipadic-*.dic; do
    if [ -e "$compiled" ]; then
      exit 0
    fi
  done
  stop \
    "keii reads Japanese with the IPADIC dictionary, and this system has no apt-get to install it with." \
    "Get the sources of IPADIC 2.7.0 (the folder with *.csv, matrix.def, char.def and unk.def, EUC-JP), which" \
    "other systems package as mecab-ipadic or ipadic, and compile it once from where they are:" \
    "  cargo run --release -- dict build --from DIR" \
    "keii finds the compiled dictionary by itself from then on."
fi

echo "setup: installing $package (the Japanese dictionary, 50 MB)"
# A fresh machine has no list of packages yet; one whose list will do is not made to fetch it again.
if ! { apt-cache show "$package" >/dev/null 2>&1 && install_dictionary; }; then
  echo "setup: fetching the list of packages"
  as_root apt-get update
  install_dictionary || stop "$package could not be installed; apt-get says why above."
fi
# matrix.def is what a build of the dictionary cannot do without.
if [ ! -e "$sources/matrix.def" ]; then
  stop "$package is installed, but $sources/matrix.def is not there." \
    "Give the folder that holds the sources of IPADIC: cargo run --release -- dict build --from DIR"
fi
