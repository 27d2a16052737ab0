/** How a test file gets its lab, and what it does where there can be none. */
import { type Context } from "mocha";
import { buildFirmware, noSdk } from "./firmware.js";
import { Lab } from "./lab.js";
import { program, type ProgramName, Unobtainable } from "./packages.js";

/** The first time the packages have to be fetched, and the firmware has to be built. */
const FETCH_MS = 300_000;
const BUILD_MS = 900_000;

/**
 * For a `before` hook. Where the machine does not allow a lab or cannot get the programs, the tests are
 * skipped with a line that says why; in CI that is a failure. Where there is the SDK, the firmware is built.
 */
export async function openLab(context: Context, programs: readonly ProgramName[]): Promise<Lab> {
  const lab = await openBareLab(context, programs);
  if (noSdk() === undefined) {
    context.timeout(BUILD_MS);
    buildFirmware();
  }
  return lab;
}

/** As `openLab`, of tests without the firmware. */
export function openBareLab(context: Context, programs: readonly ProgramName[]): Promise<Lab> {
  return obtain(context, () => {
    for (const name of programs) program(name);
    return Lab.open();
  });
}

/** What `get` answers, or else the tests are skipped: as `openLab`. */
export async function obtain<T>(context: Context, get: () => T | Promise<T>): Promise<T> {
  context.timeout(FETCH_MS);
  try {
    return await get();
  } catch (error) {
    if (!(error instanceof Unobtainable) || process.env.CI) throw error;
    console.log(`    skipped: ${error.message}`);
    return context.skip();
  }
}
