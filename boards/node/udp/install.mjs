/**
 * Compiles the addon with the headers that lie beside Node, or with those that node-gyp fetches.
 * Where that cannot be, it says so and the install goes on: the node then takes its UDP from node:dgram.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

const prefix = dirname(dirname(process.execPath));
const hasHeaders = existsSync(join(prefix, "include", "node", "node_api.h"));
const headers = hasHeaders && !process.env.npm_config_nodedir ? [`--nodedir=${prefix}`] : [];

// npm puts its own node-gyp on the path of install scripts.
const { status } = spawnSync("node-gyp", ["rebuild", ...headers], { stdio: "inherit" });
if (status !== 0)
  console.warn("@xs-ntp/udp: not compiled (it needs gcc, make and python3); node:dgram takes its place");
