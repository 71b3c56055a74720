#!/usr/bin/env bash
# Does a node with a million images start and answer like one with ten? Prints ratios.
# Usage: bench/million.sh [IMAGES] [FOLDER]; needs a JDK and about 2 GB of disk; takes some minutes.
set -euo pipefail
cd "$(dirname "$0")/.."

images=${1:-1000000}
folder=${2:-$(mktemp -d)}
blobs=100000
rounds=400
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
declare -A port=([small]=18181 [large]=18182) pid=()

stop() { kill -TERM "$1" 2>/dev/null && wait "$1" || true; }
finish() {
  for node in "${!pid[@]}"; do stop "${pid[$node]}"; done
  [ -n "${keep:-}" ] || rm -rf "$folder"
}
trap finish EXIT
keep=${2:-}

# start NODE: starts a node and prints how many milliseconds it took to be ready.
start() {
  local node=$1 begin
  printf 'node:\n  name: %s\n  port: %s\n  bind: 127.0.0.1\n  data: %s\n' \
    "$node" "${port[$node]}" "$folder/$node" > "$folder/$node.yaml"
  begin=$(date +%s%N)
  : > "$folder/$node.out"
  ./legim "$folder/$node.yaml" > "$folder/$node.out" 2> "$folder/$node.log" &
  pid[$node]=$!
  until grep -q ready "$folder/$node.out"; do
    kill -0 "${pid[$node]}" || { cat "$folder/$node.log" >&2; exit 1; }
    sleep 0.05
  done
  took=$((($(date +%s%N) - begin) / 1000000))
}

fill() {
  [ ! -e "$folder/$1/filled" ] || return 0
  start "$1"
  stop "${pid[$1]}"
  "$java" -cp "$folder/lib/*" bench/FillStore.java "$folder/$1" "$2" "$blobs" 2> "$folder/fill.log"
  touch "$folder/$1/filled"
}

mkdir -p "$folder/lib"
./legim --version
(cd "$folder/lib" && "$java" -version 2>&1 | head -n 1 && unzip -qoj "$OLDPWD/legim-war/target/legim.war" 'WEB-INF/lib/*')
fill small 10
fill large "$images"

echo "start to ready, ms (in turn):"
for round in 1 2 3; do
  start small; small=$took; stop "${pid[small]}"
  start large; large=$took; stop "${pid[large]}"
  echo "  small $small  large $large  ratio $(echo "scale=2; $large / $small" | bc)"
done

start small
start large
"$java" bench/Ratio.java "http://127.0.0.1:${port[small]}/legim" \
  "http://127.0.0.1:${port[large]}/legim" "$rounds"
