/**
 * Whom a node follows, or followed last: kept apart from the association, which may be another's by the time
 * it is told of.
 */
import { type Association } from "../core/association.js";
import { Happening } from "../core/happening.js";
import { Endpoint } from "../wire/address.js";
import { type Named } from "./source-name.js";

export class Followed implements Named {
  readonly address = new Endpoint();
  /** Undefined: nobody since the node was last without a time. */
  settings: Named["settings"] = undefined;

  /** Takes in what happened, once it has been told of. Allocates nothing. */
  take(happening: Happening, association: Association | undefined): void {
    switch (happening) {
      case Happening.Synchronized:
      case Happening.SystemPeerChanged:
        this.address.copy(association!.address);
        this.settings = association!.settings;
        return;
      case Happening.Unsynchronized:
        this.settings = undefined;
        return;
      default:
        return;
    }
  }
}
