/** What the loops of the partial profiles are started with in a simulated world. */
import { KeylessCodes } from "../../src/core/keyless-codes.js";
import { type Happening } from "../../src/core/happening.js";
import { type ClientLoopOptions } from "../../src/runtime/client-loop.js";
import { type Host } from "../sim/host.js";

/** A machine for at most two sources; `tell` is told as `ClientLoop` says. */
export function onHost(host: Host, tell: (happening: Happening) => void = () => {}): ClientLoopOptions {
  return { ports: { ...host, codes: new KeylessCodes(host.primitives) }, capacity: 2, tell };
}
