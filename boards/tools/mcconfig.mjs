#!/usr/bin/env node
/**
 * `mcconfig` of the installed Moddable SDK. The SDK is not on npm, so this stands where a package of its tools
 * would: it runs the real thing where $MODDABLE names it, and otherwise says what to do.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const HOST = { linux: "lin", darwin: "mac", win32: "win" }[process.platform] ?? process.platform;
const NO_SDK = 69; // EX_UNAVAILABLE of sysexits.h

const sdk = process.env.MODDABLE;
const tool = sdk && join(sdk, "build", "bin", HOST, "release", "mcconfig");
if (!tool || !existsSync(tool)) {
  const reason = sdk ? `no mcconfig at ${tool}: build the SDK's tools` : "$MODDABLE is not set";
  console.error(
    `mcconfig: ${reason}. Install the Moddable SDK with "npx xs-dev setup" and open a new shell.`,
  );
  process.exit(NO_SDK);
}
const { status, error } = spawnSync(tool, process.argv.slice(2), { stdio: "inherit" });
if (error) console.error(`mcconfig: ${error.message}`);
process.exit(status ?? 1);
