#!/bin/sh
# Reads the sample articles, which tell three stories, into a fresh ledger and shows what a reader asks first. Run by `make demo`.
set -eu

keii="$KEII --ledger $LEDGER"

# Prints the command before its output, so that every screen shows how to get it again.
show() {
  printf '\n$ %s\n' "$*"
  "$@"
}

# The articles have numbers; what else lies there is about them. Printed as typed, not as the shell expands it.
articles='corpus/*-2025/[0-9]*'

# The names hold no blanks, or the shell would have to keep them apart in what is printed, too.
# shellcheck disable=SC2086
{
  printf '\n$ %s\n' "$keii add $articles"
  $keii add $articles
  show $keii stories
  show $keii timeline
  show $keii said
}

cat <<TXT

Every line above was read from somewhere in the articles. What to type next:

  $keii said --by ラブロフ          what one person said
  $keii said --about 会談           what was said about one thing
  $keii people                      who they are, and who calls them what
  $keii standing STORY              where things stand in one story (STORY is in its line)
  $keii show ID                     the passage an entry was read from (ID is in its line)
  $keii why ID                      how the entry came to be
  $keii add YOUR-ARTICLE.txt        add your own

To read all of it in a browser, with every statement one click from its passage:

  $keii serve                       open the address that it prints; Ctrl-C closes the room
TXT
