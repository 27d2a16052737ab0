/** The layouts of `display ntp-service trace`. */
import { Dialect } from "../config/dialect.js";
import { decimal, SECONDS } from "../report/decimal.js";
import { type Hop, type TraceLayout } from "./trace.js";

const COMWARE: TraceLayout = Object.freeze({
  hop: ({ address, stratum, jitter, distance }: Hop) => [
    `Server     ${address}`,
    `Stratum    ${stratum}, jitter ${decimal(jitter, SECONDS, 3).padStart(6)}, ` +
      `synch distance ${decimal(distance, SECONDS, 4)}.`,
  ],
  reference: (refid: string) => [`RefID      ${refid}`],
});

const VRP: TraceLayout = Object.freeze({
  hop: ({ address, stratum, offset, distance }: Hop) => [
    `server ${address}, stratum ${stratum}, offset ${decimal(offset, SECONDS, 6)} s, ` +
      `synch distance ${decimal(distance, SECONDS, 5)}`,
  ],
  reference: (refid: string) => [`refid ${refid}`],
});

/** The layout of a dialect. */
export function traceLayout(dialect: Dialect): TraceLayout {
  return dialect === Dialect.Vrp ? VRP : COMWARE;
}
