/** `display ntp-service statistics packet`, in VRP's layout; Comware has no such command. */
import { type Configuration } from "../config/configuration.js";
import { dropReasonOf, DropReason } from "../core/drop-reason.js";
import { type Tally } from "../core/tally.js";
import { type Verdict } from "../core/verdict.js";
import { type Drop } from "../runtime/drop-log.js";
import { type NodeStatus } from "../runtime/node.js";
import { civilOf, clockText, dateText } from "../time/civil-text.js";
import { verdictName } from "../report/verdict-name.js";
import { Instant, Timestamp } from "../time/moment.js";
import { never } from "../time/never.js";
import { formatAddress } from "../wire/address-text.js";
import { type Family } from "../wire/address.js";
import { zoneOffsetSec } from "./clock-display.js";

const COLON_AT = 39;
const VALUE_AT = 50;
const RULE_LENGTH = 50;

/** `whose`: " of peer 192.0.2.1", say; empty of all packets of the family. */
export function packetLines(family: Family, whose: string, tally: Tally): string[] {
  const counts = countsOf(tally);
  const dropped = counts.slice(DropReason.None + 1).reduce((sum, count) => sum + count, 0);
  const lines = [
    ` NTP IPv${family} Packet Statistical Information${whose}`,
    ` ${"-".repeat(RULE_LENGTH)}`,
    row(0, "Sent", tally.sent),
    row(1, "Send failures", tally.unsent),
    row(0, "Received", counts[DropReason.None] + dropped),
    row(1, "Processed", counts[DropReason.None]),
    row(1, "Dropped", dropped),
  ];
  for (let reason: DropReason = DropReason.Validity; reason < DropReason.Count; reason++)
    lines.push(row(reason === DropReason.Authentication ? 3 : 2, reasonName(reason), counts[reason]));
  return lines;
}

/** The packets that were dropped last, the newest first. */
export function dropLines(
  drops: readonly Drop[],
  status: NodeStatus,
  configuration: Configuration,
): string[] {
  const time = new Timestamp();
  const shown = new Timestamp();
  const now = new Instant();
  status.time(shown);
  status.instant(now);
  const offsetSec = zoneOffsetSec(configuration);
  const lines = drops.map(({ verdict, from, interfaceName, at }) => {
    time.copy(shown);
    time.add(-now.since(at));
    const civil = civilOf(time, offsetSec);
    const where = interfaceName === "" ? "" : ` on ${interfaceName}`;
    const when = `${dateText(civil)} ${clockText(civil)}`;
    return `  [${when}] ${verdictName(verdict)}, from ${formatAddress(from)}${where}`;
  });
  return [`Last ${lines.length} packets drop reasons:`, ...lines];
}

/** How many packets were dropped, by `DropReason`; at `None`, how many were not. */
function countsOf({ unheard, verdicts }: Tally): number[] {
  const counts = new Array<number>(DropReason.Count).fill(0);
  for (let verdict: Verdict = 0; verdict < verdicts.length; verdict++)
    counts[dropReasonOf(verdict)] += verdicts[verdict];
  counts[DropReason.InterfaceDisabled] += unheard;
  return counts;
}

function row(depth: number, name: string, count: number): string {
  const label = `${" ".repeat(1 + 3 * depth)}${name}`.padEnd(COLON_AT);
  return `${label}:`.padEnd(VALUE_AT) + String(count);
}

function reasonName(reason: DropReason): string {
  switch (reason) {
    case DropReason.Validity:
      return "Validity test failures";
    case DropReason.Authentication:
      return "Authentication failures";
    case DropReason.Invalid:
      return "Invalid packets";
    case DropReason.AccessDenied:
      return "Access denied";
    case DropReason.RateLimited:
      return "Rate-limited";
    case DropReason.Delay:
      return "Processing delay";
    case DropReason.InterfaceDisabled:
      return "Interface disabled";
    case DropReason.NoRoom:
      return "Max dynamic association reached";
    case DropReason.ServerDisabled:
      return "Server disabled";
    case DropReason.OffsetLimit:
      return "Offset limit";
    case DropReason.Others:
      return "Others";
    case DropReason.None:
    case DropReason.Count:
      throw new RangeError("no reason");
    default:
      return never(reason);
  }
}
