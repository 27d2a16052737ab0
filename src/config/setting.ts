/**
 * A configuration command: a row of syntax that knows where it belongs, what `undo` means for it, and
 * what it does to a node's settings.
 */
import { type FullSettings } from "../core/settings.js";
import { type ReportSettings } from "../report/settings.js";
import { type Context } from "./cursor.js";
import { both, type Dialect, type PerDialect } from "./dialect.js";
import { type Secrets } from "./secrets.js";
import { type Objection, type Param, type Preparation, spelled, type Syntax, type Values } from "./syntax.js";

/** Where a command is typed. */
export const enum View {
  System,
  Interface,
  /** Of an access list, of IPv4 addresses or of IPv6 ones. */
  Acl4,
  Acl6,
  /** Of the consoles over a network. */
  Vty,
  /** Of a VPN instance. */
  Instance,
}

/** How often a command may stand in one view, and what is without it. */
export const enum Form {
  /** On or off: `undo` is printed where off is not how it starts. */
  Switch,
  /** Always has a value; `undo` restores the initial one. */
  Scalar,
  /** There or not, once. */
  Single,
  /** There any number of times, told apart by the row's keys. */
  Several,
}

type Filling<Settings> = {
  -readonly [Key in keyof Settings]: Settings[Key] extends readonly (infer Item)[] ? Item[] : Settings[Key];
};

/** `ConfiguredSettings` while it is being filled. */
export type Draft = Filling<FullSettings> & { reports: Filling<ReportSettings> };

/** Where and when an entry is applied. */
export interface Circumstances {
  readonly dialect: Dialect;
  /** The section it stands in: an interface's name, an access list's; empty in the system view. */
  readonly section: string;
  /** Of a switch; true of any other. */
  readonly isOn: boolean;
  /** The UDP port of a server whose entry names none. */
  readonly serverPort: number;
  /** What opens the secrets of entries; undefined: nothing does. */
  readonly secrets: Secrets | undefined;
}

export interface Setting extends Syntax {
  readonly view: View;
  readonly form: Form;
  /** Of a switch. */
  readonly isOnInitially: PerDialect<boolean>;
  /** The parameter that nothing may show as it was typed. */
  readonly secret?: Param;
  /** Of `Several`: where among entries of its own row one stands; without, after all others. */
  rank?(values: Values): number;
  /**
   * What an entry says that leaves something to those that are in its section already, `others` of its own
   * row.
   */
  complete?(values: Values, others: readonly Entry[], dialect: Dialect): Values;
  /** Of a command that leads to a view of what it declares: the section of that. */
  opens?(values: Values): string;
  /**
   * Puts its part into `draft`. Switches and scalars of the system view are applied even where no
   * entry stands, so that what holds initially is said once, in the row.
   */
  apply?(values: Values, circumstances: Circumstances, draft: Draft): void;
}

/** One line of a configuration. */
export interface Entry {
  readonly setting: Setting;
  readonly values: Values;
  /** False only of a switch that is undone. */
  readonly isOn: boolean;
}

interface Row {
  readonly spellings: readonly string[];
  readonly opposites?: readonly string[];
  readonly givesWayTo?: string;
  readonly help: string;
  readonly view?: View;
  readonly form: Form;
  readonly isOnInitially?: PerDialect<boolean>;
  /** Of `Several`; the first parameter alone unless it says otherwise. */
  readonly keys?: readonly Param[];
  readonly params?: readonly Param[];
  readonly options?: readonly Param[];
  /** One of `params`. */
  readonly secret?: Param;
  rank?(values: Values): number;
  complete?(values: Values, others: readonly Entry[], dialect: Dialect): Values;
  opens?(values: Values): string;
  check?(values: Values, context: Context): Objection | undefined;
  settle?(values: Values, context: Context): Values;
  prepare?(values: Values, context: Context): Preparation | undefined;
  apply?(values: Values, circumstances: Circumstances, draft: Draft): void;
}

/** Completes a row: of the system view, without parameters and off unless it says otherwise. */
export function setting(row: Row): Setting {
  const { params = [] } = row;
  return Object.freeze({
    view: View.System,
    isOnInitially: both(false),
    isUndoable: true,
    ...row,
    spellings: Object.freeze([...row.spellings]),
    opposites: Object.freeze([...(row.opposites ?? [])]),
    keys: Object.freeze(row.form === Form.Several ? [...(row.keys ?? params.slice(0, 1))] : []),
    params: Object.freeze([...params]),
    options: Object.freeze([...(row.options ?? [])]),
  });
}

/** The line that reads back to `entry`, in the words of `dialect`. */
export function write(entry: Entry, dialect: Dialect): string {
  const { setting: row, values } = entry;
  const words = [spelled(row.spellings, dialect)];
  if (!entry.isOn) words.unshift("undo");
  for (const each of [...row.params, ...row.options]) {
    const value = values[each.name];
    if (value === undefined) continue;
    if (each.keywords.length > 0) words.push(spelled(each.keywords, dialect));
    const written = each.kind.write(value);
    if (written !== "") words.push(written);
  }
  return words.join(" ");
}
