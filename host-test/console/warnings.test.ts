/** What the console says of what it has taken, typed into a session. */
import assert from "node:assert/strict";
import { Dialect } from "../../src/config/dialect.js";
import { Session } from "../../src/console/session.js";
import { FakeNode, addressOf, hostOf } from "./fake-node.js";

/** A console of a node in the system view. */
class Bench {
  readonly #session: Session;
  #text = "";

  constructor() {
    const node = new FakeNode(Dialect.Comware);
    node.status.interfaces = [
      { name: "lo", device: "lo", addresses: [addressOf("127.0.0.1"), addressOf("::1")], isUp: true },
      { name: "Lan0", device: "eth0", addresses: [addressOf("192.0.2.1")], isUp: true },
      { name: "Lan1", device: "eth1", addresses: [], isUp: true },
    ];
    const terminal = { isInteractive: false, write: (more: string): void => void (this.#text += more) };
    this.#session = new Session(hostOf(node), terminal);
    this.#session.execute("system-view");
  }

  /** What is printed of the last of these lines. */
  typed(lines: readonly string[]): string {
    for (const line of lines) {
      this.#text = "";
      this.#session.execute(line);
    }
    return this.#text;
  }
}

const LONELY = "Warning: Nobody but this node itself is on lo.\n";
const NOBODY = "Warning: Nobody who is heard or found is followed while max-dynamic-sessions is 0.\n";
const OPEN = "Warning: No list is left that grants a right over IPv4: everyone is a peer.\n";
const PERMITTED = ["acl 2000", "rule permit", "quit", "ntp-service access peer acl 2000"];
const NONE = "ntp-service max-dynamic-sessions 0";

describe("warnings", () => {
  const rows: { lines: readonly string[]; told: string }[] = [
    { lines: ["interface lo", "ntp-service broadcast-server"], told: LONELY },
    { lines: ["interface lo", "ntp-service multicast-server"], told: LONELY },
    { lines: ["interface lo", "ntp-service ipv6 multicast-server ff05::101"], told: LONELY },
    {
      lines: ["interface lo", "ntp-service broadcast-server", "undo ntp-service broadcast-server"],
      told: "",
    },
    { lines: ["interface Lan0", "ntp-service broadcast-server"], told: "" },
    { lines: ["interface Lan1", "ntp-service broadcast-server"], told: "" },
    { lines: [NONE, "interface Lan0", "ntp-service broadcast-client"], told: NOBODY },
    { lines: [NONE, "interface Lan0", "ntp-service ipv6 multicast-client ff05::101"], told: NOBODY },
    { lines: ["interface Lan0", "ntp-service manycast-client", NONE], told: NOBODY },
    { lines: ["interface Lan0", "ntp-service manycast-server", NONE], told: "" },
    {
      lines: ["interface Lan0", "ntp-service broadcast-client", "ntp-service max-dynamic-sessions 1"],
      told: "",
    },
    { lines: [NONE], told: "" },
    {
      lines: ["ntp-service access peer acl 2000"],
      told: `Warning: There is no acl 2000.\n${OPEN}`,
    },
    {
      lines: [...PERMITTED, "ntp-service access server acl 2001"],
      told: "Warning: There is no acl 2001: it permits nobody.\n",
    },
    {
      lines: ["acl 2000", "rule permit", "quit", "ntp-service ipv6 access limited acl 2000"],
      told: "Warning: There is no acl ipv6 2000: it limits nobody.\n",
    },
    { lines: [...PERMITTED, "undo acl 2000"], told: `Warning: There is no acl 2000.\n${OPEN}` },
    {
      lines: [...PERMITTED, "acl 2001", "quit", "ntp-service access query acl 2001", "undo acl 2001"],
      told: "Warning: There is no acl 2001: it permits nobody.\n",
    },
    { lines: ["acl 2000", "rule permit", "quit", "undo acl 2000"], told: "" },
    {
      lines: ["line vty 0 4", "acl 2005 inbound"],
      told: "Warning: There is no acl 2005: nobody can log in over IPv4.\n",
    },
    {
      lines: ["acl ipv6 2005", "quit", "line vty 0 4", "acl ipv6 2005 inbound", "quit", "undo acl ipv6 2005"],
      told: "Warning: There is no acl ipv6 2005: nobody can log in over IPv6.\n",
    },
    { lines: ["acl 2000", "rule permit", "quit", "ntp-service access peer acl 2000"], told: "" },
    { lines: ["ntp-service noquery enable"], told: "" },
    {
      lines: [
        "ip vpn-instance red",
        "ntp-service unicast-server 192.0.2.7 vpn-instance red",
        "interface Lan0",
        "ip binding vpn-instance red",
        "undo ip vpn-instance red",
      ],
      told: "Info: 2 more lines that name it went with it.\n",
    },
    { lines: ["ip vpn-instance red", "undo ip vpn-instance red"], told: "" },
  ];
  for (const { lines, told } of rows)
    it(lines.join("; "), () => assert.equal(new Bench().typed(lines), told));
});
