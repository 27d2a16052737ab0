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
  /** Whether debugging is shown, too. */
  showsDebugging = false;
  readonly #host: ConsoleHost;
  readonly #terminal: Terminal;
  readonly #isOver: () => boolean;
  #isOn = false;

  /** `isOver`: whether the session has ended. */
  constructor(host: ConsoleHost, terminal: Terminal, isOver: () => boolean) {
    this.#host = host;
    this.#terminal = terminal;
    this.#isOver = isOver;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  switchOn(): void {
    if (this.#isOn) return;
    this.#isOn = true;
    const { log, debugging } = this.#host.node.reports;
    log.listen(this.#logged);
    debugging.listen(this.#debugged);
  }

  switchOff(): void {
    this.#isOn = false;
    const { log, debugging } = this.#host.node.reports;
    log.forget(this.#logged);
    debugging.forget(this.#debugged);
  }

  readonly #logged = (entry: LogEntry): void => {
    if (entry.severity > this.severity) return;
    this.#show([consoleLine(entry, this.#host.node.reports.settings, this.#offsetSec)]);
  };

  readonly #debugged = (mnemonic: string, lines: readonly string[]): void => {
    if (!this.showsDebugging) return;
    const { reports, status } = this.#host.node;
    const now = new Timestamp();
    status.time(now);
    this.#show([debugHeading(mnemonic, now, reports.settings, this.#offsetSec), ...lines]);
  };

  get #offsetSec(): number {
    return zoneOffsetSec(this.#host.node.configuration.running);
  }

  #show(lines: readonly string[]): void {
    if (this.#isOver() || this.#terminal.isGone === true) return this.switchOff();
    const text = `${lines.join("\n")}\n`;
    if (this.#terminal.interject) this.#terminal.interject(text);
    else this.#terminal.write(text);
  }
}
