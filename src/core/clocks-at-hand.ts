/** Clocks of this node take their places among the sources, polled as any other. */
import { referenceClockHost } from "./clock-settings.js";
import { AssociationKind, type AssociationSettings, type NodeSettings } from "./settings.js";

const CLOCK: AssociationSettings = Object.freeze({
  kind: AssociationKind.LocalClock,
  host: "",
  family: undefined,
  port: 0,
  version: 4,
  minPollLog2: 6,
  maxPollLog2: 6,
  burst: false,
  iburst: false,
  prefer: false,
  preempt: false,
  source: "",
  instance: "",
  keyId: 0,
  isDynamic: false,
});

/** 16 readings, one a second, make a sample. */
const REFERENCE_POLL_LOG2 = 4;

/** All sources that `settings` name: receivers, for which there is room first, servers, and our own clock. */
export function sourcesOf({
  associations,
  localClock,
  referenceClocks,
}: NodeSettings): readonly AssociationSettings[] {
  if (localClock === undefined && referenceClocks.length === 0) return associations;
  const sources = referenceClocks.map((one): AssociationSettings => ({
    ...CLOCK,
    kind: AssociationKind.ReferenceClock,
    host: referenceClockHost(one),
    minPollLog2: REFERENCE_POLL_LOG2,
    maxPollLog2: REFERENCE_POLL_LOG2,
    prefer: one.prefer,
  }));
  sources.push(...associations);
  if (localClock !== undefined) sources.push({ ...CLOCK, host: `127.127.1.${localClock.unit}` });
  return sources;
}
