/** Kinds of value that say which interfaces a display or a reset means. */
import { INTERFACE } from "./address-kinds.js";
import { type Context, type Cursor } from "./cursor.js";
import { type Kind, matching } from "./kinds.js";

/** What stands for all interfaces; no interface is called that. */
export const EVERY_INTERFACE = "all";

/** An interface by its name, or `all`. */
class WhichInterface implements Kind<string> {
  hint(context: Context): string {
    return INTERFACE.hint(context);
  }

  read(cursor: Cursor): string | undefined {
    return matching([EVERY_INTERFACE], cursor.word).length > 0
      ? cursor.take(EVERY_INTERFACE)
      : INTERFACE.read(cursor);
  }

  write(value: string): string {
    return value;
  }

  offers(context: Context): readonly string[] {
    return [EVERY_INTERFACE, ...INTERFACE.offers(context)];
  }
}

export const WHICH_INTERFACE: Kind<string> = Object.freeze(new WhichInterface());
