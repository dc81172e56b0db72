#!/bin/sh
# Starts the images control and worker from trees that images/layout.sh has laid out, without a container: as another user who owns
# nothing of them, with the image's environment and no other, beside embedded services, and has them run an audit.
#
#   images/try.sh CONTROL-TREE WORKER-TREE
#
# As root the processes run as 65532, the user of the images (setpriv); else as you, with trees that you may not write.
set -eu

if [ $# -ne 2 ]; then
    sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
repository=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
control=$(cd -- "$1" && pwd)/opt/flipside
worker=$(cd -- "$2" && pwd)/opt/flipside
build=target
[ -d "$repository/embedded/$build/lib" ] || build=target/quick
work=$(mktemp -d)
chmod 755 "$work"
pids=
end() {
    for pid in $pids; do
        kill "$pid" 2>/dev/null || :
    done
    for pid in $pids; do
        wait "$pid" 2>/dev/null || :
    done
}
trap end EXIT

as=
if [ "$(id -u)" = 0 ]; then
    as='setpriv --reuid=65532 --regid=65532 --clear-groups --inh-caps=-all --no-new-privs'
fi
folder() { # NAME: one that the images' user owns, as a volume is
    mkdir -p "$work/$1"
    if [ -n "$as" ]; then
        chown 65532:65532 "$work/$1"
    fi
    chmod 700 "$work/$1"
}
run() { # TREE DATA ARGUMENTS...: with what the image sets, and the settings of $settings. Takes the place of the shell: (run ...)
    tree=$1
    data=$2
    shift 2
    # shellcheck disable=SC2086 # words
    cd / && exec env -i PATH="$PATH" ${JAVA_HOME:+JAVA_HOME="$JAVA_HOME"} HOME=/tmp GOMP_SPINCOUNT=1000 FLIPSIDE_HEAP=1g \
        FLIPSIDE_CACHE="$data/cache" FLIPSIDE_HTTP_TOKEN_FILE="$work/token" FLIPSIDE_LOG_JSON=true $settings \
        $as "$tree/bin/flipside" "$@"
}
await() { # FILE WORDS PID
    while ! grep -q -e "$2" "$1" 2>/dev/null; do
        if ! kill -0 "$3" 2>/dev/null; then
            echo "It ended before it was ready:" >&2
            cat "$1" >&2
            exit 1
        fi
        sleep 1
    done
}

od -An -tx1 -N32 /dev/urandom | tr -d ' \n' > "$work/token"
chmod 644 "$work/token"
touch "$work/before"
folder control
folder worker
folder clips

mkdir "$work/services"
java -Xmx256m -XX:+UseSerialGC -cp "$repository/embedded/$build/lib/*:$repository/embedded/$build/*" \
    io.flipside.embedded.EmbeddedMain --data "$work/services" > "$work/services.log" 2>&1 &
pids=$!
while [ ! -f "$work/services/addresses.properties" ]; do
    kill -0 "$pids" || { cat "$work/services.log" >&2; exit 1; }
    sleep 1
done
# as variables of the environment
settings=$(grep -v '^#' "$work/services/addresses.properties" | sed 's/\\//g' | while IFS='=' read -r name value; do
    printf '%s=%s ' "$(printf %s "$name" | tr 'a-z.-' 'A-Z__')" "$value"
done)

run "$control" "$work/control" serve --roles api,workflow --port 0 --data "$work/control" > "$work/control.log" 2>&1 &
doors=$!
pids="$pids $doors"
run "$worker" "$work/worker" serve --roles cpu,gpu --port 0 --data "$work/worker" > "$work/worker.log" 2>&1 &
steps=$!
pids="$pids $steps"
await "$work/control.log" 'Ready' "$doors"
await "$work/worker.log" 'Ready' "$steps"
server=$(sed -n 's#^\(http://.*\)/api/audits$#\1#p' "$work/control.log" | head -n 1)
for pid in "$doors" "$steps"; do
    echo "process $pid runs as user $(awk '/^Uid:/ {print $2}' "/proc/$pid/status"), capabilities $(awk '/^CapEff:/ {print $2}' "/proc/$pid/status")"
done

(run "$worker" "$work/worker" render "$work/clips" --count 1 > "$work/render.log" 2>&1) || { cat "$work/render.log" >&2; exit 1; }
clip=$(find "$work/clips" -type f \( -name '*.mkv' -o -name '*.mp4' -o -name '*.avi' \) | head -n 1)
# of two targets one is not what the classifier says already
for target in left right; do
    audit=$(run "$control" "$work/control" submit "$clip" --target "$target" --iterations 2 --steps 1 --server "$server" | tail -n 1)
    echo "audit $audit, target $target"
    (run "$control" "$work/control" watch "$audit" --server "$server") > "$work/watch.log" || :
    tail -n 1 "$work/watch.log"
    grep -q '^refused' "$work/watch.log" || break
done
if ! grep -q -e '^flipped' -e '^not-flipped' -e '^not-valid' "$work/watch.log"; then
    echo "The audit came to no verdict. Logs are in $work." >&2
    exit 1
fi
if ! grep -q '^{"timestamp"' "$work/worker.log"; then
    echo "The worker's log is not JSON. Logs are in $work." >&2
    exit 1
fi
if [ -n "$(find "$control" "$worker" -newer "$work/before" | head -n 1)" ]; then
    echo "Something wrote into a tree:" >&2
    find "$control" "$worker" -newer "$work/before" >&2
    exit 1
fi
echo "Nothing wrote into the trees. Logs and data are in $work."
