#!/bin/sh
# Checks and times the neural path on this machine's GPU: ./run.sh RESULT.json [--help for more]
# Needs nothing but a driver: no network, no installation. Ends within six minutes.
set -u
here=$(cd "$(dirname "$0")" && pwd)

# The Vulkan loader comes along, and libEGL, which NVIDIA's driver needs even without a screen: for machines without them.
for library in libvulkan.so.1 libEGL.so.1; do
  if ! ldconfig -p 2>/dev/null | grep -q "$library"; then
    LD_LIBRARY_PATH="$here/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
    export LD_LIBRARY_PATH
    break
  fi
done

# A driver whose ICD file is where no loader looks, as in some containers, has to be named.
if [ -z "${VK_DRIVER_FILES:-}" ] && [ -z "${VK_ICD_FILENAMES:-}" ] &&
  ! ls /etc/vulkan/icd.d/*.json /usr/share/vulkan/icd.d/*.json /usr/local/share/vulkan/icd.d/*.json >/dev/null 2>&1; then
  for icd in /usr/local/nvidia/share/vulkan/icd.d/nvidia_icd.json /usr/local/nvidia/vulkan/icd.d/nvidia_icd.json \
    /usr/lib/chromium/vk_swiftshader_icd.json; do
    if [ -f "$icd" ]; then
      export VK_DRIVER_FILES="$icd"
      break
    fi
  done
fi

exec "$here/bin/node" "$here/app/dist-bench/bench/gpu/check.js" "$@"
