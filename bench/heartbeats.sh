#!/usr/bin/env bash
# What do its leaves cost a gateway, with 1,000 images each and with many? Prints CPU time and bytes
# side by side. The whole of it: bench/heartbeats.sh 200 100000 10; takes some minutes and 8 GB.
# Usage: bench/heartbeats.sh [LEAVES] [IMAGES_PER_LEAF] [LEAVES_PER_IMAGE] [FOLDER]; needs a JDK.
set -euo pipefail
cd "$(dirname "$0")/.."

leaves=${1:-50}
images=${2:-10000}
copies=${3:-1}
few=1000
[ $((leaves % copies)) -eq 0 ] || { echo "LEAVES must be a multiple of LEAVES_PER_IMAGE" >&2; exit 2; }
folder=$(mktemp -d ${4:+-p "$4"})
trap 'rm -rf "$folder"' EXIT
bin=${JAVA_HOME:+$JAVA_HOME/bin/}

# The classes of the node, and the JSON-B of its tests, which is the one of Payara Micro.
./mvnw -q -pl legim-ejb compile dependency:build-classpath \
  -DincludeScope=test -Dmdep.outputFile="$folder/classpath"
classes=legim-ejb/target/classes:$(cat "$folder/classpath")
"${bin}javac" -proc:none -cp "$classes" -d "$folder/classes" bench/heartbeats/*.java
"${bin}java" -Xmx2g -XX:+UseSerialGC -cp "$folder/classes:$classes" \
  Heartbeats "$folder" "$leaves" "$few" "$images" "$copies"
