/**
 * What of the log and of debugging appears on a terminal by itself: nothing until `terminal monitor`, and of
 * debugging nothing until `terminal debugging`. It ends with the session.
 */
import { consoleLine, debugHeading } from "../report/log-line.js";
import { type LogEntry } from "../report/log.js";
import { Severity } from "../report/severity.js";
import { Timestamp } from "../time/moment.js";
import { zoneOffsetSec } from "./clock-display.js";
import { type ConsoleHost, type Terminal } from "./operator.js";

export class Monitor {
  /** Only what is as grave as this or graver is shown. */
  severity: Severity = Severity.Informational;
  readonly #host: ConsoleHost;
  readonly #terminal: Terminal;
  #isOn = false;
  #showsDebugging = false;

  constructor(host: ConsoleHost, terminal: Terminal) {
    this.#host = host;
    this.#terminal = terminal;
  }

  /** Whether what is logged appears here: a log that is off shows nothing. */
  get showsLog(): boolean {
    return this.#isOn && this.#host.node.reports.settings.logs;
  }

  switchOn(): void {
    this.#isOn = true;
    this.follow();
  }

  switchOff(): void {
    this.#isOn = false;
    this.follow();
  }

  /** Whether debugging is to be shown, too. */
  set showsDebugging(shows: boolean) {
    this.#showsDebugging = shows;
    this.follow();
  }

  /** Listens to what is to be shown, and to nothing else: debugging that nobody listens to costs nothing. */
  private follow(): void {
    const { log, debugging } = this.#host.node.reports;
    log.forget(this.#logged);
    debugging.forget(this.#debugged);
    if (!this.#isOn) return;
    log.listen(this.#logged);
    if (this.#showsDebugging) debugging.listen(this.#debugged);
  }

  readonly #logged = (entry: LogEntry): void => {
    if (entry.severity > this.severity) return;
    this.show([consoleLine(entry, this.#host.node.reports.settings, this.offsetSec)]);
  };

  readonly #debugged = (mnemonic: string, lines: readonly string[]): void => {
    const { reports, status } = this.#host.node;
    const now = new Timestamp();
    status.time(now);
    this.show([debugHeading(mnemonic, now, reports.settings, this.offsetSec), ...lines]);
  };

  private get offsetSec(): number {
    return zoneOffsetSec(this.#host.node.configuration.running);
  }

  private show(lines: readonly string[]): void {
    const text = `${lines.join("\n")}\n`;
    if (this.#terminal.interject) this.#terminal.interject(text);
    else this.#terminal.write(text);
  }
}
