/** Keys from the configuration to the engine and over a restart, on this board and on another. */
import assert from "node:assert/strict";
import { inspect } from "node:util";
import { STARTUP_CONFIGURATION } from "../../src/config/saved-configuration.js";
import { Session } from "../../src/console/session.js";
import { Happening } from "../../src/core/happening.js";
import { KeyMode } from "../../src/core/key-mode.js";
import { BOARD_KEY } from "../../src/runtime/board-key.js";
import { createNode } from "../../src/runtime/create-node.js";
import { type Listener, type NtpNode } from "../../src/runtime/node.js";
import { type Host } from "../sim/host.js";
import { World } from "../sim/world.js";
import { textOctets } from "../support/primitives-contract.js";

const CONFIG = [
  "ntp-service authentication enable",
  "ntp-service authentication-keyid 42 authentication-mode hmac-sha-256 simple Hush-aNiceKey",
  "ntp-service authentication-keyid 43 authentication-mode sha1 simple Hush-another",
  "ntp-service reliable authentication-keyid 42",
  "snmp-agent target-host trap address udp-domain 192.0.2.9 params securityname Hush-community",
  "snmp-agent target-host trap address udp-domain 192.0.2.9 udp-port 10162 params securityname Hush-too",
].join("\n");

const SECRETS = [textOctets("Hush-aNiceKey"), textOctets("Hush-another")];

function secretsOf(node: NtpNode): Uint8Array[] {
  const { configuration } = node;
  return configuration.settingsOf(configuration.running).keys.map(({ secret }) => secret);
}

function hostsOf(seed: number): readonly [Host, Host] {
  const world = new World(seed);
  return [world.host({ addresses: ["192.0.2.1"] }), world.host({ addresses: ["192.0.2.2"] })];
}

/** What a node tells of keys while it starts. */
function hearing(): { told: string[]; listener: Listener } {
  const told: string[] = [];
  const listener: Listener = (happening, _association, value, why) => {
    if (happening === Happening.KeyLocked || happening === Happening.SecretsClosed)
      told.push(`${value} ${why}`);
    if (happening === Happening.CommunityLocked) told.push(why);
  };
  return { told, listener };
}

describe("keys at rest", () => {
  it("reach the engine, and lie in the store as cipher texts", () => {
    const [host] = hostsOf(1);
    const node = createNode({ ports: host, config: CONFIG });
    assert.deepEqual(secretsOf(node), SECRETS);
    node.configuration.save();
    for (const [name, text] of host.stored) assert.doesNotMatch(text, /Hush/, name);
    assert.match(host.stored.get(STARTUP_CONFIGURATION)!, /-keyid 42 .* cipher \$xs1\$/);
    assert.match(host.stored.get(BOARD_KEY)!, /^[0-9a-f]{64}\n$/);
    node.stop();
    const { told, listener } = hearing();
    assert.deepEqual(secretsOf(createNode({ ports: host, listener })), SECRETS);
    assert.deepEqual(told, []);
  });

  it("are shown without their secrets", () => {
    const [host] = hostsOf(1);
    const { settings } = createNode({ ports: host, config: CONFIG }).status;
    assert.deepEqual(settings.keys, [
      { id: 42, mode: KeyMode.HmacSha256, isTrusted: true, acl4: undefined, acl6: undefined },
      { id: 43, mode: KeyMode.Sha1, isTrusted: false, acl4: undefined, acl6: undefined },
    ]);
    const seen = inspect(settings, { depth: null, showHidden: true });
    for (const secret of SECRETS) assert.ok(!seen.includes(inspect(secret)) && !seen.includes("Uint8Array"));
  });

  it("a node without keys makes no key of the board", () => {
    const [host] = hostsOf(2);
    createNode({ ports: host, config: "ntp-service enable" }).configuration.save();
    assert.ok(!host.stored.has(BOARD_KEY));
  });

  it("on another board a node starts without them, says so, and keeps their lines", () => {
    const [one, other] = hostsOf(3);
    createNode({ ports: one, config: CONFIG }).configuration.save();
    const saved = one.stored.get(STARTUP_CONFIGURATION)!;
    other.stored.set(STARTUP_CONFIGURATION, saved);
    const { told, listener } = hearing();
    const node = createNode({ ports: other, listener });
    assert.deepEqual(secretsOf(node), []);
    assert.deepEqual(told, [
      "42 made by another device",
      "43 made by another device",
      "192.0.2.9, whose cipher text is made by another device",
      "192.0.2.9 udp-port 10162, whose cipher text is made by another device",
    ]);

    const session = new Session(
      { node, version: "", takesAnyPort: true, timers: node.timers },
      { isInteractive: false, write: () => {} },
    );
    for (const line of [
      "system-view",
      "ntp-service dscp 5",
      "ntp-service authentication-keyid 43 authentication-mode sha1 simple Hush-another",
      "save force",
    ])
      session.execute(line);
    assert.equal(node.status.settings.dscp4, 5);
    assert.deepEqual(secretsOf(node), [SECRETS[1]]);
    const lineOf = (text: string): string => text.split("\n").find(line => line.includes("keyid 42 "))!;
    assert.equal(lineOf(other.stored.get(STARTUP_CONFIGURATION)!), lineOf(saved));
  });

  it("behind a damaged key of the board they are neither used nor lost, and none is made", () => {
    const [host] = hostsOf(4);
    createNode({ ports: host, config: CONFIG }).configuration.save();
    const good = host.stored.get(BOARD_KEY)!;
    const saved = host.stored.get(STARTUP_CONFIGURATION)!;
    host.stored.set(BOARD_KEY, good.slice(1));
    const { told, listener } = hearing();
    const node = createNode({ ports: host, listener });
    const closed = "not to be opened, for the device's own key is not to be had";
    assert.deepEqual(told, [
      "2 board.key is damaged",
      `192.0.2.9, whose cipher text is ${closed}`,
      `192.0.2.9 udp-port 10162, whose cipher text is ${closed}`,
    ]);
    assert.deepEqual(secretsOf(node), []);
    const screen: string[] = [];
    const session = new Session(
      { node, version: "", takesAnyPort: true, timers: node.timers },
      { isInteractive: false, write: text => void screen.push(text) },
    );
    for (const line of [
      "system-view",
      "ntp-service authentication-keyid 44 authentication-mode sha1 simple Hush-more",
      "save force",
    ])
      session.execute(line);
    assert.match(screen.join(""), /This device cannot keep secrets: board\.key is damaged/);
    assert.equal(host.stored.get(BOARD_KEY), good.slice(1));
    assert.equal(host.stored.get(STARTUP_CONFIGURATION), saved);
    node.stop();
    host.stored.set(BOARD_KEY, good.toUpperCase());
    assert.deepEqual(secretsOf(createNode({ ports: host })), SECRETS);
  });
});
