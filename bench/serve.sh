#!/usr/bin/env bash
# What does a request for a 20 KB image cost, beside nginx serving the same file in the same run?
# Prints the CPU time per request of both, in turn, and the ratio. Needs a JDK, wrk and nginx.
# Usage: bench/serve.sh [BYTES] [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/.."

bytes=${1:-20000}
rounds=${2:-5}
port=18281
nginx_port=18282
seconds=6
folder=$(mktemp -d)
hertz=$(getconf CLK_TCK)
legim=

finish() {
  [ -z "$legim" ] || { kill -TERM "$legim" 2>/dev/null && wait "$legim" || true; }
  [ ! -f "$folder/nginx.pid" ] || kill "$(cat "$folder/nginx.pid")"
  rm -rf "$folder"
}
trap finish EXIT

# A GIF of one pixel, made as long as asked by comment blocks before its end.
picture() {
  printf 'GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff'
  local left=$((bytes - 36)) block
  while [ "$left" -gt 4 ]; do
    block=$((left - 4 > 255 ? 255 : left - 4))
    printf '\x21\xfe'
    printf "\\x$(printf %x "$block")"
    head -c "$block" /dev/zero
    printf '\0'
    left=$((left - block - 4))
  done
  printf '\x2c\0\0\0\0\1\0\1\0\0\2\2D\1\0\x3b'
}
mkdir "$folder/www"
picture > "$folder/www/i.gif"

cat > "$folder/nginx.conf" <<CONF
worker_processes 1;
pid $folder/nginx.pid;
error_log $folder/nginx.log;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  types { image/gif gif; }
  client_body_temp_path $folder; proxy_temp_path $folder; fastcgi_temp_path $folder;
  uwsgi_temp_path $folder; scgi_temp_path $folder;
  server { listen 127.0.0.1:$nginx_port; root $folder/www; }
}
CONF
chmod -R a+rX "$folder"
nginx -c "$folder/nginx.conf"

printf 'node:\n  name: bench\n  port: %s\n  bind: 127.0.0.1\n  data: %s\n' \
  "$port" "$folder/data" > "$folder/node.yaml"
: > "$folder/out"
./legim "$folder/node.yaml" > "$folder/out" 2> "$folder/log" &
legim=$!
until grep -q ready "$folder/out"; do
  kill -0 "$legim" || { cat "$folder/log" >&2; exit 1; }
  sleep 0.2
done
curl -fsS -T "$folder/www/i.gif" "http://127.0.0.1:$port/legim/api/images/i?name=i.gif" > "$folder/image.json"
worker=$(pgrep -P "$(cat "$folder/nginx.pid")")

# ticks PID: the CPU time that a process has used, in clock ticks.
ticks() { sed 's/.*) //' "/proc/$1/stat" | awk '{ print $12 + $13 }'; }

# cost PID URL: microseconds of CPU per request, with 32 connections.
cost() {
  local before after requests
  before=$(ticks "$1")
  requests=$(wrk -t1 -c32 "-d${seconds}s" "$2" | awk '/requests in/ { print $1 } /Non-2xx/ { exit 1 }')
  after=$(ticks "$1")
  echo "scale=1; ($after - $before) * 1000000 / $hertz / $requests" | bc
}

url=http://127.0.0.1:$port/legim/api/images/i
echo "warming up"
wrk -t1 -c32 -d20s "$url" > "$folder/warm"
echo "CPU per request of $(stat -c %s "$folder/www/i.gif") bytes, us:"
for ((round = 1; round <= rounds; round++)); do
  a=$(cost "$worker" "http://127.0.0.1:$nginx_port/i.gif")
  b=$(cost "$legim" "$url")
  echo "  nginx $a  legim $b  ratio $(echo "scale=2; $b / $a" | bc)"
done
