/** Tables 3 to 6 of H3C's guide: what comes of keys configured alike or not, between two nodes. */
import assert from "node:assert/strict";
import { Verdict } from "../../src/core/verdict.js";
import { type NtpNode } from "../../src/runtime/node.js";
import {
  AUTHENTICATION_RESULTS,
  type Cell,
  type Outcome,
  type Row,
  type Stratum,
  type Table,
} from "../vectors/authentication-results.js";
import { World } from "./world.js";

const FIRST = "192.0.2.1";
const SECOND = "192.0.2.2";
const KEY = 42;

/** Longer than two broadcasts take, and two polls of a peer. */
const WATCHED_SEC = 200;

/** A row without "N/A": each of these cells is Yes or No. */
interface Case {
  readonly enables: boolean;
  readonly hasKey: boolean;
  readonly trusts: boolean;
  readonly isLarger: boolean;
  readonly otherEnables: boolean;
  readonly otherTrusts: boolean;
}

function each(cell: Cell): readonly boolean[] {
  return cell === "N/A" ? [true, false] : [cell === "Yes"];
}

function eachStratum(stratum: Stratum | undefined): readonly boolean[] {
  if (stratum === undefined) return [true];
  return stratum === "N/A" ? [true, false] : [stratum === "Larger than the passive peer"];
}

/** All that a row stands for. */
function casesOf({ first, second, stratum }: Row): Case[] {
  const cases: Case[] = [];
  for (const enables of each(first[0]))
    for (const hasKey of each(first[1]))
      for (const trusts of each(first[2]))
        for (const isLarger of eachStratum(stratum))
          for (const otherEnables of each(second[0]))
            for (const otherTrusts of each(second[1]))
              cases.push({ enables, hasKey, trusts, isLarger, otherEnables, otherTrusts });
  return cases;
}

/** The lines of a node at `stratum` that have nothing to do with whom it talks to. */
function keyLines(stratum: number, enables: boolean, trusts: boolean): string[] {
  return [
    "ntp-service enable",
    `ntp-service refclock-master ${stratum}`,
    ...(enables ? ["ntp-service authentication enable"] : []),
    `ntp-service authentication-keyid ${KEY} authentication-mode hmac-sha-256 simple Every-Good-Key-1`,
    ...(trusts ? [`ntp-service reliable authentication-keyid ${KEY}`] : []),
  ];
}

/** What the first says of the second, and the second of the first, besides. */
const LINES: Readonly<Record<Table["number"], readonly [readonly string[], readonly string[]]>> = {
  3: [[`ntp-service unicast-server ${SECOND}`], []],
  4: [[`ntp-service unicast-peer ${SECOND}`], []],
  5: [
    ["interface eth0", "ntp-service broadcast-server"],
    ["interface eth0", "ntp-service broadcast-client"],
  ],
  6: [
    ["interface eth0", "ntp-service multicast-server 224.0.1.1"],
    ["interface eth0", "ntp-service multicast-client 224.0.1.1"],
  ],
};

/** Whom the packets are for that the outcome is about: who is farther from a primary, if both speak. */
function receiverOf(number: Table["number"], isLarger: boolean): "first" | "second" {
  if (number === 3) return "first";
  return number === 4 && isLarger ? "first" : "second";
}

function outcomeOf(number: Table["number"], one: Case): Outcome {
  const world = new World(1);
  const isFirst = receiverOf(number, one.isLarger) === "first";
  const [lines, otherLines] = LINES[number];
  const key = one.hasKey ? ` authentication-keyid ${KEY}` : "";
  const keyed = lines.map((line, i) => (i === lines.length - 1 ? line + key : line));
  const nodes = [
    [FIRST, keyLines(isFirst ? 5 : 3, one.enables, one.trusts), keyed] as const,
    [SECOND, keyLines(isFirst ? 3 : 5, one.otherEnables, one.otherTrusts), otherLines] as const,
  ].map(([address, general, own]) =>
    world.host({ addresses: [`${address}/24`] }).start({ config: [...general, ...own].join("\n") }),
  );
  world.run(WATCHED_SEC);
  const outcome = seenBy(nodes[isFirst ? 0 : 1]);
  if (outcome === "Failed authentication")
    assert.ok(nodes.some(hasRefused), "for another reason than its key");
  return outcome;
}

function seenBy({ status }: NtpNode): Outcome {
  const association = status.associations.find(one => one.settings !== undefined && one.address.port !== 0);
  if (association === undefined || association.verdicts[Verdict.Sampled] === 0)
    return "Failed authentication";
  const isProven = status.settings.authenticates && association.keyId !== 0;
  return isProven ? "Successful authentication" : "Authentication not performed";
}

/** Whether a packet was refused for its key, or for the want of one; or was not sent for the want of one. */
function hasRefused({ status }: NtpNode): boolean {
  const reasons = [
    Verdict.NoMac,
    Verdict.UntrustedKey,
    Verdict.OtherKey,
    Verdict.WrongMac,
    Verdict.ForbiddenKey,
  ];
  const counts = [status.verdicts, ...status.associations.map(({ verdicts }) => verdicts)];
  const isSilent = status.associations.some(one => one.keyId !== 0 && status.obstacles.of(one) !== "");
  return isSilent || counts.some(verdicts => reasons.some(reason => verdicts[reason] > 0));
}

describe("authentication results", function () {
  this.timeout(60_000);
  for (const { number, sides, rows } of AUTHENTICATION_RESULTS)
    describe(`table ${number}, ${sides.join(" and ")}`, () => {
      for (const row of rows) {
        const { first, outcome, second, stratum } = row;
        const cells = [...first, ...(stratum === undefined ? [] : [stratum]), ...second];
        it(`${cells.join(", ")}: ${outcome}`, () => {
          for (const one of casesOf(row)) assert.equal(outcomeOf(number, one), outcome, JSON.stringify(one));
        });
      }
    });
});
