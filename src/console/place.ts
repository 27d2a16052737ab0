/** Where a console is: in which view, and how far into views of routers that this device does not have. */
import { type Dialect } from "../config/dialect.js";
import { type ForeignView, foreignView, headsOf, LOST_VIEW } from "../config/foreign-views.js";
import { promptOf, viewOf } from "../config/sections.js";
import { consoleViewOf } from "./grammars.js";
import { ConsoleView } from "./operator.js";

export class Place {
  /** As in `src/config/sections.ts`; empty in the user and the system view. */
  section = "";
  #isUser = true;
  /** Each within the one before. */
  #foreign: ForeignView[] = [];

  get view(): ConsoleView {
    if (this.#isUser) return ConsoleView.User;
    return this.isForeign ? ConsoleView.Foreign : consoleViewOf(viewOf(this.section));
  }

  get isForeign(): boolean {
    return this.#foreign.length > 0;
  }

  /** The view of a line that was wrong. */
  get isLost(): boolean {
    return this.#foreign.at(-1) === LOST_VIEW;
  }

  /** A view of a configuration that is not the system's. */
  get isInner(): boolean {
    return this.section !== "" || this.isForeign;
  }

  /** What a line in here stands inside: as `foreignView` takes it. */
  get heads(): readonly string[] {
    return [...this.#foreign.map(({ head }) => head).reverse(), ...headsOf(this.section)];
  }

  /** What the prompt says behind the name of the device. */
  promptText(dialect: Dialect): string {
    const own = this.section === "" ? [] : [promptOf(this.section, dialect)];
    return [...own, ...this.#foreign.map(({ prompt }) => prompt)].map(each => `-${each}`).join("");
  }

  enter(section: string): void {
    this.#isUser = false;
    this.section = section;
    this.#foreign = [];
  }

  enterUser(): void {
    this.enter("");
    this.#isUser = true;
  }

  /** Goes where a router would by `words`, which were refused; most lead nowhere. */
  stray(words: readonly string[]): void {
    if (this.#isUser) return;
    const view = foreignView(words, this.heads);
    if (!view) return;
    if (view.inside === "") this.enter("");
    while (this.heads[0] !== view.inside) this.leave();
    this.#foreign.push(view);
  }

  /** Takes what follows for what belongs to a line that was wrong. */
  lose(): void {
    this.enter("");
    this.#foreign.push(LOST_VIEW);
  }

  /** One view up, from any but the user and the system view. */
  leave(): void {
    if (this.isForeign) this.#foreign.pop();
    else this.enter("");
  }
}
