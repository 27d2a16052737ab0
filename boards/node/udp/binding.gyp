{
  "targets": [
    {
      "target_name": "udp",
      "sources": ["udp.c"],
      "defines": ["NAPI_VERSION=8"],
      "cflags": ["-std=c11", "-Wall", "-Wextra"]
    }
  ]
}
