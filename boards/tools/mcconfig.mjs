#!/usr/bin/env node
/**
 * `mcconfig` of the installed Moddable SDK. The SDK is not on npm, so this stands where a package of its tools
 * would: it runs the real thing where $MODDABLE names it, and otherwise says what to do.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { findSdk, NO_SDK } from "./sdk.mjs";

const { tools, reason } = findSdk();
if (reason) {
  console.error(`mcconfig: ${reason}`);
  process.exit(NO_SDK);
}
const { status, error } = spawnSync(join(tools, "mcconfig"), process.argv.slice(2), { stdio: "inherit" });
if (error) console.error(`mcconfig: ${error.message}`);
process.exit(status ?? 1);
