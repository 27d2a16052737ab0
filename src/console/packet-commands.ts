/** The commands that show packets counted, and begin counting anew. */
import { SERVER4, SERVER6 } from "../config/address-kinds.js";
import { INSTANCE } from "../config/instance-kinds.js";
import { EVERY_INTERFACE, WHICH_INTERFACE } from "../config/interface-kinds.js";
import { command, option, optional, param, type Syntax, type Values } from "../config/syntax.js";
import { type Association } from "../core/association.js";
import { Tally } from "../core/tally.js";
import { sourceAddress } from "../report/source-name.js";
import { Family } from "../wire/address.js";
import { consoleCommand, EVERYWHERE, IN_USER_VIEW, type ConsoleCommand, type Operator } from "./operator.js";
import { dropLines, packetLines } from "./packet-display.js";
import { isOwn, sourcesOf } from "./sources.js";

const STATISTICS = "ntp-service statistics packet";
const OF_ALL = "Packets sent, received and dropped, by reason";
const OF_INTERFACE = "The same of an interface";
const OF_PEER = "The same of a source of time";

const NO_PEER = "There is no such source of time.";

const INTERFACE = param("interface", WHICH_INTERFACE, "Name of an interface, or all");
const PEER4 = optional("peer", SERVER4, "Its address or name");
const PEER6 = optional("peer", SERVER6, "Its address or name");
const IN_INSTANCE = option("vpn-instance", INSTANCE, "The VPN instance that it is in");

export const PACKET_COMMANDS: readonly ConsoleCommand[] = Object.freeze([
  ...[Family.IPv4, Family.IPv6].flatMap(family => [
    consoleCommand(ofAll("display", family), EVERYWHERE, operator => showTotal(operator, family)),
    consoleCommand(ofInterface("display", family), EVERYWHERE, (operator, values) =>
      showInterfaces(operator, family, interfacesOf(operator, values)),
    ),
    consoleCommand(ofPeer("display", family), EVERYWHERE, (operator, values) =>
      showPeers(operator, family, peersOf(operator, family, values)),
    ),
    consoleCommand(ofAll("reset", family), IN_USER_VIEW, ({ host }) =>
      host.node.statistics.resetTotal(family),
    ),
    consoleCommand(ofInterface("reset", family), IN_USER_VIEW, (operator, values) => {
      for (const name of interfacesOf(operator, values))
        operator.host.node.statistics.resetInterface(name, family);
    }),
    consoleCommand(ofPeer("reset", family), IN_USER_VIEW, (operator, values) => {
      const peers = peersOf(operator, family, values);
      if (peers.length === 0) operator.print([NO_PEER]);
      for (const peer of peers) operator.host.node.statistics.resetAssociation(peer);
    }),
  ]),
]);

type Verb = "display" | "reset";

function ofAll(verb: Verb, family: Family): Syntax {
  return command({ spellings: [`${verb} ${STATISTICS}${family6(family)}`], help: OF_ALL });
}

function ofInterface(verb: Verb, family: Family): Syntax {
  return command({
    spellings: [`${verb} ${STATISTICS}${family6(family)} interface`],
    help: OF_INTERFACE,
    params: [INTERFACE],
  });
}

function ofPeer(verb: Verb, family: Family): Syntax {
  const begin = `${verb} ${STATISTICS}`;
  return command({
    spellings: family === Family.IPv4 ? [`${begin} peer`] : [`${begin} ipv6 peer`, `${begin} peer ipv6`],
    help: OF_PEER,
    params: [family === Family.IPv4 ? PEER4 : PEER6],
    options: [IN_INSTANCE],
  });
}

function family6(family: Family): string {
  return family === Family.IPv6 ? " ipv6" : "";
}

function showTotal(operator: Operator, family: Family): void {
  const { configuration, statistics, status } = operator.host.node;
  const tally = new Tally();
  statistics.total(family, tally);
  operator.print([
    ...packetLines(family, "", tally),
    ...dropLines(statistics.drops(family), status, configuration.running),
  ]);
}

function showInterfaces(operator: Operator, family: Family, names: readonly string[]): void {
  const { configuration, statistics, status } = operator.host.node;
  const tally = new Tally();
  for (const name of names) {
    statistics.ofInterface(name, family, tally);
    operator.print([
      ...packetLines(family, ` of ${name}`, tally),
      ...dropLines(statistics.dropsOfInterface(name, family), status, configuration.running),
    ]);
  }
}

function showPeers(operator: Operator, family: Family, peers: readonly Association[]): void {
  const { configuration, statistics, status } = operator.host.node;
  if (peers.length === 0) operator.print([NO_PEER]);
  const tally = new Tally();
  for (const peer of peers) {
    const { instance } = peer.settings!;
    statistics.ofAssociation(peer, tally);
    const where = instance === "" ? "" : ` in ${instance}`;
    operator.print([
      ...packetLines(family, ` of ${sourceAddress(peer)}${where}`, tally),
      ...dropLines(statistics.dropsOfAssociation(peer), status, configuration.running),
    ]);
  }
}

function interfacesOf({ host }: Operator, values: Values): string[] {
  const name = values[INTERFACE.name] as string;
  return name === EVERY_INTERFACE ? host.node.status.interfaces.map(one => one.name) : [name];
}

function peersOf({ host }: Operator, family: Family, values: Values): Association[] {
  const named = values[PEER4.name];
  const instance = values[IN_INSTANCE.name];
  return sourcesOf(host.node.status, family).filter(source => {
    if (isOwn(source)) return false;
    const isNamed = named === undefined || named === sourceAddress(source) || named === source.settings!.host;
    return isNamed && (instance === undefined || instance === source.settings!.instance);
  });
}
