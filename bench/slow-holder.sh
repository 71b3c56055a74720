#!/usr/bin/env bash
# What does one holder that becomes slow do to the users? Linkerd's experiment, in virtual time, with
# the classes that a gateway chooses with, beside round robin and least loaded. Takes seconds.
# Usage: bench/slow-holder.sh [SECONDS_BEFORE] [SECONDS_SLOW] [SECONDS_AFTER] [PER_SECOND]; needs a JDK.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
bin=${JAVA_HOME:+$JAVA_HOME/bin/}

# The classes of the node, and the experiment, which is that of the unit test.
./mvnw -q -pl legim-ejb compile dependency:build-classpath -Dmdep.outputFile="$folder/classpath"
classes=legim-ejb/target/classes:$(cat "$folder/classpath")
"${bin}javac" -proc:none -cp "$classes" -d "$folder/classes" bench/slow-holder/*.java \
  legim-ejb/src/test/java/org/legim/latency/SlowHolderExperiment.java
"${bin}java" -cp "$folder/classes:$classes" SlowHolder "${1:-15}" "${2:-30}" "${3:-15}" "${4:-1000}"
