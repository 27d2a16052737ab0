/** Where the installed Moddable SDK is. */
import { existsSync } from "node:fs";
import { join } from "node:path";

/** How what cannot go on without the SDK exits: EX_UNAVAILABLE of sysexits.h. */
export const NO_SDK = 69;

const HOST = { linux: "lin", darwin: "mac", win32: "win" }[process.platform] ?? process.platform;

/** The folder of its tools as $MODDABLE has it, or why there are none and what to do. */
export function findSdk() {
  const sdk = process.env.MODDABLE;
  const tools = sdk && join(sdk, "build", "bin", HOST, "release");
  if (tools && existsSync(join(tools, "mcconfig"))) return { tools };
  const reason = sdk ? `no mcconfig in ${tools}: build the SDK's tools` : "$MODDABLE is not set";
  return { reason: `${reason}. Install the Moddable SDK with "npx xs-dev setup" and open a new shell.` };
}
