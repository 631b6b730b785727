#!/bin/sh
# Installs what is missing to build and run keii, and nothing else. Does nothing when nothing is missing.
# `setup.sh tests` also installs what the tests of the reading room look at it with: a browser without a window,
# Japanese letters, and rules of accessibility. Without them those tests say that they are skipped.
set -eu
cd "$(dirname "$0")"

# Where Debian's package puts the sources of the dictionary.
sources=/usr/share/mecab/dic/ipadic
dictionary=mecab-ipadic

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
    stop "Something must be installed by root, and there is no sudo. As root, type:" "  $*"
  else
    sudo "$@"
  fi
}

install() {
  # No questions, no suggestions: the machine may be a build machine.
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$@"
}

# Packages by their names. A fresh machine has no list of packages yet; one whose list will do is not made to fetch it
# again.
fetch() {
  if ! { apt-cache show "$@" >/dev/null 2>&1 && install "$@"; }; then
    echo "setup: fetching the list of packages"
    as_root apt-get update
    install "$@" || stop "$* could not be installed; apt-get says why above."
  fi
}

if missing cargo; then
  stop "cargo is missing. Install Rust (rustup fetches the version that rust-toolchain.toml names), then try again."
fi
if missing cc; then
  stop "a C compiler is missing (SQLite is built from source). Install one, on Debian: apt-get install gcc libc6-dev"
fi

has_dictionary() {
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
      return 0
    fi
  done
  return 1
}

# What was compiled from a folder of the user's choice will do; the tests compile their own, from sources.
has_compiled_dictionary() {
  for compiled in "${XDG_CACHE_HOME:-${HOME:-}/.cache}"/keii/ipadic-*.dic; do
    if [ -e "$compiled" ]; then
      return 0
    fi
  done
  return 1
}

set_up_dictionary() {
  if has_dictionary; then
    return
  fi
  if missing apt-get; then
    if has_compiled_dictionary; then
      return
    fi
    stop \
      "keii reads Japanese with the IPADIC dictionary, and this system has no apt-get to install it with." \
      "Get the sources of IPADIC 2.7.0 (the folder with *.csv, matrix.def, char.def and unk.def, EUC-JP), which" \
      "other systems package as mecab-ipadic or ipadic, and compile it once from where they are:" \
      "  cargo run --release -- dict build --from DIR" \
      "keii finds the compiled dictionary by itself from then on."
  fi
  echo "setup: installing $dictionary (the Japanese dictionary, 50 MB)"
  fetch "$dictionary"
  # matrix.def is what a build of the dictionary cannot do without.
  if [ ! -e "$sources/matrix.def" ]; then
    stop "$dictionary is installed, but $sources/matrix.def is not there." \
      "Give the folder that holds the sources of IPADIC: cargo run --release -- dict build --from DIR"
  fi
}

has_japanese_letters() {
  ! missing fc-list && [ -n "$(fc-list :lang=ja family)" ]
}

set_up_browser() {
  wanted=
  if missing chromium && missing chromium-browser && missing google-chrome; then wanted="$wanted chromium"; fi
  if missing chromedriver; then wanted="$wanted chromium-driver"; fi
  if ! has_japanese_letters; then wanted="$wanted fontconfig fonts-ipafont-gothic"; fi
  if missing npm; then wanted="$wanted npm"; fi
  if [ -z "$wanted" ]; then
    return
  fi
  if missing apt-get; then
    printf 'setup: %s\n' \
      "The tests of the reading room need a browser, and this system has no apt-get to install it with. Install what" \
      "these packages of Debian hold:$wanted. Until then those tests are skipped." >&2
    return
  fi
  echo "setup: installing$wanted (what the tests of the reading room look at it with)"
  # The names hold no blanks.
  # shellcheck disable=SC2086
  fetch $wanted
}

# Rules of accessibility (axe-core, MPL-2.0), in the version and with the checksum that the lock file names. Not part of
# this repository, and nothing of it is run but by the tests, in the browser.
set_up_axe() {
  build="${CARGO_TARGET_DIR:-target}/axe"
  locked=crates/keii/tests/serve/axe
  if cmp -s "$locked/package-lock.json" "$build/package-lock.json" && [ -e "$build/node_modules/axe-core/axe.min.js" ]
  then
    return
  fi
  if missing npm; then
    echo "setup: npm is missing, so the pages are not checked against rules of accessibility" >&2
    return
  fi
  echo "setup: fetching axe-core (rules of accessibility, for the tests)"
  rm -rf "$build"
  mkdir -p "$build"
  cp "$locked/package.json" "$locked/package-lock.json" "$build"
  if ! npm ci --prefix "$build" --ignore-scripts --no-audit --no-fund --silent; then
    rm -rf "$build"
    echo "setup: axe-core could not be fetched, so the pages are not checked against rules of accessibility" >&2
  fi
}

set_up_dictionary
if [ "${1:-}" = tests ]; then
  set_up_browser
  set_up_axe
fi
