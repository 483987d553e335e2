#!/bin/sh
# An archive to a database, and five questions to it. SLUICE names the program, the first argument the archive.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
archive=${1:-$here/archive}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${SLUICE:-sluice}" extract --format sqlite --date 2025-06-30 -o "$folder/news.db" "$archive"
sqlite3 -box "$folder/news.db" < "$here/questions.sql"
