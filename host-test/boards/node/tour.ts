/** A tour of the console: its chapters, played on real terminals and written down as a document. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.js";
import { CHAPTERS, CONFIGURATION, type Part, type Step } from "./tour-chapters.js";
import { openOwn, openTelnet, type TourTerminal } from "./tour-terminal.js";

const HEAD = `# At the console

Made by \`npm run tour\`, which types all of this to a node in a pseudo-terminal of 24 rows and 80 columns; a test
compares the two. Where keys alone are told, the line is shown as it is then, \`▏\` where the cursor stands.
`;

/** A step takes no longer, however busy the machine is. */
const PATIENCE_MS = 20_000;

/** What keys send, by the names that the document calls them by. */
const KEYS: Readonly<Record<string, string>> = {
  Enter: "\r",
  Tab: "\t",
  Space: " ",
  Backspace: "\x7f",
  Left: "\x1b[D",
  Right: "\x1b[C",
  Up: "\x1b[A",
  Down: "\x1b[B",
  "Alt-B": "\x1bb",
  "Alt-F": "\x1bf",
};

/** Shown instead of the port that was free. */
const TELNET_PORT = 2323;

/** What is another at each time. */
const CHANGING: readonly (readonly [RegExp, string])[] = [
  [/(\$xsp1\$\d+\$)[0-9a-f]{32}\$[0-9a-f]{64}/g, "$1…"],
  [/(\$xs1\$)[0-9a-f]+\$[0-9a-f]+/g, "$1…"],
  [/try again in \d+ seconds/g, "try again in 10 seconds"],
];

/** The document. Throws where a terminal does not show what a step says it will. */
export async function tour(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "xs-ntp-"));
  try {
    const texts: string[] = [HEAD];
    for (const dialect of ["comware", "vrp"] as const)
      texts.push(...(await playedIn(dialect, folder, await freePort(), await freePort())));
    return texts.join("\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function playedIn(
  dialect: "comware" | "vrp",
  folder: string,
  udp: number,
  telnet: number,
): Promise<string[]> {
  const config = join(folder, `${dialect}.cfg`);
  writeFileSync(config, `${CONFIGURATION}telnet server port ${telnet}\n`);
  const words = ["--dialect", dialect, "--config", config, "--port", String(udp)];
  const own = new Played(openOwn([...words, "--state", join(folder, dialect)]), telnet);
  let remote: Played | undefined;
  const texts: string[] = [];
  try {
    await own.shows("<DeviceA>", 0);
    for (const chapter of CHAPTERS.filter(each => each.dialect === dialect)) {
      texts.push(`## ${chapter.title}\n`);
      for (const part of chapter.parts) {
        if (typeof part !== "string" && part.connects !== undefined) {
          remote?.close();
          remote = new Played(openTelnet(telnet), telnet);
          await remote.shows(part.connects, 0);
        }
        texts.push(await told(part, typeof part !== "string" && part.isRemote ? remote! : own));
      }
    }
    return texts;
  } finally {
    remote?.close();
    own.close();
  }
}

async function told(part: Part, played: Played): Promise<string> {
  if (typeof part === "string") return `${part}\n`;
  const lines = part.isOfKeys ? await keyLines(part.steps, played) : await screenLines(part, played);
  return `\`\`\`\n${lines.join("\n")}\n\`\`\`\n`;
}

/** A line for each step: the keys, and the row then. */
async function keyLines(steps: readonly Step[], played: Played): Promise<string[]> {
  const names = steps.map(({ keys }) => keys.join(" "));
  const width = Math.max(...names.map(name => name.length)) + 3;
  const lines: string[] = [];
  for (const [i, step] of steps.entries()) {
    await played.plays(step);
    lines.push(names[i].padEnd(width) + played.rowWithCursor);
  }
  return lines;
}

/** All that came upon the screen, a row that was written over included. */
async function screenLines({ steps, connects }: Exclude<Part, string>, played: Played): Promise<string[]> {
  const first = connects === undefined ? played.rows.length - 1 : 0;
  let from = first;
  const lines: string[] = [];
  for (const step of [undefined, ...steps]) {
    if (step) await played.plays(step);
    const rows = played.rows.slice(from);
    const last = lines.at(-1);
    if (last !== undefined && rows[0].startsWith(last)) lines.pop();
    lines.push(...rows);
    from = played.rows.length - 1;
  }
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

/** A terminal at which steps are played. */
class Played {
  readonly #terminal: TourTerminal;
  readonly #telnet: number;
  #heard = (): void => {};

  constructor(terminal: TourTerminal, telnet: number) {
    this.#terminal = terminal;
    this.#telnet = telnet;
    terminal.watch(() => this.#heard());
  }

  /** The rows so far, what changes from time to time replaced. */
  get rows(): string[] {
    return this.#terminal.screen.rows.map(row => this.#steady(row));
  }

  get rowWithCursor(): string {
    return this.#steady(this.#terminal.screen.rowWithCursor);
  }

  async plays({ keys, row, isOfKeys }: Step): Promise<void> {
    const { screen } = this.#terminal;
    const ended = keys.filter(key => key === "Enter" || key === "?").length;
    const isSame = row === this.#steady(screen.row);
    const least = screen.rows.length + (isOfKeys ? 0 : isSame ? Math.max(1, ended) : ended);
    this.#terminal.type(keys.map(sent).join(""));
    await this.shows(row, least);
  }

  /** Waits for `row` to be what is shown last, after `least` rows. */
  async shows(row: string, least: number): Promise<void> {
    const { screen } = this.#terminal;
    const isShown = (): boolean =>
      screen.rows.length >= least && [screen.row, screen.rowWithCursor].map(this.#steady).includes(row);
    await new Promise<void>((shown, failed) => {
      const seen = (): string => screen.rows.slice(-10).join("\n");
      const timer = setTimeout(
        () => failed(new Error(`no ${JSON.stringify(row)} but:\n${seen()}`)),
        PATIENCE_MS,
      );
      this.#heard = () => {
        if (!isShown()) return;
        clearTimeout(timer);
        shown();
      };
      this.#heard();
    });
  }

  close(): void {
    this.#terminal.close();
  }

  readonly #steady = (row: string): string =>
    CHANGING.reduce(
      (text, [what, instead]) => text.replace(what, instead),
      row.replaceAll(String(this.#telnet), String(TELNET_PORT)).trimEnd(),
    );
}

function sent(key: string): string {
  const control = /^Ctrl-([A-Z])$/.exec(key);
  return control ? String.fromCharCode(control[1].charCodeAt(0) & 31) : (KEYS[key] ?? key);
}
