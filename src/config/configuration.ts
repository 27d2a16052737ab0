/**
 * A configuration: the entries of each view, in the one order in which they print. Running, candidate
 * and saved configuration are each one of these.
 */
import { NO_SETTINGS } from "../core/settings.js";
import { type ConfiguredSettings, NO_REPORTS, Vendor } from "../report/settings.js";
import { SYSTEM_SETTINGS } from "./all-settings.js";
import { Dialect } from "./dialect.js";
import { placeFor, topicOf } from "./entry-order.js";
import { INSTANCE } from "./instance-kinds.js";
import { INSTANCE_NAME, VPN_INSTANCE } from "./instance-settings.js";
import { type Value } from "./kinds.js";
import { isOpened, viewOf } from "./sections.js";
import { type Circumstances, type Draft, type Entry, Form, type Setting, View, write } from "./setting.js";
import { type Secrets } from "./secrets.js";
import { type Values } from "./syntax.js";
import { NTP_PORT } from "../wire/header.js";

/** Stands between the blocks of a printed configuration. */
const BLOCK_END = "#";

const NO_VALUES: Values = Object.freeze({});

/** One view's entries. */
interface Section {
  /** As in `sections.ts`. */
  readonly name: string;
  readonly entries: Entry[];
}

export class Configuration {
  readonly #system: Section = { name: "", entries: [] };
  /** Of all other views. */
  readonly #inner: Section[] = [];

  /** Empty: everything is as `dialect` has it initially. */
  constructor(readonly dialect: Dialect) {}

  copy(): Configuration {
    const copy = new Configuration(this.dialect);
    for (const section of this.sections()) for (const entry of section.entries) copy.set(entry, section.name);
    return copy;
  }

  /** Both print the same lines. */
  equals(other: Configuration): boolean {
    const lines = this.lines();
    const others = other.lines();
    return lines.length === others.length && lines.every((line, i) => line === others[i]);
  }

  /**
   * Takes `entry` in, for the one it is another version of. `section`: as in `sections.ts`. False: it is that
   * of an access list that there is not.
   */
  set(entry: Entry, section: string): boolean {
    if (isOpened(section) && this.opener(section) === undefined) return false;
    const { entries } = this.section(section);
    const whole = this.completed(entry, entries);
    const at = entries.findIndex(each => isSameCommand(each, whole));
    if (isInitial(whole, this.dialect)) {
      if (at >= 0) entries.splice(at, 1);
    } else if (at >= 0) entries[at] = whole;
    else entries.splice(placeFor(whole, entries), 0, whole);
    return true;
  }

  /**
   * Takes out what `entry`, read after `undo`, stands for; answers how many entries went. With a VPN instance
   * go those that name it, as on routers; and with an access list what was said in its view.
   */
  remove(entry: Entry, section: string): number {
    const { entries } = this.section(section);
    const whole = this.completed(entry, entries);
    const { setting, values } = whole;
    const at = entries.findIndex(each => isSameCommand(each, whole));
    if (setting.form === Form.Switch) this.set({ ...entry, isOn: false }, section);
    else if (at >= 0) entries.splice(at, 1);
    let gone = at < 0 ? 0 : 1;
    if (at >= 0 && setting === VPN_INSTANCE)
      for (const each of this.sections()) gone += dropInstance(each.entries, values[INSTANCE_NAME.name]);
    if (at >= 0 && setting.opens) this.section(setting.opens(values)).entries.length = 0;
    return gone;
  }

  /** The entries of a command of the system view. */
  entriesOf(setting: Setting): readonly Entry[] {
    return this.#system.entries.filter(entry => entry.setting === setting);
  }

  /** Of a switch of the system view. */
  isOn(setting: Setting): boolean {
    return this.find(setting)?.isOn ?? setting.isOnInitially[this.dialect];
  }

  /** The entry of a command that stands at most once in the system view. */
  find(setting: Setting): Entry | undefined {
    return this.#system.entries.find(entry => entry.setting === setting);
  }

  /** What is said of `setting` in the system view; no values where it is as it is initially. */
  valuesOf(setting: Setting): Values {
    return this.find(setting)?.values ?? NO_VALUES;
  }

  /** The same of `section`. */
  valuesIn(setting: Setting, section: string): Values {
    const found = this.sections().find(({ name }) => name === section);
    return found?.entries.find(entry => entry.setting === setting)?.values ?? NO_VALUES;
  }

  /** The lines of one view, as typed there. */
  sectionLines(section: string): string[] {
    const found = this.sections().find(({ name }) => name === section);
    return found ? found.entries.map(entry => write(entry, this.dialect)) : [];
  }

  /** The lines of a view beside the system's, behind the one that leads to it; none: there is no such. */
  block(section: string): string[] {
    const opener = this.opener(section);
    if (!opener && isOpened(section)) return [];
    const first = opener ? write(opener, this.dialect) : `interface ${section}`;
    return [first, ...this.sectionLines(section).map(line => ` ${line}`)];
  }

  /** The lines of the system view, less those that lead to others. */
  systemLines(): string[] {
    return this.blocks(this.#system.entries.filter(({ setting }) => !setting.opens));
  }

  /** Commands that make this configuration out of an empty one when run from the system view. */
  lines(): string[] {
    const lines = this.blocks(this.#system.entries);
    for (const { name, entries } of this.#inner)
      if (viewOf(name) === View.Interface && entries.length > 0) lines.push(...this.block(name), BLOCK_END);
    return lines;
  }

  /** `entries` of the system view, each topic's and each view's behind a line that parts them. */
  private blocks(entries: readonly Entry[]): string[] {
    const lines: string[] = [];
    let shown = "";
    for (const entry of entries) {
      const { opens } = entry.setting;
      const added = opens ? this.block(opens(entry.values)) : [write(entry, this.dialect)];
      const topic = opens ? added[0] : topicOf(entry);
      if (shown !== topic && lines.length > 0) lines.push(BLOCK_END);
      shown = topic;
      lines.push(...added);
    }
    if (lines.length > 0) lines.push(BLOCK_END);
    return lines;
  }

  /**
   * As a node takes it. `serverPort`: the UDP port of servers whose entry names none. Keys whose secrets
   * `secrets` do not open are left out.
   */
  settings(serverPort = NTP_PORT, secrets?: Secrets): ConfiguredSettings {
    const { dialect } = this;
    const isVrp = dialect === Dialect.Vrp;
    const draft: Draft = {
      ...NO_SETTINGS,
      associations: [],
      referenceClocks: [],
      instanceSources: [],
      senders: [],
      searches: [],
      hearings: [],
      bindings: [],
      isServerOff4: false,
      isServerOff6: false,
      deaf4: [],
      deaf6: [],
      keys: [],
      acls: [],
      access: [],
      limits: [],
      reports: { ...NO_REPORTS, vendor: isVrp ? Vendor.Huawei : Vendor.H3c, logHosts: [], trapHosts: [] },
    };
    for (const setting of SYSTEM_SETTINGS)
      if (setting.form === Form.Switch || setting.form === Form.Scalar) {
        const isOn = setting.form === Form.Scalar || setting.isOnInitially[dialect];
        setting.apply?.(NO_VALUES, { dialect, section: "", isOn, serverPort, secrets }, draft);
      }
    for (const { name, entries } of this.sections())
      for (const { setting, values, isOn } of entries) {
        const circumstances: Circumstances = { dialect, section: name, isOn, serverPort, secrets };
        setting.apply?.(values, circumstances, draft);
      }
    return draft;
  }

  private sections(): readonly Section[] {
    return [this.#system, ...this.#inner];
  }

  private section(name: string): Section {
    if (name === "") return this.#system;
    const found = this.#inner.find(section => section.name === name);
    if (found) return found;
    const section: Section = { name, entries: [] };
    this.#inner.push(section);
    this.#inner.sort((a, b) => (a.name < b.name ? -1 : 1));
    return section;
  }

  /** The entry that leads to the view of `section`: an access list's. */
  private opener(section: string): Entry | undefined {
    return this.#system.entries.find(({ setting, values }) => setting.opens?.(values) === section);
  }

  private completed(entry: Entry, entries: readonly Entry[]): Entry {
    const { setting, values } = entry;
    const others = entries.filter(other => other.setting === setting);
    return setting.complete ? { ...entry, values: setting.complete(values, others, this.dialect) } : entry;
  }
}

/** Whether one takes the place of the other. */
function isSameCommand(a: Entry, b: Entry): boolean {
  return a.setting === b.setting && a.setting.keys.every(({ name }) => a.values[name] === b.values[name]);
}

/** Takes out the entries that name `instance`; answers how many. */
function dropInstance(entries: Entry[], instance: Value): number {
  const before = entries.length;
  for (let i = entries.length - 1; i >= 0; i--) {
    const { setting, values } = entries[i];
    const params = [...setting.params, ...setting.options];
    if (params.some(({ name, kind }) => kind === INSTANCE && values[name] === instance)) entries.splice(i, 1);
  }
  return before - entries.length;
}

/** Says no more than what holds without it. */
function isInitial({ setting, values, isOn }: Entry, dialect: Dialect): boolean {
  switch (setting.form) {
    case Form.Switch:
      return isOn === setting.isOnInitially[dialect];
    case Form.Scalar:
      return Object.keys(values).length === 0;
    case Form.Single:
    case Form.Several:
      return false;
  }
}
