# shellcheck shell=sh
# shellcheck disable=SC2154
# The part of ./legim that builds; read by it, with $home, $java and $launcher set.

target=$home/server-config/target
war=$home/legim-war/target/legim.war
stamp=$target/legim-built
lock=$target/legim-building
log=$target/legim-build.log
unfinished=$target/legim-build-unfinished

# newer FILE PATH...: whether something below the paths has changed since FILE was built. Maven does
# not write a file again that comes out the same; that it has looked is what the stamp remembers.
newer() {
  built=$1
  shift
  reference=$built
  if [ -f "$stamp" ] && [ -z "$(find "$stamp" ! -newer "$built")" ]; then
    reference=$stamp
  fi
  [ -n "$(cd "$home" && find pom.xml "$@" -newer "$reference" -print 2>/dev/null | head -n 1)" ]
}

must_build() {
  [ ! -e "$unfinished" ] || return 0
  for file in "$war" "$launcher" "$target/legim-payara.jar" "$target/payara-micro.jar"; do
    [ -f "$file" ] || return 0
  done
  newer "$war" legim-ejb/pom.xml legim-ejb/src/main legim-web/pom.xml legim-web/src/main \
    legim-war/pom.xml legim-war/src/main ||
    newer "$launcher" server-config/pom.xml server-config/src/main \
      legim-ejb/src/main/java/org/legim/config legim-ejb/src/main/java/org/legim/blob/Durable.java
}

# Two starts must not build into the same folders at once.
take_lock() {
  mkdir -p "$target" || refuse "$target cannot be created"
  until mkdir "$lock" 2>/dev/null; do
    [ -d "$lock" ] || refuse "$target cannot be written"
    owner=$(cat "$lock/pid" 2>/dev/null || :)
    if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
      rm -rf "$lock"
    else
      [ -n "${waited:-}" ] || say "waiting for another start that builds (or is gone: remove $lock)"
      waited=true
      sleep 1
    fi
  done
  echo $$ >"$lock/pid"
  trap 'rm -rf "$lock"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
}

release_lock() {
  rm -rf "$lock"
  trap - EXIT INT TERM HUP
}

# Proxies: Maven knows those of its settings, the wrapper's download those of the environment.
# Each is told what only the other knows. Sets $settings to the file of settings for Maven.
share_proxies() {
  settings=
  proxy=${https_proxy:-${HTTPS_PROXY:-${all_proxy:-${ALL_PROXY:-}}}}
  bypass=${no_proxy:-${NO_PROXY:-}}
  user_settings=${HOME:-}/.m2/settings.xml
  known=
  if [ -f "$user_settings" ]; then
    known=$(awk -f "$home/.mvn/proxy.awk" "$user_settings")
  fi
  if [ -n "$known" ]; then
    proxy=${known%% *}
    export no_proxy="${known#* }"
  elif [ -n "$proxy" ]; then
    settings=$lock/settings.xml
    (umask 077 && PROXY="$proxy" BYPASS="$bypass" awk -f "$home/.mvn/settings.awk" >"$settings")
  fi
  [ -n "$proxy" ] || return 0
  export https_proxy="$proxy" HTTPS_PROXY="$proxy"
  if ! command -v wget >/dev/null && ! command -v curl >/dev/null; then
    # The wrapper then downloads with Java, which knows no such variables, and no password here.
    address=${proxy#*://}
    address=${address##*@}
    address=${address%%/*}
    export JDK_JAVA_OPTIONS="-Dhttps.proxyHost=${address%:*} -Dhttps.proxyPort=${address##*:}"
  fi
}

# One line for each module and for each hundred downloads, of the thousands that Maven writes.
progress() {
  downloads=0
  while IFS= read -r line; do
    case $line in
      "[INFO] Building "*"]")
        name=${line#"[INFO] Building "}
        say "  ${name##* } ${name%% [0-9]*}"
        ;;
      "Downloaded from "* | *"] Downloaded from "*)
        downloads=$((downloads + 1))
        [ $((downloads % 100)) -ne 0 ] || say "  $downloads files downloaded"
        ;;
    esac
  done
}

# In a shell of its own, so that the node does not inherit what is exported for the build.
run_maven() (
  cd "$home" || exit
  share_proxies
  JAVA_HOME=$jdk
  export JAVA_HOME
  sh ./mvnw -B ${settings:+-gs "$settings"} -Prun -pl server-config,legim-war -am package 2>&1
)

build() {
  jdk=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
  [ -x "$jdk/bin/javac" ] ||
    refuse "there is something to build, which takes a JDK; $jdk has no javac"
  say "building; the first time takes some minutes (log: $log)"
  : >"$unfinished"
  { run_maven && mv "$unfinished" "$stamp"; } | tee "$log" | progress
  if [ -e "$unfinished" ]; then
    grep '^\[ERROR\] .' "$log" | head -n 5 >&2 || tail -n 5 "$log" >&2
    refuse "the build failed; see $log"
  fi
}

if must_build; then
  take_lock
  if must_build; then
    build
  fi
  release_lock
fi
