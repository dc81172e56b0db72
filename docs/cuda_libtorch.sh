#!/bin/sh
# Makes a folder of libtorch for CUDA out of an installed PyTorch 2.7.1, and prints the variables to start Flipside with.
#
#   python3 -m pip install --target PYTORCH torch==2.7.1
#   docs/cuda_libtorch.sh PYTORCH LIBTORCH > cuda.env
#   set -a; . ./cuda.env; set +a
#   ./flipside doctor; ./flipside conformance CASES --device cuda
#
# On a machine without NVIDIA's driver libtorch for CUDA starts only if there is something of the driver's name:
# --stub-driver makes an empty one (it takes a C compiler). Everything then runs on the processor.
set -eu

if [ $# -lt 2 ]; then
    sed -n '2,11s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
pytorch=$(cd -- "$1" && pwd)
if [ ! -e "$pytorch/torch/lib/libtorch_cuda.so" ]; then
    echo "There is no torch/lib/libtorch_cuda.so in $pytorch. Install torch==2.7.1 for CUDA there." >&2
    exit 1
fi
mkdir -p -- "$2"
libtorch=$(cd -- "$2" && pwd)

for library in "$pytorch"/torch/lib/*.so*; do
    case ${library##*/} in
        # of Python, and of a compiler at run time that DJL would load without its parts
        libtorch_python.so | libcaffe2_nvrtc.so) ;;
        *) ln -sf -- "$library" "$libtorch/" ;;
    esac
done
if [ "${3:-}" = --stub-driver ]; then
    : | cc -shared -Wl,-soname,libcuda.so.1 -o "$libtorch/libcuda.so.1" -x c -
fi
path=$libtorch
for folder in "$pytorch"/nvidia/*/lib "$pytorch"/cusparselt/lib; do
    if [ -d "$folder" ]; then
        path=$path:$folder
    fi
done
# the flavour names the JNI library that fits, which is the same for all CUDA 12
cat <<END
PYTORCH_LIBRARY_PATH=$libtorch
PYTORCH_VERSION=2.7.1
PYTORCH_FLAVOR=cu128
LD_LIBRARY_PATH=$path
END
