{
  "targets": [
    {
      "target_name": "udp",
      "sources": ["addon.c", "batch.c", "pulse.c"],
      "defines": ["NAPI_VERSION=8", "_GNU_SOURCE"],
      "cflags": ["-std=gnu11", "-Wall", "-Wextra"]
    }
  ]
}
