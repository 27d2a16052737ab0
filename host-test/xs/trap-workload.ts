/**
 * Notifications kept busy on XS: what the meter is read around.
 *
 * The first command, "hosts N", makes notifications that go to N hosts. Then "work N" has the stratum change N times,
 * and "rehearse N" only goes round as often; "collect" collects what is garbage.
 */
import { Happening } from "../../src/core/happening.js";
import { System } from "../../src/core/system.js";
import { NO_REPORTS } from "../../src/report/settings.js";
import { Traps } from "../../src/report/traps.js";
import { Datagram } from "../../src/wire/datagram.js";
import { textOctets } from "../support/primitives-contract.js";
import { answerCommands, collect } from "./commands.js";

const COMMUNITY = textOctets("public");

class Workload {
  /** How many datagrams were sent. */
  sent = 0;
  readonly #traps: Traps;

  constructor(hosts: number) {
    const system = new System();
    system.reference.set(1, 0);
    this.#traps = new Traps(
      { system, associations: [], instant: into => into.set(1, 0), time: into => into.set(1, 0) },
      { datagram: new Datagram(), send: () => ++this.sent > 0 },
      { after: () => ({ cancel: () => {} }) },
    );
    const trapHosts = Array.from({ length: hosts }, (_, i) => {
      return { host: `192.0.2.${i + 1}`, port: 162, community: COMMUNITY };
    });
    this.#traps.configure({ ...NO_REPORTS, trapHosts });
    this.work(10);
  }

  work(count: number): void {
    for (let i = 0; i < count; i++) this.#traps.take(Happening.StratumChanged, undefined, 3, "");
  }

  rehearse(count: number): void {
    for (let i = 0; i < count; i++);
  }
}

let workload: Workload | undefined;

answerCommands(command => {
  const [verb, count] = command.split(" ");
  if (verb === "work") workload!.work(Number(count));
  else if (verb === "rehearse") workload!.rehearse(Number(count));
  else if (verb === "hosts") workload = new Workload(Number(count));
  else collect();
  return String(workload?.sent);
});
