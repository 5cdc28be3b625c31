# Code for other CPUs computes the same. Sourced by run.
#
# The loops of one target, built for another that has the same operations, give the same bits. The
# loops that each target gets by itself add in other orders: the numbers are within BOUND of the
# host's, of the largest in their tensor, also after three steps of training.
#
# aarch64 runs in qemu (Debian: qemu-user gcc-aarch64-linux-gnu libc6-dev-arm64-cross).

BOUND=2e-5
runtime=$root/runtime
has_feature() { grep -qw "$1" /proc/cpuinfo; }

host_results() {  # NAME FILE OPTIONS
  holds "$1: object" "$NETC" emit --stage obj $3 -o host.o "$2"
  holds "$1: linked" cc -O1 -I"$runtime" -o "run.$1" "$here/target_run.c" host.o -lm
  holds "$1: runs" sh -c "./run.$1 > results.$1"
}

arm_results() {  # NAME FILE OPTIONS QEMU-CPU
  holds "$1: object" "$NETC" emit --stage obj --target aarch64-linux-gnu $3 -o arm.o "$2"
  holds "$1: linked" aarch64-linux-gnu-gcc -static -O1 -I"$runtime" -o "run.$1" "$here/target_run.c" arm.o -lm
  holds "$1: runs" sh -c "qemu-aarch64 -cpu $4 ./run.$1 > results.$1"
}

near() {  # NAME : its results and the host's
  holds "$1: as on the host" ./run.host "results.$1" results.host $BOUND
}

same_bits() {  # NAME NAME
  holds "$1: bit for bit as $2" cmp "results.$1" "results.$2"
}

if ! "$NETC" help build | grep -q -- '--jobs'; then
  skips 1 'this netc has no LLVM'
elif ! [ "$(uname -m)" = x86_64 ]; then
  skips 1 'the host is no x86-64'
else
  for net in mixed series; do
    file=$here/target_$net.net
    rm -f results.*
    host_results host "$file" "--cpu x86-64"
    for cpu in x86-64-v2 x86-64-v3 x86-64-v4; do
      case $cpu in
      x86-64-v2) feature=sse4_2 ;;
      x86-64-v3) feature=fma ;;
      x86-64-v4) feature=avx512vl ;;
      esac
      if has_feature $feature; then
        host_results $cpu "$file" "--cpu $cpu"
        near $cpu
      else
        skips 4 "this CPU is no $cpu"
      fi
    done

    if ! command -v qemu-aarch64 > /dev/null || ! command -v aarch64-linux-gnu-gcc > /dev/null; then
      skips 25 'aarch64 needs qemu-user, gcc-aarch64-linux-gnu and libc6-dev-arm64-cross'
      continue
    fi
    arm_results neon "$file" "" cortex-a57
    near neon
    arm_results sve "$file" "--cpu neoverse-v1" max
    near sve
    arm_results wide "$file" "--cpu a64fx" max,sve512=on
    near wide

    # The loops for NEON have fma, which the host has as well from v3 on.
    holds "loops for aarch64" "$NETC" emit --stage loops --target aarch64-linux-gnu -o arm.loops "$file"
    arm_results again arm.loops "" cortex-a57
    same_bits again neon
    if has_feature fma; then
      host_results equal arm.loops "--cpu x86-64-v3"
      same_bits equal neon
    else
      skips 4 'this CPU has no fma'
    fi
    holds "C for aarch64" "$NETC" emit --stage c --target aarch64-linux-gnu -o arm.c "$file"
    holds "C for aarch64: linked" aarch64-linux-gnu-gcc -static -O2 -ffp-contract=off -fno-math-errno -fno-trapping-math \
      -fno-strict-aliasing -w -I"$runtime" -o run.c_arm "$here/target_run.c" arm.c -lm
    holds "C for aarch64: runs" sh -c 'qemu-aarch64 ./run.c_arm > results.c_arm'
    same_bits c_arm neon
  done
fi
