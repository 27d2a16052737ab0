import assert from "node:assert/strict";
import { type ConfigurationHost, ConfigurationStore } from "../../src/config/configuration-store.js";
import { STARTUP_CONFIGURATION } from "../../src/config/saved-configuration.js";
import { readConfiguration } from "../../src/config/configuration-text.js";
import { Configuration } from "../../src/config/configuration.js";
import { Dialect } from "../../src/config/dialect.js";
import { linesAfter } from "../../src/config/differences.js";
import { NO_NAMING } from "../../src/config/commit.js";
import { SYSNAME } from "../../src/config/system-settings.js";
import { type NodeSettings } from "../../src/core/settings.js";
import { SECOND } from "../../src/time/fixed.js";
import { FakeTimers, MemoryStore } from "../console/fake-node.js";
import { instant } from "../support/quantities.js";
import { contextOf } from "./context.js";

function configurationOf(...lines: string[]): Configuration {
  return readConfiguration(lines, contextOf(Dialect.Comware)) as Configuration;
}

function storeOf(running: Configuration, host: Partial<ConfigurationHost> = {}): ConfigurationStore {
  const usual = { store: new MemoryStore(), configure: () => {}, serverPort: 123, waits: new FakeTimers() };
  return new ConfigurationStore(running, { ...usual, ...host });
}

describe("the configuration store", () => {
  it("hands the node what it applies, with the node's own port", () => {
    const seen: NodeSettings[] = [];
    const store = storeOf(configurationOf(), {
      configure: settings => seen.push(settings),
      serverPort: 10_123,
    });
    store.apply(configurationOf("ntp enable", "ntp unicast-s a"));
    assert.deepEqual(
      seen.map(({ enabled, associations }) => [enabled, associations[0].port]),
      [[true, 10_123]],
    );
    assert.deepEqual(store.running.lines(), ["ntp-service enable", "ntp-service unicast-server a", "#"]);
  });

  it("says by whom it was changed; a trial that nobody ends is taken back by nobody", () => {
    const told: string[] = [];
    const waits = new FakeTimers();
    const store = storeOf(configurationOf(), { configure: (_, by) => told.push(by), waits });
    const next = configurationOf("sysname A");
    const order = { by: "vty0", at: 0, ...NO_NAMING, owner: {}, end: instant(9) };
    store.apply(next);
    store.apply(next, { by: "con0", at: 0 });
    store.commit(next, { by: "vty1", at: 0 }, NO_NAMING);
    store.try(next, order, SECOND);
    store.abortTrial({ by: "vty2", at: 0 });
    store.try(next, order, SECOND);
    waits.pass(2);
    assert.deepEqual(told, ["", "con0", "vty1", "vty0", "vty2", "vty0", ""]);
    assert.equal(store.changed?.by, "vty0");
  });

  it("a trial that the node refuses is none; a commit upon one confirms it, unless the node refuses", () => {
    let isRefused = true;
    const configure = (): void => {
      if (isRefused) throw new Error("no");
    };
    const store = storeOf(configurationOf(), { configure });
    const order = { by: "vty0", at: 0, ...NO_NAMING, label: "a", owner: {}, end: instant(9) };
    const [first, second] = [configurationOf("sysname A"), configurationOf("sysname B")];
    assert.throws(() => store.try(first, order, SECOND), /no/);
    assert.equal(store.trial.underWay, undefined);
    isRefused = false;
    store.try(first, order, SECOND);
    isRefused = true;
    assert.throws(() => store.commit(second, order, NO_NAMING), /no/);
    assert.ok(store.trial.underWay);
    isRefused = false;
    store.commit(second, order, NO_NAMING);
    assert.equal(store.trial.underWay, undefined);
    assert.deepEqual(
      store.history.commits.map(({ label, differences }) => [label, linesAfter(differences)]),
      [
        ["", ["#", "sysname B"]],
        ["a", ["#", "sysname A"]],
      ],
    );
  });

  it("keeps the running configuration where the node refuses another", () => {
    const refuse = (): void => {
      throw new Error("no");
    };
    const store = storeOf(configurationOf("sysname A"), { configure: refuse });
    assert.throws(() => store.apply(configurationOf("sysname B")), /no/);
    assert.deepEqual(store.running.lines(), ["sysname A", "#"]);
  });

  it("is not changed by what is done to a configuration that was applied", () => {
    const next = configurationOf("sysname A");
    const store = storeOf(configurationOf());
    store.apply(next);
    assert.ok(next.remove(next.find(SYSNAME)!, ""));
    assert.deepEqual(store.running.lines(), ["sysname A", "#"]);
  });

  it("saves lines that boot the same configuration", () => {
    const texts = new MemoryStore();
    const running = configurationOf("sysname A", "ntp enable", "interface lo", "undo ntp inbound enable");
    const store = storeOf(running, { store: texts });
    assert.equal(store.saved(), undefined);
    store.save();
    assert.deepEqual(texts.names, [STARTUP_CONFIGURATION]);
    assert.ok(configurationOf(...store.saved()!).equals(running));
    store.resetSaved();
    assert.equal(store.saved(), undefined);
    assert.ok(store.running.equals(running));
  });

  it("reads a last line without its end", () => {
    const texts = new MemoryStore();
    texts.write(STARTUP_CONFIGURATION, "sysname A\nntp-service enable");
    assert.deepEqual(storeOf(configurationOf(), { store: texts }).saved(), [
      "sysname A",
      "ntp-service enable",
    ]);
  });

  it("an empty configuration that was saved is not the same as none", () => {
    const texts = new MemoryStore();
    const store = storeOf(configurationOf(), { store: texts });
    store.save();
    assert.ok(configurationOf(...store.saved()!).equals(new Configuration(Dialect.Comware)));
  });
});
