import assert from "node:assert/strict";
import { standingName } from "../../src/report/standing-name.js";
import { verdictName } from "../../src/report/verdict-name.js";
import {
  ageText,
  clockStatusOf,
  debugLinesOf,
  dispersionOf,
  flagsOf,
  nowOf,
  pollSeconds,
  sourcesOf,
  syncDistance,
} from "../../src/console/sources.js";
import { type Association, Leap } from "../../src/core/association.js";
import { rootDistance } from "../../src/core/selection.js";
import { Standing, Verdict } from "../../src/core/verdict.js";
import { ServerAddress } from "../../src/core/server-address.js";
import { SECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import { Family } from "../../src/wire/address.js";
import { addressOf, FakeStatus, localClock, ms, serverAt, setFilter } from "./fake-node.js";

describe("sources", () => {
  const ages: [seconds: number, text: string][] = [
    [0, "0"],
    [2048, "2048"],
    [2049, "34m"],
    [300 * 60 + 59, "300m"],
    [301 * 60, "5h"],
    [97 * 3600 - 1, "96h"],
    [97 * 3600, "4d"],
    [1000 * 86_400 - 1, "999d"],
    [1000 * 86_400, "2y"],
    [2 ** 32 - 1, "136y"],
  ];
  for (const [seconds, text] of ages)
    it(`${seconds} s ago is "${text}"`, () => assert.equal(ageText(seconds), text));

  it("now: a dash before the first packet", () => {
    const status = new FakeStatus();
    status.counterSec = 50;
    const source = serverAt("192.0.2.1");
    assert.equal(nowOf(status, source), "-");
    source.isHeard = true;
    source.lastReceivedAt.set(20, 0);
    assert.equal(nowOf(status, source), "30");
  });

  const standings: [standing: Standing, stratum: number, reach: number, flags: string, words: string][] = [
    [Standing.Unheard, 16, 0, "[5]", "configured, insane, invalid, unsynced"],
    [Standing.Unreachable, 3, 0, "[25]", "configured, insane, invalid"],
    [Standing.TooFar, 3, 1, "[25]", "configured, insane, valid"],
    [Standing.Falseticker, 3, 255, "[25]", "configured, insane, valid"],
    [Standing.Outlyer, 3, 255, "[245]", "configured, candidate, sane, valid"],
    [Standing.Candidate, 15, 255, "[2345]", "configured, selected, sane, valid"],
    [Standing.SystemPeer, 1, 1, "[12345]", "configured, master, sane, valid"],
  ];
  for (const [standing, stratum, reach, flags, words] of standings)
    it(`${standingName(standing)}: ${flags} ${words}`, () => {
      const source = serverAt("192.0.2.1");
      Object.assign(source, {
        standing,
        stratum,
        reach,
        leap: stratum < 16 ? Leap.None : Leap.Unsynchronized,
      });
      const status = new FakeStatus();
      if (standing === Standing.SystemPeer) status.system.peer = source;
      assert.equal(flagsOf(status, source), flags);
      assert.equal(clockStatusOf(status, source), words);
    });

  it("belong to a family by their settings, or else by their address; unused places to none", () => {
    const status = new FakeStatus();
    const named = serverAt("::", { host: "a.example", family: undefined });
    const unused = serverAt("192.0.2.2");
    unused.settings = undefined;
    const four = [localClock(), serverAt("192.0.2.1"), serverAt("0.0.0.0", { family: Family.IPv4 })];
    status.associations.push(...four, unused, named);
    assert.deepEqual(sourcesOf(status, Family.IPv4), four);
    assert.deepEqual(sourcesOf(status, Family.IPv6), [named]);
  });

  it("poll intervals that no packet should carry are bounded", () => {
    assert.deepEqual([-6, 0, 6, 17, 18, 127].map(pollSeconds), [1, 1, 64, 131_072, 131_072, 131_072]);
  });

  it("distance: half the round trips, and all the dispersion on the way", () => {
    const source = serverAt("192.0.2.1");
    source.rootDelay = ms(10);
    source.rootDispersion = ms(3);
    setFilter(source, { offset: 0, delay: ms(20), dispersion: ms(5), jitter: ms(1) });
    assert.ok(Math.abs(syncDistance(source) - ms(24)) <= 2);
    const clock = localClock();
    setFilter(clock, { offset: 0, delay: 0, dispersion: ms(5) });
    assert.equal(syncDistance(clock), ms(5));
  });

  it("dispersion and distance are those that selection reckons with, however few the samples are", () => {
    const source = serverAt("192.0.2.1");
    const now = new Instant();
    for (let i = 0; i < 3; i++) {
      now.add(2 * SECOND);
      source.filter.add(ms(1), ms(20), ms(1), now, now);
    }
    Object.assign(source, { rootDelay: ms(10), rootDispersion: ms(3) });
    assert.ok(source.filter.dispersion > ms(1000), "what is missing would count for more than all the rest");
    assert.equal(dispersionOf(source), source.filter.knownDispersion);
    assert.ok(dispersionOf(source) < ms(2));
    assert.equal(syncDistance(source), rootDistance(source));
  });

  const obstacles: { name: string; source?: Partial<Association>; why?: string; is: string | undefined }[] = [
    { name: "nothing is in the way", is: undefined },
    { name: "its source interface is", why: "Loop0 is down, or has no address", is: "Loop0 is down, or has no address" },
    { name: "there is no route", why: "ENETUNREACH", is: "there is no way to it" },
    { name: "nobody is there", why: "ECONNREFUSED", is: "nobody listens there" },
    { name: "its name is looked up", source: { isNamed: true, isResolving: true }, is: "its name is being looked up" },
    { name: "its name is not found", source: { isNamed: true }, is: "its name has no address, or nobody who knows names can be asked" },
    { name: "all addresses of its name are silent", source: { isNamed: true, addresses: [new ServerAddress(addressOf("192.0.2.1"))] }, is: "its name leads to nobody who answers and is not asked already" },
    { name: "all of them refuse us", source: { isNamed: true, standing: Standing.Denied }, is: undefined },
  ]; // prettier-ignore
  for (const { name, source: facts, why = "", is } of obstacles)
    it(`why it cannot be asked: ${name}`, () => {
      const status = new FakeStatus();
      const source = Object.assign(serverAt("192.0.2.1"), facts);
      status.troubles.sources.set(source, why);
      const all = debugLinesOf(status, source);
      const lines = all.slice(
        1,
        all.findIndex(line => line.startsWith("poll range: ")),
      );
      assert.equal(lines.join("").replace(",  ", ", "), is === undefined ? "" : `cannot be asked: ${is}`);
    });

  it("every verdict and standing has a name of its own, and every drop is listed by it", () => {
    const names = new Set<string>();
    const source = serverAt("192.0.2.1");
    for (let verdict: Verdict = 0; verdict < Verdict.Count; verdict++) {
      names.add(verdictName(verdict));
      source.verdicts[verdict] = 100 + verdict;
    }
    assert.equal(names.size, Verdict.Count);
    const droppedLines = debugLinesOf(new FakeStatus(), source).slice(3);
    assert.ok(droppedLines.length > 1 && droppedLines.every(line => line.length < 80));
    const dropped = droppedLines.join("");
    for (let verdict: Verdict = Verdict.Malformed; verdict < Verdict.Count; verdict++)
      assert.ok(dropped.includes(`${verdictName(verdict)} ${100 + verdict}`), verdictName(verdict));
    assert.ok(!dropped.includes(verdictName(Verdict.Sampled)));
    const standingNames = new Set<string>();
    for (let standing: Standing = 0; standing <= Standing.SystemPeer; standing++)
      standingNames.add(standingName(standing));
    assert.equal(standingNames.size, Standing.SystemPeer + 1);
  });
});
