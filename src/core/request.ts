/** What is to become of a request at a service port, before it is answered. Allocates nothing. */
import { type Endpoint } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { MAX_VERSION, Mode, stratumOf, versionOf } from "../wire/header.js";
import { Layout } from "../wire/trailer.js";
import { Leap, MAXSTRAT } from "./association.js";
import { type NodeSettings } from "./settings.js";
import { type System } from "./system.js";
import { Verdict } from "./verdict.js";

/** `Answered`, where an answer of `mode` can be made of it, or why not. */
export function judgeRequest(
  datagram: Datagram,
  layout: Layout,
  mode: Mode,
  from: Endpoint,
  settings: NodeSettings,
): Verdict {
  if (layout === Layout.Malformed) return Verdict.Malformed;
  if (!settings.enabled) return Verdict.ServiceOff;
  const version = versionOf(datagram);
  if (version === 0 || version > MAX_VERSION) return Verdict.BadVersion;
  if (mode === Mode.Unspecified) return Verdict.UnexpectedMode;
  return from.port === 0 ? Verdict.WrongSource : Verdict.Answered;
}

/**
 * Whether this node answers a search in a group: only who has the time answers it, and is no farther from a
 * primary server than who asks, if that is said (RFC 5905 section 9.2, A.5.1). What is malformed is for
 * whoever judges it next.
 */
export function answersSearch(datagram: Datagram, layout: Layout, { leap, stratum }: System): boolean {
  if (layout === Layout.Malformed) return true;
  const theirs = stratumOf(datagram);
  return stratum < MAXSTRAT && leap !== Leap.Unsynchronized && (theirs === 0 || stratum <= theirs);
}
