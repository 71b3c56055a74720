#!/usr/bin/env bash
# How fast does a leaf hand over its images, beside tar copying the same files on the same disk in
# the same run? Prints the bytes per second of both, in turn, and the ratio; and those of a plain
# copy that forces each file and its name, as none may be dropped before. Needs a JDK.
# Usage: bench/drain.sh [ROUNDS] [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=${1:-3}
folder=$(mktemp -d "${2:-/tmp}/legim-drain-XXXXXX")
gateway_port=18291
leaf_port=18292
api=http://127.0.0.1:$gateway_port/legim/api
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
pids=()

finish() {
  [ ${#pids[@]} -eq 0 ] || kill -KILL "${pids[@]}" 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT

node() { # NAME PORT [PARENT]
  {
    printf 'node:\n  name: %s\n  port: %s\n  bind: 127.0.0.1\n  data: %s\n' "$1" "$2" "$folder/$1"
    [ -z "${3:-}" ] && printf 'replicas: 1\non-stop: keep\n' \
      || printf 'parent:\n  ip: 127.0.0.1\n  port: %s\n' "$3"
  } > "$folder/$1.yaml"
  ./legim "$folder/$1.yaml" > "$folder/$1.out" 2> "$folder/$1.err" &
  pids+=($!)
  until grep -q ready "$folder/$1.out"; do sleep 0.2; done
}

seconds() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", (b - a) / 1e9 }'; }

await() { # COMMAND...
  until "$@"; do sleep 0.1; done
}

blobs() { find "$folder/$1/blobs" -type f | wc -l; }

round() { # COUNT BYTES LABEL
  local images=$folder/images count=$1
  rm -rf "$images" "$folder/gateway" "$folder/leaf" "$folder/copy"
  mkdir "$images"
  python3 bench/pictures.py "$images" "" "$count" "$2"
  node gateway $gateway_port
  node leaf $leaf_port $gateway_port
  find "$images" -type f -print0 | xargs -0 -P 8 -I{} \
    curl -sf -o /dev/null --data-binary @{} "$api/images"
  placed() { [ "$(blobs leaf)" -eq "$count" ] && [ "$(blobs gateway)" -eq 0 ]; }
  await placed
  sync

  local begin end legim tar
  begin=$(date +%s%N)
  kill -TERM "${pids[1]}"
  wait "${pids[1]}"
  end=$(date +%s%N)
  [ "$(blobs gateway)" -eq "$count" ] || { echo "images are missing" >&2; exit 1; }
  local whole
  whole=$(seconds "$begin" "$end")
  legim=$(curl -sf "$api/drains" | python3 -c '
import json, sys
from datetime import datetime
drain = json.load(sys.stdin)["drains"][0]
at = lambda key: datetime.fromisoformat(drain[key].replace("Z", "+00:00"))
print((at("ended") - at("begun")).total_seconds())')

  local forced
  forced=$("$java" bench/ForcedCopy.java "$images" "$folder/copy" 24)
  rm -rf "$folder/copy"
  sync

  mkdir "$folder/copy"
  begin=$(date +%s%N)
  tar -C "$images" -cf - . | tar -C "$folder/copy" -xf -
  sync
  end=$(date +%s%N)
  tar=$(seconds "$begin" "$end")
  awk -v label="$3" -v legim="$legim" -v whole="$whole" -v tar="$tar" -v forced="$forced" \
    -v bytes=$((count * $2)) 'BEGIN {
      mb = bytes / 1e6
      printf "%-18s tar %6.1f MB/s  forced copy %6.1f MB/s  legim %6.1f MB/s", label, mb / tar,
        mb / forced, mb / legim
      printf "  ratio to tar %.2f, to the forced copy %.2f  (to the end of the process %s s)\n",
        tar / legim, forced / legim, whole }'
  kill -TERM "${pids[0]}"
  wait "${pids[0]}" || true
  pids=()
}

for _ in $(seq "$rounds"); do
  round 2000 20000 "2,000 of 20 KB"
  round 200 1000000 "200 of 1 MB"
  round 10000 20000 "10,000 of 20 KB"
  round 1000 1000000 "1,000 of 1 MB"
done
