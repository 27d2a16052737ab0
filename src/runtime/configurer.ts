/**
 * Has a node do what its configuration says, and tells of changes: of the service that starts and ends, of
 * what was changed by whom, of a clock set by hand. One object, where a function for each would take slots of
 * its own.
 */
import { type ConfigurationHost } from "../config/configuration-store.js";
import { type Startup } from "../config/startup.js";
import { Happening } from "../core/happening.js";
import { type Reports } from "../report/reports.js";
import { type ConfiguredSettings, type ReportSettings } from "../report/settings.js";
import { type Traps } from "../report/traps.js";
import { type Q32 } from "../time/fixed.js";
import { type Timestamp } from "../time/moment.js";
import { type Loop } from "./loop.js";
import { type Ports } from "./ports.js";
import { recordClockSet, recordSettings, type WriteLine } from "./recording.js";
import { type RtcKeeper } from "./rtc-keeper.js";
import { type SecretBox } from "./secret-box.js";
import { type Timers } from "./timers.js";

/** What is configured, and what that goes by. */
export interface Configured {
  readonly loop: Loop;
  readonly reports: Reports;
  readonly traps: Traps;
  readonly keeper: RtcKeeper | undefined;
  readonly record: WriteLine | undefined;
  readonly startup: Startup;
  readonly serverPort: number;
  readonly store: Ports["store"];
  readonly secrets: SecretBox;
  readonly waits: Timers;
}

export class Configurer implements ConfigurationHost {
  readonly store: Ports["store"];
  readonly serverPort: number;
  readonly secrets: SecretBox;
  readonly waits: Timers;
  readonly startup: Startup;
  private readonly loop: Loop;
  private readonly reports: Reports;
  private readonly traps: Traps;
  private readonly keeper: RtcKeeper | undefined;
  private readonly record: WriteLine | undefined;

  constructor({ loop, reports, traps, keeper, record, ...host }: Configured) {
    this.loop = loop;
    this.reports = reports;
    this.traps = traps;
    this.keeper = keeper;
    this.record = record;
    this.store = host.store;
    this.serverPort = host.serverPort;
    this.secrets = host.secrets;
    this.waits = host.waits;
    this.startup = host.startup;
  }

  /** As the first configuration says; what happens to the node as it starts is told as that says already. */
  begin(settings: ConfiguredSettings): void {
    this.tell(settings.reports);
    this.traps.started();
    this.take(settings);
  }

  configure(settings: ConfiguredSettings, by: string): void {
    this.take(settings);
    this.loop.report(Happening.ConfigurationChanged, undefined, 0, by);
  }

  trialOver(): void {
    this.loop.report(Happening.TrialOver, undefined, 0);
  }

  /** As `NtpNode.setClock`. */
  setClock(time: Timestamp, error: Q32, by: string): void {
    if (this.record) recordClockSet(time, error, this.record);
    const moved = this.loop.setClock(time, error);
    this.loop.report(Happening.ClockSet, undefined, moved, by);
    this.keeper?.setByHand(error);
  }

  private take({ reports, ...settings }: ConfiguredSettings): void {
    const wasOn = this.loop.engine.settings.enabled;
    if (this.record) recordSettings(settings, this.record);
    this.loop.configure(settings);
    this.tell(reports);
    if (settings.enabled && !wasOn) this.loop.report(Happening.ServiceStarted, undefined, 0);
    if (wasOn && !settings.enabled) this.loop.report(Happening.ServiceStopped, undefined, 0);
  }

  private tell(settings: ReportSettings): void {
    this.reports.configure(settings);
    this.traps.configure(settings);
  }
}
