/**
 * Consoles over a network: who gets one, how, and for how long. There are five lines, which share what is set
 * here; without a password nobody gets in.
 */
import { ACL_NUMBER } from "./acl-kinds.js";
import { type Configuration } from "./configuration.js";
import { type Context } from "./cursor.js";
import { both, Dialect } from "./dialect.js";
import { choice, explainedChoice, FLAG, integer, type Value } from "./kinds.js";
import { SECRET_WORD } from "./key-kinds.js";
import { doubtText, Fitness, PASSWORD_TEXT, type PasswordMaking, type Passwords } from "./passwords.js";
import { secretOctets } from "./secret-text.js";
import { type Secrets } from "./secrets.js";
import { VTY } from "./sections.js";
import { Form, setting, type Setting, View } from "./setting.js";
import {
  type Objection,
  optional,
  param,
  type Preparation,
  required,
  valueOf,
  type Values,
} from "./syntax.js";

/** Sessions over a network at once. */
export const VTY_LINES = 5;

const TELNET_PORT = 23;

const TELNET = setting({
  spellings: ["telnet server enable"],
  help: "Let consoles be reached over the network",
  form: Form.Switch,
});

const TCP_PORT = param("port", integer(1, 65_535), "TCP port of Telnet", both(TELNET_PORT));

const PORT = setting({
  spellings: ["telnet server port"],
  help: "TCP port that Telnet is served on",
  form: Form.Scalar,
  params: [TCP_PORT],
});

/** Routers have up to 64, of which five come first. */
const LAST_LINE = param("last", integer(VTY_LINES - 1, 63), "Last line; all there are: 0 to 4");

const LINES = setting({
  spellings: ["line vty 0", "user-interface vty 0"],
  help: "Enter the view of the consoles over the network",
  form: Form.Single,
  params: [LAST_LINE],
  settle: () => ({ [LAST_LINE.name]: VTY_LINES - 1 }),
  opens: () => VTY,
});

const MODE = param(
  "mode",
  choice("password", "none"),
  "What is asked before a session: a password, or nothing",
  both("password"),
);

const AUTHENTICATION_MODE = setting({
  spellings: ["authentication-mode"],
  help: "How one gets a session",
  view: View.Vty,
  form: Form.Scalar,
  params: [MODE],
});

const FORM = param(
  "form",
  explainedChoice(
    ["simple", "The password itself"],
    ["cipher", "The password as this device prints it; of Huawei's, also itself"],
    ["hash", "The password as this device prints it"],
  ),
  "How the password is given",
);
const PASSWORD_PARAM = param("password", SECRET_WORD, "The password");

export const PASSWORD = setting({
  spellings: ["set authentication password"],
  help: "Password of the consoles over the network",
  view: View.Vty,
  form: Form.Single,
  params: [FORM, PASSWORD_PARAM],
  secret: PASSWORD_PARAM,
  check: checkPassword,
  settle: keptPassword,
  prepare: makePassword,
});

const MINUTES = param("minutes", integer(0, 35_791), "Minutes; 0 and no seconds for never", both(10));
const SECONDS = optional("seconds", integer(0, 59), "Seconds beside them", both(0));

const IDLE = setting({
  spellings: ["idle-timeout"],
  help: "After how long without a key a session ends",
  view: View.Vty,
  form: Form.Scalar,
  params: [MINUTES, SECONDS],
});

const ROWS = param("rows", integer(0, 512), "Rows of a page; 0 for no pages");

const SCREEN_LENGTH = setting({
  spellings: ["screen-length"],
  help: "Rows of a page, where the terminal's own are not wanted",
  view: View.Vty,
  form: Form.Single,
  params: [ROWS],
});

const LIST = param("list", ACL_NUMBER, "Access list of those who may connect");
const INBOUND = required("inbound", FLAG, "Of those who connect to this device");

const ACL_4 = listSetting("acl", "Access list of those who may connect");
const ACL_6 = listSetting("acl ipv6", "Access list of IPv6 addresses that may connect");

/** Who may connect. */
export const LOGIN_LISTS: readonly Setting[] = Object.freeze([ACL_4, ACL_6]);

export const VTY_SETTINGS: readonly Setting[] = Object.freeze([
  TELNET,
  PORT,
  LINES,
  AUTHENTICATION_MODE,
  PASSWORD,
  IDLE,
  SCREEN_LENGTH,
  ...LOGIN_LISTS,
]);

/** What a configuration says of consoles over the network. */
export interface Vty {
  readonly isServed: boolean;
  readonly port: number;
  readonly asksPassword: boolean;
  /** As `Passwords.make` makes it; empty: none is set, and nobody gets in who would be asked for one. */
  readonly password: string;
  /** 0: never. */
  readonly idleSec: number;
  /** Rows; 0: no pages; undefined: the terminal's. */
  readonly screenLength: number | undefined;
  /** Numbers of access lists; undefined: everyone may connect. */
  readonly acl4: number | undefined;
  readonly acl6: number | undefined;
}

/** What `configuration` says of them. */
export function vtyOf(configuration: Configuration): Vty {
  const { dialect } = configuration;
  const values = (of: Setting): Values => configuration.valuesIn(of, VTY);
  const minutes = valueOf(values(IDLE), MINUTES, dialect)!;
  const seconds = valueOf(values(IDLE), SECONDS, dialect)!;
  return {
    isServed: configuration.isOn(TELNET),
    port: valueOf(configuration.valuesOf(PORT), TCP_PORT, dialect)!,
    asksPassword: valueOf(values(AUTHENTICATION_MODE), MODE, dialect) === "password",
    password: passwordOf(configuration),
    idleSec: minutes * 60 + seconds,
    screenLength: valueOf(values(SCREEN_LENGTH), ROWS, dialect),
    acl4: valueOf(values(ACL_4), LIST, dialect),
    acl6: valueOf(values(ACL_6), LIST, dialect),
  };
}

function listSetting(word: string, help: string): Setting {
  return setting({
    spellings: [word],
    help,
    view: View.Vty,
    form: Form.Single,
    params: [LIST],
    options: [INBOUND],
  });
}

/** The text of the password that is set; empty: none is. */
export function passwordOf(configuration: Configuration): string {
  return valueOf(configuration.valuesIn(PASSWORD, VTY), PASSWORD_PARAM, configuration.dialect) ?? "";
}

/** What is not as it should be with the password that is set; empty: nothing. */
export function passwordDoubt(configuration: Configuration, secrets: Secrets | undefined): string {
  const text = passwordOf(configuration);
  const fitness = secrets && text !== "" ? secrets.passwords.fitnessOf(text) : Fitness.Fit;
  return fitness === Fitness.Broken ? "" : doubtText(fitness);
}

function checkPassword(values: Values, context: Context): Objection | undefined {
  const given = passwordGiven(values, context);
  return "why" in given ? { param: PASSWORD_PARAM, why: given.why } : undefined;
}

/** What is undone may lack its password, and keeps none. */
function keptPassword(values: Values, context: Context): Values {
  if (values[PASSWORD_PARAM.name] === undefined || values[FORM.name] === undefined) return {};
  const given = passwordGiven(values, context);
  return "text" in given ? valuesOf(given.text) : {};
}

/** A password itself is hashed, which takes its time: once, when the command is carried out. */
function makePassword(values: Values, context: Context): Preparation | undefined {
  const given = passwordGiven(values, context);
  if (!("octets" in given)) return undefined;
  let making: PasswordMaking | undefined = undefined;
  return {
    advance(): Values | undefined {
      making ??= given.passwords.make(given.octets, context.password);
      const text = making.advance();
      return text === undefined ? undefined : valuesOf(text);
    },
  };
}

function valuesOf(text: string): Values {
  return { [FORM.name]: "hash", [PASSWORD_PARAM.name]: text };
}

type Given =
  | { readonly text: string }
  | { readonly octets: Uint8Array; readonly passwords: Passwords }
  | { readonly why: string };

function passwordGiven(values: Values, { dialect, secrets, keepsLocked }: Context): Given {
  const form: Value = values[FORM.name];
  const text = values[PASSWORD_PARAM.name] as string;
  if (!secrets) return { why: "this device cannot keep passwords" };
  const { passwords } = secrets;
  if (form !== "simple" && text.startsWith(PASSWORD_TEXT)) {
    const fitness = passwords.fitnessOf(text);
    if (fitness === Fitness.Broken) return { why: "this is not whole" };
    if (fitness === Fitness.Fit || keepsLocked) return { text };
    return { why: `this password is ${doubtText(fitness)}: give it itself, after simple` };
  }
  if (form === "hash" || (form === "cipher" && dialect === Dialect.Comware))
    return { why: "this is no password as this device prints it; a password itself goes after simple" };
  const octets = secretOctets(text);
  return typeof octets === "string" ? { why: octets } : { octets, passwords };
}
