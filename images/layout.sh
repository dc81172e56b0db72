#!/bin/sh
# Lays out the file tree of an image from what the build has made: what a Dockerfile here copies, and what images/try.sh starts.
#
#   ./mvnw -B -Dmaven.test.skip=true package     (or with -Dquick)
#   images/layout.sh control target/images/control
#   images/layout.sh worker target/images/worker
#   images/layout.sh worker-cuda target/images/worker-cuda PYTORCH    (python3 -m pip install --target PYTORCH torch==2.7.1)
#   images/layout.sh development target/images/development
#
# Takes the build of target/, or that of target/quick where it is the only one; FLIPSIDE_BUILD names another, such as target/quick.
# Nothing is fetched, here or in the image.
set -eu

if [ $# -lt 2 ]; then
    sed -n '2,12s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
image=$1
repository=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
case $image in
    control) module=control ;;
    worker | worker-cuda | development) module=gpu-worker ;;
    *) echo "There is no image '$image'. Say control, worker, worker-cuda or development." >&2; exit 2 ;;
esac
pytorch=${3:-}
if [ "$image" = worker-cuda ] && [ ! -e "$pytorch/torch/lib/libtorch_cuda.so" ]; then
    echo "There is no torch/lib/libtorch_cuda.so in '$pytorch'. Install it there and name the folder as the third word:" >&2
    echo "  python3 -m pip install --target PYTORCH torch==2.7.1" >&2
    exit 1
fi
build=${FLIPSIDE_BUILD:-}
for candidate in target target/quick; do
    if [ -z "$build" ] && [ -f "$repository/$module/$candidate/quarkus-app/quarkus-run.jar" ]; then
        build=$candidate
    fi
done
app=$repository/$module/$build/quarkus-app
if [ ! -f "$app/quarkus-run.jar" ]; then
    echo "There is no build of $module in $app. Run ./mvnw -B -Dmaven.test.skip=true package first." >&2
    exit 1
fi

mkdir -p -- "$2"
tree=$(cd -- "$2" && pwd)
home=$tree/opt/flipside
rm -rf -- "${home:?}"
mkdir -p -- "$home/bin" "$tree/var/lib/flipside"
cp -R -p -- "$app" "$home/app"
cp -p -- "$repository/images/flipside" "$home/bin/flipside"
cp -p -- "$repository/LICENSE" "$home/LICENSE"
for bom in "$repository/$module/$build/bom.json" "$repository/$module/target/bom.json"; do
    if [ -f "$bom" ] && [ ! -f "$home/bom.json" ]; then
        cp -p -- "$bom" "$home/bom.json"
    fi
done
if [ ! -f "$home/bom.json" ]; then
    echo "No bill of materials: $module/$build/bom.json comes of './mvnw verify' with a network." >&2
fi

# unpacks an entry of a jar of the application
unpack() { # JAR ENTRY FOLDER
    jar=$(find "$app/lib/main" -name "$1" | head -n 1)
    scratch=$(mktemp -d)
    (cd "$scratch" && "${JAVA_HOME:+$JAVA_HOME/bin/}jar" xf "$jar" "$2")
    mkdir -p -- "$3"
    find "$scratch" -type f -exec cp -p -- {} "$3/" \;
    rm -rf -- "$scratch"
}

if [ "$module" = gpu-worker ]; then
    mkdir -p -- "$home/embedded"
    cp -R -p -- "$repository/embedded/models" "$home/embedded/models"
    unpack 'ai.djl.huggingface.tokenizers-*.jar' native/lib/linux-x86_64/cpu/libtokenizers.so "$home/tokenizers"
    djl=$(basename "$(find "$app/lib/main" -name 'ai.djl.api-*.jar' | head -n 1)" .jar | sed 's/^ai.djl.api-//')
    if [ "$image" = worker-cuda ]; then
        # names the JNI library that fits, which is the same for all CUDA 12
        flavour=cu128
        mkdir -p -- "$home/libtorch" "$home/nvidia"
        for library in "$pytorch"/torch/lib/*.so*; do
            case ${library##*/} in
                # of Python, and of a compiler at run time that DJL would load without its parts
                libtorch_python.so | libcaffe2_nvrtc.so) ;;
                *) cp -p -- "$library" "$home/libtorch/" ;;
            esac
        done
        for folder in "$pytorch"/nvidia/*/lib "$pytorch"/cusparselt/lib; do
            if [ -d "$folder" ]; then
                part=${folder#"$pytorch"/}
                mkdir -p -- "$home/${part%/lib}"
                cp -R -p -- "$folder" "$home/${part%/lib}/lib"
            fi
        done
    else
        flavour=cpu
        unpack 'ai.djl.pytorch.pytorch-native-cpu-*.jar' pytorch/cpu/linux-x86_64 "$home/libtorch"
    fi
    unpack 'ai.djl.pytorch.pytorch-jni-*.jar' "jnilib/linux-x86_64/$flavour/libdjl_torch.so" "$home/libtorch"
    mv -- "$home/libtorch/libdjl_torch.so" "$home/libtorch/$djl-libdjl_torch.so"
    printf %s "$flavour" > "$home/libtorch/flavour"

    # FFmpeg, OpenCV and OpenBLAS as JavaCPP would unpack them at the first use
    mkdir -p -- "$home/native"
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$app/lib/main/*" \
        -Dorg.bytedeco.javacpp.cachedir="$home/native" "$repository/images/Unpack.java"
    rm -f -- "$home/native/.lock"
fi
if [ "$image" = development ]; then
    mkdir -p -- "$home/embedded/target"
    cp -R -p -- "$repository/embedded/$build/lib" "$home/embedded/target/lib"
    cp -p -- "$repository/embedded/$build"/*.jar "$home/embedded/target/"
fi
# whoever runs the image owns none of it
find "$home" -type d -exec chmod 755 {} +
find "$home" -type f -exec chmod 644 {} +
chmod 755 "$home/bin/flipside"
du -sh -- "$tree" >&2
