/** rsyslogd as a log host: what it makes of the lines that it is sent. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Host } from "./lab.js";
import { type Process } from "./process.js";

const START_SEC = 20;
const LINES_SEC = 30;
const LOOK_AGAIN_MS = 200;

/** rsyslogd's properties, each what it has parsed of a line. */
export interface ParsedLine {
  readonly pri: string;
  readonly "syslogfacility-text": string;
  readonly "syslogseverity-text": string;
  /** As in RFC 3339; where the line has none the time of its arrival. */
  readonly timereported: string;
  readonly hostname: string;
  readonly "fromhost-ip": string;
  readonly "app-name": string;
  readonly procid: string;
  readonly msgid: string;
  readonly "structured-data": string;
  readonly "protocol-version": string;
  readonly syslogtag: string;
  readonly msg: string;
}

const PROPERTIES: readonly (keyof ParsedLine)[] = [
  "pri",
  "syslogfacility-text",
  "syslogseverity-text",
  "timereported",
  "hostname",
  "fromhost-ip",
  "app-name",
  "procid",
  "msgid",
  "structured-data",
  "protocol-version",
  "syslogtag",
  "msg",
];

export class LogCollector {
  readonly #file: string;

  private constructor(host: Host) {
    this.#file = join(host.folder, "lines.json");
  }

  /** Listens on the usual port, over both families. H3C's lines have the year after the time. */
  static async start(host: Host): Promise<LogCollector> {
    const collector = new LogCollector(host);
    const properties = PROPERTIES.map(property).join(' constant(value=",") ');
    const file = host.file(
      "rsyslog.conf",
      `global(workDirectory="${host.folder}" parser.permitSlashInProgramName="on")
       module(load="imudp")
       parser(name="dated" type="pmrfc3164" detect.YearAfterTimestamp="on")
       template(name="fields" type="list") { constant(value="{") ${properties} constant(value="}\\n") }
       ruleset(name="lines" parser=["rsyslog.rfc5424", "dated"]) {
         action(type="omfile" file="${collector.#file}" template="fields")
       }
       input(type="imudp" port="514" ruleset="lines")
      `,
    );
    const running = host.run("rsyslogd", "-n", "-i", join(host.folder, "rsyslogd.pid"), "-f", file);
    await collector.#untilBound(host, running);
    return collector;
  }

  /** Waits for `count` lines. */
  async until(count: number): Promise<readonly ParsedLine[]> {
    const deadline = Date.now() + LINES_SEC * 1000;
    for (;;) {
      const lines = this.#lines();
      if (lines.length >= count) return lines;
      if (Date.now() > deadline)
        throw new Error(`not all logged in ${LINES_SEC} s:\n${JSON.stringify(lines, null, 1)}`);
      await new Promise(done => setTimeout(done, LOOK_AGAIN_MS));
    }
  }

  /** It says nothing of that. */
  async #untilBound(host: Host, { output }: Process): Promise<void> {
    const deadline = Date.now() + START_SEC * 1000;
    for (;;)
      try {
        return host.shell("grep -q :0202 /proc/net/udp && grep -q :0202 /proc/net/udp6");
      } catch {
        if (Date.now() > deadline) throw new Error(`rsyslogd does not listen: ${output}`);
        await new Promise(done => setTimeout(done, LOOK_AGAIN_MS));
      }
  }

  #lines(): readonly ParsedLine[] {
    const texts = existsSync(this.#file) ? readFileSync(this.#file, "utf8").split("\n").slice(0, -1) : [];
    return texts.map(text => JSON.parse(text) as ParsedLine);
  }
}

/** A part of a template: "name":"value". */
function property(name: string): string {
  const date = name === "timereported" ? 'dateFormat="rfc3339"' : "";
  return `property(name="${name}" outname="${name}" format="jsonf" ${date})`;
}
