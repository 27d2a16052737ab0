/** What the tour shows: what is typed, and the row that each step must lead to. */
import { type DialectName } from "../../../src/config/dialect.js";

export interface Step {
  /** Keys by their names, and texts as they are typed. */
  readonly keys: readonly string[];
  /** What the cursor's row is then, with the cursor or without. */
  readonly row: string;
  /** No row is ended by them. */
  readonly isOfKeys: boolean;
}

export interface Block {
  /** Keys and rows are told, not the screen. */
  readonly isOfKeys: boolean;
  /** At the Telnet client. */
  readonly isRemote: boolean;
  /** The client connects anew, and this row comes. */
  readonly connects?: string;
  readonly steps: readonly Step[];
}

/** A remark, or what happens. */
export type Part = string | Block;

export interface Chapter {
  readonly title: string;
  readonly dialect: DialectName;
  readonly parts: readonly Part[];
}

type Typed = readonly [row: string, ...keys: string[]];

/** What the nodes start with. */
export const CONFIGURATION = `sysname DeviceA
acl 2000
rule 5 permit source 192.0.2.0 0.0.0.255
rule 10 permit source 198.51.100.0 0.0.0.255
rule 15 deny
ntp-service enable
ntp-service access peer acl 2000
ntp-service dscp 46
ntp-service ipv6 dscp 46
ntp-service max-distance 2
ntp-service max-dynamic-sessions 20
ntp-service kod-enable
ntp-service slew-rate 200
ntp-service step-threshold 250
ntp-service panic-threshold 600
ip vpn-instance red
ip vpn-instance blue
`;

const MORE = "  ---- More ----";
const USER = "<DeviceA>";
const SYSTEM = "[DeviceA]";
const VTY_VIEW = "[DeviceA-line-vty0-4]";
const LINES = "line vty 0 4";

export const CHAPTERS: readonly Chapter[] = [
  {
    title: "Keys",
    dialect: "comware",
    parts: [
      "Tab goes on with a word as far as it is certain, and puts a blank behind one that is whole:",
      pressed(
        [`${USER}display ▏`, "dis", "Tab"],
        [`${USER}display ntp-service ▏`, "nt", "Tab"],
        [`${USER}display ntp-service status ▏`, "statu", "Tab"],
      ),
      "The cursor moves by characters and by words, to the start and to the end:",
      pressed(
        [`${USER}display ntp-service status▏`, "Left"],
        [`${USER}display ntp-service ▏status`, "Alt-B"],
        [`${USER}display ▏ntp-service status`, "Alt-B"],
        [`${USER}display ntp-service▏ status`, "Alt-F"],
        [`${USER}▏display ntp-service status`, "Ctrl-A"],
        [`${USER}display ntp-service status ▏`, "Ctrl-E"],
      ),
      "Ctrl-W erases the word before the cursor, Ctrl-K what is behind it, Ctrl-U what is before it:",
      pressed(
        [`${USER}display ntp-service ▏`, "Ctrl-W"],
        [`${USER}display ▏ntp-service`, "Alt-B"],
        [`${USER}display ▏`, "Ctrl-K"],
        [`${USER}▏`, "Ctrl-U"],
      ),
    ],
  },
  {
    title: "Help",
    dialect: "comware",
    parts: [
      "`?` lists what may follow, and the line goes on behind it; in the middle of a word, what the word may become:",
      shown([`${USER}display ntp-service`, "display ntp-service ?"], [`${USER}display ntp-service s`, "s?"]),
      "Also in mid-line, for what stands before the cursor; what is behind it is there again afterwards:",
      shown(
        [`${USER}▏display ntp-service s`, "Ctrl-A"],
        [`${USER}display ▏ntp-service s`, "Alt-F", "Right", "?"],
      ),
      "So does Tab where a beginning leaves a choice:",
      pressed([`${USER}display ntp-service s▏`, "Ctrl-E"]),
      shown([`${USER}display ntp-service s`, "Tab"]),
      "Numbers have their ranges:",
      shown(
        [`${USER}`, "Ctrl-U"],
        [SYSTEM, "system-view", "Enter"],
        [`${SYSTEM}ntp-service dscp`, "ntp-service dscp ?"],
        [SYSTEM, "Ctrl-U"],
      ),
    ],
  },
  {
    title: "Mistakes",
    dialect: "comware",
    parts: [
      "A caret stands under the word that is wrong, and what was expected there is told. Up brings the line again:",
      shown([SYSTEM, "ntp-service dscp 64", "Enter"]),
      pressed(
        [`${SYSTEM}ntp-service dscp 64▏`, "Up"],
        [`${SYSTEM}ntp-service dscp 6▏`, "Backspace"],
        [`${SYSTEM}ntp-service dscp 63▏`, "3"],
      ),
      shown(
        [SYSTEM, "Enter"],
        [SYSTEM, "ntp-service foo", "Enter"],
        [SYSTEM, "ntp-service ma 3", "Enter"],
        [SYSTEM, "ntp-service unicast-server", "Enter"],
      ),
      "A command of routers that has nothing to do with keeping time says so, and so does one that is unknown:",
      shown([SYSTEM, "stp enable", "Enter"], [SYSTEM, "make coffee", "Enter"]),
    ],
  },
  {
    title: "History",
    dialect: "comware",
    parts: [
      "Up and Down go through the last twenty lines. A secret is left out of them, and what was being typed comes back:",
      shown([SYSTEM, "ntp authentication-keyid 7 authentication-mode sha1 simple Topsecret1", "Enter"]),
      pressed(
        [`${SYSTEM}undo nt▏`, "undo nt"],
        [`${SYSTEM}ntp authentication-keyid 7 authentication-mode sha1 simple ▏`, "Up"],
        [`${SYSTEM}make coffee▏`, "Up"],
        [`${SYSTEM}stp enable▏`, "Up"],
        [`${SYSTEM}undo nt▏`, "Down", "Down", "Down"],
      ),
      "Ctrl-C gives the line up, Ctrl-Z goes to the user view:",
      shown([SYSTEM, "Ctrl-C"], [USER, "Ctrl-Z"]),
    ],
  },
  {
    title: "Pages and filters",
    dialect: "comware",
    parts: [
      "What is longer than the terminal waits: Space shows a page more, Enter a line, `q` or Ctrl-C no more of it:",
      shown(
        [USER, "screen-length 8", "Enter"],
        [MORE, "display current-configuration", "Enter"],
        [MORE, "Enter"],
        [MORE, "Space"],
        [USER, "q"],
      ),
      "Behind a bar the lines are chosen by a regular expression:",
      shown(
        [USER, "display current-configuration | include dscp", "Enter"],
        [USER, "display current-configuration | begin threshold", "Enter"],
        [USER, "display acl 2000 | exclude rule [0-9]* permit", "Enter"],
        [USER, "undo screen-length", "Enter"],
      ),
    ],
  },
  {
    title: "Telnet, its login and its end",
    dialect: "comware",
    parts: [
      "Nobody gets in before there is a password; it is kept as a hash:",
      shown(
        [SYSTEM, "system-view", "Enter"],
        [SYSTEM, "telnet server enable", "Enter"],
        [VTY_VIEW, LINES, "Enter"],
        [VTY_VIEW, "set authentication password simple Secret-1", "Enter"],
        [VTY_VIEW, "idle-timeout 0 5", "Enter"],
        [VTY_VIEW, "display this", "Enter"],
      ),
      "At another computer, `telnet DeviceA 2323`. The password is not echoed; who types nothing for the five seconds\nis sent away:",
      connected(
        "Password:",
        [USER, "Secret-1", "Enter"],
        [USER, "display version", "Enter"],
        ["Connection closed by foreign host.", "dis"],
      ),
      "Three wrong passwords end the connection:",
      connected(
        "Password:",
        ["Password:", "guess", "Enter"],
        ["Password:", "Guess", "Enter"],
        ["Connection closed by foreign host.", "GUESS", "Enter"],
      ),
      "From the fifth on the address waits, and is told how long; each further one doubles that, up to ten minutes. The\ndevice's own console never waits:",
      connected(
        "Password:",
        ["Password:", "secret", "Enter"],
        ["Connection closed by foreign host.", "Secret", "Enter"],
      ),
      connected("Connection closed by foreign host."),
    ],
  },
  {
    title: "Huawei's console: commit",
    dialect: "vrp",
    parts: [
      "Changes gather (`*` in the prompt) until `commit` makes all of them take effect, or none. What is wrong with them\ntogether is told, and all of it stays as it was typed:",
      shown(
        ["[~DeviceA]", "system-view", "Enter"],
        ["[*DeviceA]", "undo crypto weak-algorithm disable", "Enter"],
        ["[*DeviceA]", "ntp authentication-keyid 7 authentication-mode md5 simple Topsecret1", "Enter"],
        ["[*DeviceA]", "crypto weak-algorithm disable", "Enter"],
        ["[*DeviceA]", "commit", "Enter"],
      ),
      "Put right:",
      shown(
        ["[*DeviceA]", "undo crypto weak-algorithm disable", "Enter"],
        ["[*DeviceA]", "display configuration candidate | include md5|crypto", "Enter"],
        ["[~DeviceA]", "commit label keys", "Enter"],
      ),
      "Who leaves with changes is asked:",
      shown(
        ["[*DeviceA]", "sysname DeviceB", "Enter"],
        ["[Y(yes)/N(no)/C(cancel)]:", "quit", "Enter"],
        ["<DeviceA>", "n", "Enter"],
      ),
    ],
  },
];

function pressed(...steps: readonly Typed[]): Block {
  return {
    isOfKeys: true,
    isRemote: false,
    steps: steps.map(([row, ...keys]) => ({ keys, row, isOfKeys: true })),
  };
}

function shown(...steps: readonly Typed[]): Block {
  return { isOfKeys: false, isRemote: false, steps: steps.map(stepOf) };
}

function connected(connects: string, ...steps: readonly Typed[]): Block {
  return { isOfKeys: false, isRemote: true, connects, steps: steps.map(stepOf) };
}

/** A text that ends in "?" has that for a key of its own. */
function stepOf([row, ...keys]: Typed): Step {
  return {
    keys: keys.flatMap(key => (key.length > 1 && key.endsWith("?") ? [key.slice(0, -1), "?"] : [key])),
    row,
    isOfKeys: keys.every(key => /^(?:Ctrl-[AEKUW]|Alt-.)$/.test(key)),
  };
}
