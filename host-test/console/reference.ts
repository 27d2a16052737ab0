/** The command reference in Markdown, made of the rows that the console reads by. */
import { ACCESS_SETTINGS } from "../../src/config/access-settings.js";
import { ACL_SETTINGS } from "../../src/config/acl-settings.js";
import { ALL_SETTINGS } from "../../src/config/all-settings.js";
import { ASSOCIATION_SETTINGS } from "../../src/config/association-settings.js";
import { Dialect } from "../../src/config/dialect.js";
import { DISCIPLINE_SETTINGS } from "../../src/config/discipline-settings.js";
import { HEARING_SETTINGS } from "../../src/config/hearing-settings.js";
import { INSTANCE_SETTINGS } from "../../src/config/instance-settings.js";
import { KEY_SETTINGS } from "../../src/config/key-settings.js";
import { LEAP_SETTINGS } from "../../src/config/leap-settings.js";
import { LOG_SETTINGS } from "../../src/config/log-settings.js";
import { NTP_SETTINGS } from "../../src/config/ntp-settings.js";
import { SENDER_SETTINGS } from "../../src/config/sender-settings.js";
import { SERVER_SETTINGS } from "../../src/config/server-settings.js";
import { Form, type Setting, View } from "../../src/config/setting.js";
import { type Param, spelled, type Syntax } from "../../src/config/syntax.js";
import { DEVICE_SETTINGS } from "../../src/config/system-settings.js";
import { COMMANDS } from "../../src/console/grammars.js";
import { type ConsoleCommand, ConsoleView } from "../../src/console/operator.js";
import { contextOf } from "../config/context.js";

const TOPICS: readonly (readonly [title: string, rows: readonly Setting[]])[] = [
  ["The device", DEVICE_SETTINGS],
  ["VPN instances", INSTANCE_SETTINGS],
  ["The NTP service", NTP_SETTINGS],
  ["Servers and peers", SERVER_SETTINGS],
  ["Broadcast, multicast and manycast: what is sent", SENDER_SETTINGS],
  ["Broadcast, multicast and manycast: what is heard", HEARING_SETTINGS],
  ["Associations", ASSOCIATION_SETTINGS],
  ["Access lists", ACL_SETTINGS],
  ["Access rights", ACCESS_SETTINGS],
  ["Keys", KEY_SETTINGS],
  ["The clock", DISCIPLINE_SETTINGS],
  ["Leap seconds", LEAP_SETTINGS],
  ["Logs", LOG_SETTINGS],
];

const PREFACE = `# Command reference

Made by \`npm run reference\` of the rows that the console reads by; a test compares the two. Every spelling works in both
dialects, and so do beginnings of words that leave no doubt. Where H3C's console (\`comware\`) and Huawei's (\`vrp\`)
differ, the first is H3C's. Options stand in any order.
`;

const VIEW_NAMES: Readonly<Record<View, string>> = {
  [View.System]: "system view",
  [View.Interface]: "interface view",
  [View.Acl4]: "view of an access list of IPv4 addresses",
  [View.Acl6]: "view of an access list of IPv6 addresses",
  [View.Vty]: "view of the remote terminals",
  [View.Instance]: "view of a VPN instance",
};

/** The whole of docs/commands.md. */
export function reference(): string {
  const listed = TOPICS.flatMap(([, rows]) => rows);
  const others = ALL_SETTINGS.filter(row => !listed.includes(row));
  const topics: typeof TOPICS = others.length > 0 ? [...TOPICS, ["More", others]] : TOPICS;
  return [
    PREFACE,
    "## Configuration commands\n",
    ...topics.flatMap(([title, rows]) => [`### ${title}\n`, ...rows.map(settingText)]),
    "## Other commands\n",
    ...["display", "reset", ""].flatMap(word => {
      const rows = COMMANDS.filter(command => topicOf(command) === word);
      return [
        `### ${word === "" ? "Views, commits and the terminal" : `\`${word}\``}\n`,
        ...rows.map(commandText),
      ];
    }),
  ].join("\n");
}

function topicOf({ spellings }: ConsoleCommand): string {
  const word = spellings[0].split(" ")[0];
  return word === "display" || word === "reset" ? word : "";
}

function settingText(row: Setting): string {
  return block(row, [`In the ${VIEW_NAMES[row.view]}. ${undoText(row)}`]);
}

function undoText({ form, isOnInitially: [comware, vrp], keys }: Setting): string {
  switch (form) {
    case Form.Switch: {
      const state = (isOn: boolean): string => (isOn ? "on" : "off");
      const initially =
        comware === vrp ? state(comware) : `${state(comware)} in comware, ${state(vrp)} in vrp`;
      return `Initially ${initially}; \`undo\` turns it off.`;
    }
    case Form.Scalar:
      return "`undo` restores the default.";
    case Form.Single:
      return "Initially not there; `undo` takes it away.";
    case Form.Several: {
      const names = keys.map(wordOf).join(", ");
      return names === ""
        ? "May stand several times; `undo` takes one away."
        : `May stand several times, told apart by ${names}; \`undo\` with ${keys.length > 1 ? "these" : "that"} takes one away.`;
    }
  }
}

function commandText(row: ConsoleCommand): string {
  const { views } = row;
  if (views.includes(ConsoleView.User))
    return block(row, [views.length > 1 ? "In every view." : "In the user view."]);
  return block(row, ["In configuration views."]);
}

/** Heading, other spellings, help, parameters. */
function block(row: Syntax, facts: readonly string[]): string {
  const usual = spelled(row.spellings, Dialect.Comware);
  const vrp = spelled(row.spellings, Dialect.Vrp);
  const others = row.spellings.slice(1).filter(spelling => spelling !== vrp && spelling !== usual);
  const lines = [`#### \`${[usual, ...row.params.map(paramText)].join(" ")}\`\n`];
  if (vrp !== usual) lines.push(`In vrp: \`${vrp}\`.`);
  if (others.length > 0) lines.push(`Also: ${others.map(spelling => `\`${spelling}\``).join(", ")}.`);
  lines.push([`${row.help}.`, ...facts].join(" "), "");
  const params = [...row.params, ...row.options];
  if (params.length > 0)
    lines.push("| parameter | values | default | |", "| --- | --- | --- | --- |", ...params.map(rowOf), "");
  return lines.join("\n");
}

function paramText(param: Param): string {
  const { name, keywords, isOptional } = param;
  const text = keywords.length > 0 ? keywords[0] : name.toUpperCase();
  return isOptional[Dialect.Comware] && isOptional[Dialect.Vrp] ? `[${text}]` : text;
}

function rowOf(param: Param): string {
  const { help } = param;
  const word = wordOf(param);
  const cells = [
    word,
    perDialect(dialect => hintOf(param, dialect)),
    perDialect(dialect => initialOf(param, dialect)),
  ];
  return `| ${[...cells, help].map(cell => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function wordOf({ keywords, name }: Param): string {
  return keywords.length > 0 ? keywords.map(each => `\`${each}\``).join(" = ") : name.toUpperCase();
}

function perDialect(of: (dialect: Dialect) => string): string {
  const [comware, vrp] = [of(Dialect.Comware), of(Dialect.Vrp)];
  return comware === vrp ? comware : `${comware || "none"}; vrp: ${vrp || "none"}`;
}

function hintOf({ kind }: Param, dialect: Dialect): string {
  const hint = kind.hint({ ...contextOf(dialect), interfaces: [], instances: [] });
  return hint === "" ? "" : `\`${hint}\``;
}

function initialOf({ initial, kind }: Param, dialect: Dialect): string {
  const value = initial?.[dialect];
  return value === undefined ? "" : `\`${kind.write(value)}\``;
}
