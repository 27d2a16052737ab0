/** A terminal whose text a test reads. */
import { type Dialect } from "../../src/config/dialect.js";
import { Session } from "../../src/console/session.js";
import { FakeNode, hostOf } from "./fake-node.js";

export class Screen {
  readonly session: Session;
  #text = "";

  constructor(
    readonly node: FakeNode,
    name = "con0",
  ) {
    const write = (text: string): void => void (this.#text += text);
    this.session = new Session(hostOf(node), { isInteractive: true, write }, { name, from: "" });
  }

  /** What is on the screen after `lines` were typed, the prompts before them included. */
  type(...lines: string[]): string[] {
    for (const line of lines) {
      this.#text += `${this.session.prompt}${line}\n`;
      this.session.execute(line);
    }
    const shown = this.#text.split("\n").slice(0, -1);
    this.#text = "";
    return shown;
  }
}

/** Lines that are typed stand behind a prompt; all others are what a console says. */
const TYPED = /^(?:<[^>]*>|\[Y[^\]]*\]:|\[[^\]]*\])/;

/** A line of a script that lets time pass. */
const PASS = /^\.\.\. (\d+) s$/;

/** Begins the lines of a second console in a script, which share the node. */
const OTHER = "| ";

/**
 * Types what stands behind the prompts of `script`, and answers all that is then on the screens, as a script. A
 * line "... 60 s" lets time pass; what stands behind "| " is another console, "vty0".
 */
export function played(dialect: Dialect, script: string, node = new FakeNode(dialect)): string[] {
  const [one, other] = [new Screen(node), new Screen(node, "vty0")];
  return script.split("\n").flatMap(line => {
    const passed = PASS.exec(line);
    if (passed) node.timers.pass(Number(passed[1]));
    if (passed) node.status.counterSec += Number(passed[1]);
    if (passed) return [line];
    const isOther = line.startsWith(OTHER);
    const text = isOther ? line.slice(OTHER.length) : line;
    if (!TYPED.test(text)) return [];
    const shown = (isOther ? other : one).type(text.replace(TYPED, ""));
    return isOther ? shown.map(each => OTHER + each) : shown;
  });
}
