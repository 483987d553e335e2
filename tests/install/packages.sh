#!/bin/sh
# The Debian packages install, work and go without a trace. Needs root.
set -eu
cd "$(dirname "$0")/../.."
packages="$1"
scratch=$(mktemp -d)
trap 'dpkg --purge sluice libsluice-dev libsluice0.1 >/dev/null 2>&1 || true; rm -rf "$scratch"' EXIT
dpkg --install "$packages"/*.deb
echo "Sweden joined NATO in 2024." | /usr/bin/sluice extract --format csv - | grep -q "membership.*Sweden"
c++ -std=c++20 examples/cpp/stage.cpp -o "$scratch/stage" $(pkg-config --cflags --libs sluice)
printf 'a1\tSweden joined NATO in 2024.\n' | "$scratch/stage" 2 | grep -q "member=Sweden"
files=$(dpkg --listfiles sluice libsluice-dev libsluice0.1 | sort -u)
dpkg --purge sluice libsluice-dev libsluice0.1
for file in $files; do
  if [ -e "$file" ] && [ ! -d "$file" ]; then
    echo "left behind: $file" >&2
    exit 1
  fi
done
if command -v sluice >/dev/null; then
  echo "sluice is still there" >&2
  exit 1
fi
echo "packages: installed, used and removed"
