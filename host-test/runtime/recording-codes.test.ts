/** Recordings of nodes with keys. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { Verdict } from "../../src/core/verdict.js";
import { type NtpNode } from "../../src/runtime/node.js";
import { replay } from "../../src/runtime/replay.js";
import { MILLISECOND } from "../../src/time/fixed.js";
import { toHex } from "../../src/wire/hex.js";
import { World } from "../sim/world.js";

/** Minutes of a node with three keys, whose peers have the same, and a stranger others; and what left it. */
function keyedMinutes(): {
  decisions: string[];
  node: NtpNode;
  recording: string[];
  secrets: readonly string[];
  sent: string[];
} {
  // The last one is longer than a block of its hash: its digest is the key.
  const secrets = ["Every-Good-Key-1", "Sixteen-Octets-1", "Longer-Than-A-Block-1".repeat(4)];
  const modes = ["md5", "aes-128-cmac", "hmac-sha-256"];
  const keyed = (others: readonly string[]): string =>
    ["ntp-service enable", "ntp-service authentication enable"]
      .concat(
        others.flatMap((secret, i) => [
          `ntp-service authentication-keyid ${i + 1} authentication-mode ${modes[i]} simple ${secret}`,
          `ntp-service reliable authentication-keyid ${i + 1}`,
        ]),
      )
      .join("\n");
  const ask = (role: string, last: number, id: number): string =>
    `\nntp-service unicast-${role} 192.0.2.${last} authentication-keyid ${id}`;
  const world = new World(3);
  const others: readonly [number, string][] = [
    [1, `${keyed(secrets)}\nntp-service refclock-master 2`],
    [3, `${keyed(secrets)}\nntp-service refclock-master 3${ask("peer", 2, 2)}`],
    [4, `${keyed(secrets)}\nntp-service refclock-master 2`],
    [5, keyed(secrets.map(secret => secret.replaceAll("1", "2"))) + ask("server", 2, 1)],
  ];
  for (const [last, config] of others) world.host({ addresses: [`192.0.2.${last}`] }).start({ config });
  const host = world.host({ addresses: ["192.0.2.2"], bootOffset: 300 * MILLISECOND });
  const recording: string[] = [];
  const decisions: string[] = [];
  const sent: string[] = [];
  host.sent = ({ bytes, length }) => void sent.push(toHex(bytes, length));
  const node = host.start({
    config: keyed(secrets) + ask("server", 1, 1) + ask("server", 4, 3),
    record: line => void recording.push(line),
    decisions: line => void decisions.push(line),
  });
  world.run(200);
  node.configuration.apply(node.configuration.running.copy());
  world.run(200);
  return { decisions, node, recording, secrets, sent };
}

/** A secret, and its digests, in all the ways that they could be written. */
function formsOf(secret: string): string[] {
  const octets = Buffer.from(secret);
  const hashes = ["md5", "sha1", "sha256", "sha384", "sha512"].map(name =>
    createHash(name).update(octets).digest(),
  );
  return [octets, ...hashes].flatMap(each => [
    each.toString("latin1"),
    each.toString("hex"),
    each.toString("base64").replace(/=+$/, ""),
    [...each].join(","),
  ]);
}

/** A live run also has no lines for events and for what left its sockets. */
const isDecision = (line: string): boolean => !/^(>|out|shut|hops|system) /.test(line);

describe("recordings of keys", () => {
  it("play back bit for bit, without any secret", () => {
    const { decisions, node, recording, secrets, sent } = keyedMinutes();
    const { associations, verdicts } = node.status;
    for (const keyId of [1, 2, 3]) {
      const hasSampled = associations.some(one => one.keyId === keyId && one.verdicts[Verdict.Sampled] > 0);
      assert.ok(hasSampled, `key ${keyId}`);
    }
    assert.ok(verdicts[Verdict.WrongMac] > 0, "a stranger's MACs");

    const replayed: string[] = [];
    replay(recording.join("\n"), line => void replayed.push(line));
    assert.deepEqual(replayed.filter(isDecision), decisions);
    const resent = replayed.filter(line => line.startsWith("out ")).map(line => line.split(" ").at(-1));
    assert.deepEqual(resent, sent);

    const text = recording.join("\n");
    for (const secret of secrets)
      for (const form of formsOf(secret)) assert.ok(!text.includes(form), `${secret} as ${form}`);
  });
});
