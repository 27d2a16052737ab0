import assert from "node:assert/strict";
import { type Association } from "../../src/core/association.js";
import { Happening } from "../../src/core/happening.js";
import { Pace } from "../../src/core/schedule.js";
import { Standing } from "../../src/core/verdict.js";
import { SECOND } from "../../src/time/fixed.js";
import { Kiss } from "../../src/wire/kiss.js";
import { endpoint, Rig, server, type AnswerFields } from "../support/engine-rig.js";

const DENY: AnswerFields = { stratum: 0, leap: 3, refid: Kiss.Deny };
const RATE: AnswerFields = { stratum: 0, leap: 3, refid: Kiss.Rate };

/** The association of a line. */
const find = (rig: Rig, host: string): Association =>
  rig.engine.associations.find(one => one.settings?.host === host)!;

const resolveAs = (rig: Rig, name: string, ...hosts: string[]): void =>
  rig.engine.resolved(
    find(rig, name),
    name,
    hosts.map(host => endpoint(host)),
    rig.now,
  );

const resolve = (rig: Rig, ...hosts: string[]): void => resolveAs(rig, "pool.example", ...hosts);

function named(): Rig {
  const rig = new Rig();
  rig.configure({ associations: [server("pool.example", { port: 1123 })] });
  return rig;
}

/** Lets `seconds` pass in which the name resolves to `hosts` at once, whenever it is looked up. */
function passResolving(
  rig: Rig,
  seconds: number,
  hosts: readonly string[],
  fields: Parameters<Rig["passAnswering"]>[1] = () => undefined,
): void {
  for (let passed = 0; passed < seconds; passed++) {
    if (find(rig, "pool.example").isResolving) resolve(rig, ...hosts);
    rig.passAnswering(1, fields);
  }
}

/** Seconds between the requests to one address. */
function gapsOf(rig: Rig, to: string): number[] {
  const asked = rig.requests.filter(request => request.to === to);
  return asked.slice(1).map(({ departedAt }, i) => departedAt.since(asked[i].departedAt) / SECOND);
}

describe("addressing: names", () => {
  it("asks for a name's addresses, then the first of them at the configured port", () => {
    const rig = named();
    assert.deepEqual(rig.lookups, ["pool.example"]);
    assert.equal(rig.requests.length, 0);
    resolve(rig, "192.0.2.1", "2001:db8::1");
    assert.equal(rig.last.to, "192.0.2.1");
    assert.equal(rig.last.port, 1123);
  });

  it("asks again and less often for a name that nobody knows", () => {
    const rig = named();
    const asked = [0];
    let count = 1;
    for (let second = 1; second < 400; second++) {
      resolve(rig);
      rig.pass(1);
      if (rig.lookups.length > count) asked.push(second);
      count = rig.lookups.length;
    }
    const gaps = asked.map((at, i) => at - (asked[i - 1] ?? at)).slice(1);
    assert.ok(gaps.length >= 2 && gaps.length <= 4, `${asked}`);
    for (let i = 1; i < gaps.length; i++) assert.ok(gaps[i] >= 1.8 * gaps[i - 1], `${asked}`);
  });

  it("asks for two names that nobody knows at two times", () => {
    const rig = new Rig();
    const names = ["0.pool.example", "1.pool.example"];
    rig.configure({ associations: names.map(name => server(name)) });
    for (const name of names) resolveAs(rig, name);
    const [one, other] = rig.engine.associations;
    assert.ok(one.schedule.nextAt.since(rig.now) >= 64 * SECOND);
    assert.notEqual(one.schedule.nextAt.since(other.schedule.nextAt), 0);
  });

  it("goes through all addresses until one answers", () => {
    const rig = named();
    resolve(rig, "192.0.2.1", "192.0.2.2", "2001:db8::3");
    rig.passAnswering(40, ({ to }) => (to === "2001:db8::3" ? {} : undefined));
    assert.deepEqual(
      [...new Set(rig.requests.map(({ to }) => to))],
      ["192.0.2.1", "192.0.2.2", "2001:db8::3"],
    );
    assert.ok((rig.association.reach & 1) === 1);
  });

  it("goes on to the next address when a server dies, and looks the name up again after the last", () => {
    const rig = named();
    resolve(rig, "192.0.2.1", "192.0.2.2");
    const alive = new Set(["192.0.2.1", "192.0.2.2"]);
    const pass = (seconds: number): void =>
      rig.passAnswering(seconds, ({ to }) => (alive.has(to) ? {} : undefined));
    pass(100);
    assert.equal(rig.last.to, "192.0.2.1");
    alive.delete("192.0.2.1");
    pass(10 * 66);
    assert.equal(rig.last.to, "192.0.2.2");
    assert.ok(rig.association.reach > 0);
    assert.equal(rig.lookups.length, 1);
    alive.delete("192.0.2.2");
    pass(10 * 66);
    assert.equal(rig.lookups.length, 2);
    resolve(rig, "192.0.2.5");
    assert.equal(rig.last.to, "192.0.2.5");
  });

  it("tries dead addresses less and less often", () => {
    const rig = named();
    for (let minute = 0; minute < 120; minute++) {
      if (rig.association.isResolving) resolve(rig, "192.0.2.1");
      rig.pass(60);
    }
    assert.ok(rig.lookups.length >= 6 && rig.lookups.length <= 14, `${rig.lookups.length}`);
  });

  it("ignores addresses that come for a line no longer there", () => {
    const rig = named();
    const { association } = rig;
    rig.configure({ associations: [server("other.example")] });
    rig.engine.resolved(association, "pool.example", [endpoint("192.0.2.1")], rig.now);
    assert.equal(rig.requests.length, 0);
  });
});

describe("addressing: servers that refuse us", () => {
  it("DENY sends it on to the next address", () => {
    const rig = named();
    resolve(rig, "192.0.2.1", "192.0.2.2");
    rig.answer(rig.last, DENY);
    rig.pass(1);
    assert.equal(rig.last.to, "192.0.2.2");
  });

  it("asks none of them again, and looks no name up again, when all have", () => {
    const rig = named();
    resolve(rig, "192.0.2.1", "192.0.2.2");
    rig.passAnswering(1, () => DENY);
    passResolving(rig, 7200, ["192.0.2.1", "192.0.2.2"], () => DENY);
    assert.deepEqual(
      rig.requests.map(({ to }) => to),
      ["192.0.2.1", "192.0.2.2"],
    );
    assert.equal(rig.lookups.length, 1);
    assert.equal(rig.association.standing, Standing.Denied);
    assert.equal(rig.association.schedule.pace, Pace.Halted);
  });

  it("passes over one that did when the name is looked up again", () => {
    const rig = named();
    const hosts = ["192.0.2.1", "192.0.2.2"];
    const fields = ({ to }: { to: string }): AnswerFields | undefined => (to === hosts[0] ? DENY : undefined);
    passResolving(rig, 3600, hosts, fields);
    assert.equal(rig.requests.filter(({ to }) => to === hosts[0]).length, 1);
    assert.ok(rig.lookups.length >= 3, `${rig.lookups.length}`);
    passResolving(rig, 1200, ["192.0.2.3"], fields);
    passResolving(rig, 3600, hosts, fields);
    assert.equal(rig.requests.filter(({ to }) => to === hosts[0]).length, 1);
  });

  it("gives a name up that leads to no others, found after a while", () => {
    const rig = named();
    passResolving(rig, 60, ["192.0.2.1", "192.0.2.2"], ({ to }) => (to === "192.0.2.1" ? DENY : undefined));
    passResolving(rig, 3600, ["192.0.2.1"]);
    const { length } = rig.lookups;
    passResolving(rig, 7200, ["192.0.2.1"]);
    assert.equal(rig.lookups.length, length);
    assert.equal(rig.association.standing, Standing.Denied);
  });

  it("gives a name up after sixteen, though it goes on leading to others", () => {
    const rig = named();
    const dead = "198.51.100.1";
    for (let i = 1; i <= 20; i++)
      passResolving(rig, 1200, [`192.0.2.${i}`, dead], ({ to }) => (to === dead ? undefined : DENY));
    assert.equal(rig.association.standing, Standing.Denied);
    assert.equal(new Set(rig.requests.map(({ to }) => to)).size, 16 + 1);
  });

  it("begins anew when the line was taken away and comes back", () => {
    const rig = named();
    resolve(rig, "192.0.2.1");
    rig.answer(rig.last, DENY);
    rig.configure({ associations: [] });
    rig.configure({ associations: [server("pool.example", { port: 1123 })] });
    rig.pass(100);
    assert.equal(rig.requests.length, 1);
    resolve(rig, "192.0.2.1");
    assert.equal(rig.requests.length, 2);
  });
});

describe("addressing: servers that want patience", () => {
  it("asks one that says nothing else once more, then the others", () => {
    const rig = named();
    resolve(rig, "192.0.2.1", "192.0.2.2");
    rig.passAnswering(700, ({ to }) => (to === "192.0.2.1" ? RATE : {}));
    assert.deepEqual(
      rig.requests.slice(0, 3).map(({ to }) => to),
      ["192.0.2.1", "192.0.2.1", "192.0.2.2"],
    );
    assert.ok(gapsOf(rig, "192.0.2.1")[0] >= 128);
    assert.equal(rig.last.to, "192.0.2.2");
  });

  it("gives it that, too, when it fell silent and others were asked in between", () => {
    const rig = named();
    const hosts = ["192.0.2.1", "192.0.2.2"];
    let isFirst = true;
    passResolving(rig, 4 * 3600, hosts, () => {
      const fields = isFirst ? RATE : undefined;
      isFirst = false;
      return fields;
    });
    const gaps = gapsOf(rig, "192.0.2.1");
    assert.ok(gaps.length >= 3 && gaps.every(gap => gap >= 128), `${gaps}`);
    assert.ok(gapsOf(rig, "192.0.2.2").includes(2));
  });

  it("and when the name did not lead to it for a while", () => {
    const rig = named();
    let isFirst = true;
    const fields = (): AnswerFields | undefined => {
      const answer = isFirst ? RATE : undefined;
      isFirst = false;
      return answer;
    };
    passResolving(rig, 400, ["192.0.2.1"], fields);
    const before = rig.requests.length;
    passResolving(rig, 3600, ["192.0.2.2"]);
    // Once more before the name was looked up again.
    assert.ok(rig.requests.slice(before + 1).every(({ to }) => to === "192.0.2.2"));
    passResolving(rig, 2 * 3600, ["192.0.2.1"]);
    const gaps = gapsOf(rig, "192.0.2.1");
    assert.ok(gaps.length >= 3 && gaps.every(gap => gap >= 128), `${gaps}`);
  });

  it("follows it at that pace", () => {
    const rig = named();
    resolve(rig, "192.0.2.1");
    rig.answer(rig.last, RATE);
    rig.passAnswering(1000);
    assert.ok(
      gapsOf(rig, "192.0.2.1").every(gap => gap >= 128),
      `${gapsOf(rig, "192.0.2.1")}`,
    );
    assert.equal(rig.association.standing, Standing.SystemPeer);
    assert.equal(rig.lookups.length, 1);
  });
});

describe("addressing: one server is one source", () => {
  const lines = (...hosts: string[]): Parameters<Rig["configure"]>[0] => ({
    associations: hosts.map(host => server(host)),
  });

  it("a name passes over an address that is configured itself", () => {
    const rig = new Rig();
    rig.configure(lines("192.0.2.1", "pool.example"));
    resolve(rig, "192.0.2.1", "192.0.2.2");
    assert.equal(rig.last.to, "192.0.2.2");
    assert.equal(rig.reported(Happening.SameServer), 0);
  });

  it("not where the port is another", () => {
    const rig = new Rig();
    rig.configure({ associations: [server("192.0.2.1"), server("pool.example", { port: 1123 })] });
    resolve(rig, "192.0.2.1", "192.0.2.2");
    assert.deepEqual([rig.last.to, rig.last.port], ["192.0.2.1", 1123]);
  });

  it("two names share no address", () => {
    const rig = new Rig();
    rig.configure(lines("0.pool.example", "1.pool.example"));
    resolveAs(rig, "0.pool.example", "192.0.2.1", "192.0.2.2");
    resolveAs(rig, "1.pool.example", "192.0.2.1", "192.0.2.2");
    assert.deepEqual(
      rig.requests.map(({ to }) => to),
      ["192.0.2.1", "192.0.2.2"],
    );
  });

  it("a name that leads nowhere else is looked up again, less and less often", () => {
    const rig = new Rig();
    rig.configure(lines("192.0.2.1", "pool.example"));
    passResolving(rig, 3600, ["192.0.2.1"], () => ({}));
    assert.ok(rig.lookups.length >= 4 && rig.lookups.length <= 9, `${rig.lookups.length}`);
    assert.equal(rig.reported(Happening.SameServer), rig.lookups.length);
    assert.equal(find(rig, "pool.example").sent, 0);
    rig.configure(lines("pool.example"));
    passResolving(rig, 1200, ["192.0.2.1"], () => ({}));
    assert.ok(find(rig, "pool.example").sent > 0);
  });

  it("a name gives an address up to a line that says it", () => {
    const rig = new Rig();
    rig.configure(lines("pool.example"));
    resolve(rig, "192.0.2.1", "192.0.2.2");
    rig.configure(lines("pool.example", "192.0.2.1"));
    assert.equal(rig.calls.filter(call => call === "close 0").length, 1);
    assert.equal(find(rig, "192.0.2.1").sent, 1);
    const { address } = find(rig, "pool.example");
    assert.ok(address.equals(endpoint("192.0.2.2")));
  });
});
