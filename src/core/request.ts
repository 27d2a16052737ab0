/** What is to become of a request at a service port, before it is answered. Allocates nothing. */
import { type Endpoint } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { MAX_VERSION, Mode, versionOf } from "../wire/header.js";
import { Layout } from "../wire/trailer.js";
import { type NodeSettings } from "./settings.js";
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
