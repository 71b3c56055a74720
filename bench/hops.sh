#!/usr/bin/env bash
# What does it cost to read an image through other nodes? One hop is gateway -> leaf, three are
# gateway -> cluster -> cluster -> leaf. Measured beside the same read from a gateway's own disk, and
# beside nginx with proxy_pass chained as often, in turn, after warm-up. Prints the CPU time of all
# processes on the way per request, and the latency of one client, as ratios.
# Usage: bench/hops.sh [ROUNDS] [SECONDS] [FOLDER]; needs a JDK, python3, curl, wrk and nginx (all of
# them Debian packages: apt-get install wrk nginx-light).
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=${1:-3}
seconds=${2:-6}
folder=$(mktemp -d "${3:-/tmp}/legim-hops-XXXXXX")
warm_seconds=10
most_warm_turns=12
connections=16
first_port=18301
nginx_port=18321
hertz=$(getconf CLK_TCK)
declare -A port=() pid=() worker=()
# Many, so that no two requests at a time are for the same: Legim would fetch that once for both.
declare -A count=([20000]=256 [200000]=64)
sizes="20000 200000"

for tool in wrk nginx python3 curl; do
  PATH=$PATH:/usr/sbin command -v "$tool" > "$folder/found" || {
    echo "bench/hops.sh needs $tool: apt-get install wrk nginx-light python3 curl" >&2
    exit 2
  }
done
PATH=$PATH:/usr/sbin

finish() {
  [ ${#pid[@]} -eq 0 ] || kill -KILL "${pid[@]}" 2> "$folder/kill" || true
  for file in "$folder"/nginx-*.pid; do
    [ ! -s "$file" ] || kill "$(cat "$file")"
  done
  rm -rf "$folder"
}
trap finish EXIT

await() { # COMMAND...
  until "$@"; do sleep 0.2; done
}

# A proxy for each hop, in a process of its own as each node is; the last one has the files.
proxy() { # NUMBER
  local way
  if [ "$1" -eq 0 ]; then
    way="root $folder/www; default_type image/gif;"
  else
    way="location / {
        proxy_pass http://next;
        proxy_http_version 1.1;
        proxy_set_header Connection '';
        proxy_buffer_size 16k;
        proxy_buffers 16 16k;
        proxy_max_temp_file_size 0;
      }"
  fi
  cat > "$folder/nginx-$1.conf" <<CONF
worker_processes 1;
pid $folder/nginx-$1.pid;
error_log $folder/nginx-$1.log;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  client_body_temp_path $folder; proxy_temp_path $folder; fastcgi_temp_path $folder;
  uwsgi_temp_path $folder; scgi_temp_path $folder;
  upstream next {
    server 127.0.0.1:$((nginx_port + $1 - 1));
    keepalive 64;
    keepalive_requests 1000000000;
  }
  server { listen 127.0.0.1:$((nginx_port + $1)); $way }
}
CONF
  nginx -c "$folder/nginx-$1.conf"
  await [ -s "$folder/nginx-$1.pid" ]
  worker[$1]=$(pgrep -P "$(cat "$folder/nginx-$1.pid")")
}

start() { # NAME; as its file says
  : > "$folder/$1.out"
  ./legim "$folder/$1.yaml" > "$folder/$1.out" 2>> "$folder/$1.err" &
  pid[$1]=$!
  until grep -q ready "$folder/$1.out"; do
    kill -0 "${pid[$1]}" || { cat "$folder/$1.err" >&2; exit 1; }
    sleep 0.2
  done
}

# Memory answers nothing: it has one byte for images.
node() { # NAME PARENT [CAPACITY]; no parent: ""
  port[$1]=$((first_port + ${#port[@]}))
  {
    printf 'node:\n  name: %s\n  port: %s\n  bind: 127.0.0.1\n  data: %s\n' \
      "$1" "${port[$1]}" "$folder/$1"
    [ -z "${3:-}" ] || printf '  capacity: %s\n' "$3"
    printf 'on-stop: keep\nreplicas: 1\ncache:\n  memory: %s\n' 1
    [ -z "$2" ] || printf 'parent:\n  ip: 127.0.0.1\n  port: %s\n' "${port[$2]}"
  } > "$folder/$1.yaml"
  start "$1"
}

images() { echo "http://127.0.0.1:${port[$1]}/legim/api/images"; }

upload() { # NODE PREFIX
  (cd "$folder/www" && ls) | xargs -P 4 -I{} \
    curl -sSf -o "$folder/uploaded" -T "$folder/www/{}" "$(images "$1")/$2{}"
}

blobs() { find "$folder/$1/blobs" -type f | wc -l; }

holds() { [ "$(blobs "$1")" -eq "$2" ]; } # NODE COUNT

# The processes on the way of each path: those of nodes, or of nginx.
processes() { # PATH
  case $1 in
    "legim 0") echo "${pid[alone]}" ;;
    "legim 1" | "memory 1") echo "${pid[gateway1]} ${pid[leaf1]}" ;;
    "legim 3") echo "${pid[gateway3]} ${pid[upper]} ${pid[lower]} ${pid[leaf3]}" ;;
    nginx*) for ((i = 0; i <= ${1#nginx }; i++)); do echo "${worker[$i]}"; done ;;
  esac
}

base() { # PATH
  case $1 in
    "legim 0") images alone ;;
    "legim 1" | "memory 1") images gateway1 ;;
    "legim 3") images gateway3 ;;
    nginx*) echo "http://127.0.0.1:$((nginx_port + ${1#nginx }))" ;;
  esac
}

# ticks PID...: the CPU time that processes have used, in clock ticks.
ticks() {
  local each
  for each in "$@"; do
    sed 's/.*) //' "/proc/$each/stat"
  done | awk '{ sum += $12 + $13 } END { print sum }'
}

# Asks for one image after the other, and says: requests, failures, p50 and p99 in us.
cat > "$folder/each.lua" <<'LUA'
local number = 0
request = function()
  number = number + 1
  return wrk.format("GET", wrk.path .. "/" .. os.getenv("BYTES") .. "-" .. number % os.getenv("COUNT"))
end
done = function(summary, latency)
  local e = summary.errors
  print("RESULT", summary.requests, e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50), latency:percentile(99))
end
LUA
load() { # URL BYTES CONNECTIONS SECONDS
  BYTES=$2 COUNT=${count[$2]} wrk -t1 "-c$3" "-d$4s" -s "$folder/each.lua" "$1" \
    | sed -n 's/^RESULT\t//p'
}

# One line: BYTES PATH CPU P50 P99, all in us.
measure() { # PATH BYTES
  local before after requests failed p50 p99 on
  on=$(processes "$1")
  # shellcheck disable=SC2086
  before=$(ticks $on)
  read -r requests failed p50 p99 < <(load "$(base "$1")" "$2" "$connections" "$seconds")
  # shellcheck disable=SC2086
  after=$(ticks $on)
  [ "$failed" -eq 0 ] || { echo "$failed requests failed: $1" >&2; exit 1; }
  local cpu
  cpu=$(awk -v t="$((after - before))" -v hz="$hertz" -v n="$requests" \
    'BEGIN { print t * 1e6 / hz / n }')
  read -r requests failed p50 p99 < <(load "$(base "$1")" "$2" 1 "$((seconds / 2))")
  echo "$2 $1 $cpu $p50 $p99" >> "$folder/results"
}

# Until a path gets no faster: three hops are four JVMs, each of which compiles all of it anew.
warm_up() { # PATH...
  local path bytes before requests rest turn
  for path in "$@"; do
    for bytes in $sizes; do
      before=0
      for ((turn = 1; turn <= most_warm_turns; turn++)); do
        read -r requests rest < <(load "$(base "$path")" "$bytes" "$connections" "$warm_seconds")
        [ $((requests * 20)) -gt $((before * 21)) ] || break
        before=$requests
      done
      load "$(base "$path")" "$bytes" 1 2 > "$folder/warm"
    done
  done
}

mkdir "$folder/www"
for bytes in $sizes; do
  python3 bench/pictures.py "$folder/www" "$bytes-" "${count[$bytes]}" "$bytes"
done
all=$(find "$folder/www" -type f | wc -l)
chmod -R a+rX "$folder"
for i in 0 1 2 3; do proxy "$i"; done

# The image goes where there is most room: those between have next to none.
node alone ""
node gateway1 ""
node leaf1 gateway1
node gateway3 ""
node upper gateway3 "1 KB"
node lower upper "1 KB"
node leaf3 lower
upload alone ""
upload gateway1 ""
upload gateway3 ""
await holds leaf1 "$all"
await holds leaf3 "$all"
await holds gateway1 0
await holds gateway3 0
await holds upper 0
await holds lower 0

from() { # GATEWAY
  for bytes in $sizes; do
    curl -sSf "$(images "$1")/$bytes-0?explain=1"
  done | grep -o '"from":"[^"]*"' | sort -u | tr -d '"'
}
echo "$all images; on the disks of gateway $(blobs gateway1), leaf $(blobs leaf1) ($(from gateway1));"
echo "of gateway $(blobs gateway3), upper $(blobs upper), lower $(blobs lower), leaf $(blobs leaf3) ($(from gateway3))"

echo "warming up"
paths=("nginx 0" "legim 0" "nginx 1" "legim 1" "nginx 3" "legim 3")
warm_up "${paths[@]}"
for ((round = 1; round <= rounds; round++)); do
  for bytes in $sizes; do
    for path in "${paths[@]}"; do measure "$path" "$bytes"; done
  done
done

# The same hop, with the memory that a node has by default.
kill -TERM "${pid[gateway1]}"
wait "${pid[gateway1]}" || true
sed -i 's/  memory: 1$/  memory: 32 MB/' "$folder/gateway1.yaml"
start gateway1
reachable() { curl -sf -o "$folder/first" "$(images gateway1)/20000-0"; }
await reachable
warm_up "memory 1"
for ((round = 1; round <= rounds; round++)); do
  for bytes in $sizes; do
    for path in "nginx 0" "legim 0" "memory 1"; do measure "$path" "$bytes"; done
  done
done

python3 - "$folder/results" <<'PY'
import statistics, sys
from collections import defaultdict

rounds = defaultdict(list)
for line in open(sys.argv[1]):
    size, kind, hops, *figures = line.split()
    rounds[int(size), kind, int(hops)].append([float(each) for each in figures])

def median(size, kind, hops):
    return [statistics.median(column) for column in zip(*rounds[size, kind, hops])]

for size in sorted({key[0] for key in rounds}):
    disk, file = median(size, "legim", 0), median(size, "nginx", 0)
    print(f"\n{size} bytes             CPU, us                 p50, ms                 p99, ms")
    print("                legim  nginx  ratio     legim  nginx  ratio     legim  nginx  ratio")
    def row(label, legim, nginx):
        cells = []
        for i, (unit, digits) in enumerate([(1, 1), (1000, 2), (1000, 2)]):
            a, b = legim[i] / unit, nginx[i] / unit
            cells.append(f"{a:7.{digits}f}{b:7.{digits}f}{a / b:7.2f}")
        print(f"{label:14}" + "   ".join(cells))
    row("own disk", disk, file)
    for hops, label in (1, "one hop"), (3, "three hops"):
        row(label, median(size, "legim", hops), median(size, "nginx", hops))
    for hops in 1, 3:
        row(f"a hop, of {hops}",
            [(a - b) / hops for a, b in zip(median(size, "legim", hops), disk)],
            [(a - b) / hops for a, b in zip(median(size, "nginx", hops), file)])
    print("beside the own disk: " + "; ".join(
        f"{label} CPU {here[0] / disk[0]:.2f}, p50 {here[1] / disk[1]:.2f}, p99 {here[2] / disk[2]:.2f}"
        for label, here in (
            ("one hop", median(size, "legim", 1)), ("three hops", median(size, "legim", 3)),
            ("one hop, in memory", median(size, "memory", 1)))))
PY
