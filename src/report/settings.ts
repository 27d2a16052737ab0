/** What a configuration says of reports: where logs go, and as whom. */
import { type FullSettings } from "../core/settings.js";
import { type Family } from "../wire/address.js";

/** In whose words a node reports. */
export const enum Vendor {
  H3c,
  Huawei,
}

/** The form of a line for a log host. */
export const enum LogFormat {
  /** The vendor's own, which is that of RFC 3164 in spirit. */
  OfVendor,
  Rfc5424,
}

/** `info-center loghost`. */
export interface LogHost {
  /** An address as text. */
  readonly host: string;
  readonly family: Family;
  /** UDP port. */
  readonly port: number;
  /** As in RFC 5424 section 6.2.1: 16 to 23 for local0 to local7. */
  readonly facility: number;
  readonly format: LogFormat;
}

/** `snmp-agent target-host`. */
export interface TrapHost {
  /** An address as text. */
  readonly host: string;
  /** UDP port. */
  readonly port: number;
  /** Octets, of whatever value: a secret. */
  readonly community: Uint8Array;
}

export interface ReportSettings {
  readonly vendor: Vendor;
  /** What this node calls itself. */
  readonly sysname: string;
  /** How far the time zone is ahead of UTC. */
  readonly zoneOffsetSec: number;
  /** `info-center enable`: whether anything is logged. */
  readonly logs: boolean;
  readonly logHosts: readonly LogHost[];
  /** Of offsets that are too large, those beyond it are logged; in milliseconds; 0: all of them. */
  readonly offsetLogMs: number;
  /** `snmp-agent trap enable`. */
  readonly traps: boolean;
  readonly trapHosts: readonly TrapHost[];
  /** As `offsetLogMs`, of notifications. */
  readonly offsetTrapMs: number;
  /** How often they are told that the node is alive; 0: never. */
  readonly heartbeatSec: number;
}

/** A node that tells nobody. */
export const NO_REPORTS: ReportSettings = Object.freeze({
  vendor: Vendor.H3c,
  sysname: "xs-ntp",
  zoneOffsetSec: 0,
  logs: true,
  logHosts: Object.freeze([]),
  offsetLogMs: 0,
  traps: true,
  trapHosts: Object.freeze([]),
  offsetTrapMs: 0,
  heartbeatSec: 0,
});

/** All that a configuration tells a node: what its engine is to do, and what is reported of that. */
export interface ConfiguredSettings extends FullSettings {
  readonly reports: ReportSettings;
}
