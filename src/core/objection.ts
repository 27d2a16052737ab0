/**
 * What the discipline holds against who is followed, told to the operator once each time it begins. Allocates
 * nothing.
 */
import { type Association } from "./association.js";
import { Happening } from "./happening.js";
import { type Sink } from "./sink.js";

export class Objection {
  private readonly sink: Sink;
  /** Whose offset was last beyond the panic threshold, as long as it is. */
  private refused: Association | undefined = undefined;
  private isResisting = false;

  constructor(sink: Sink) {
    this.sink = sink;
  }

  /** Whether what `peer` says is beyond the step threshold, and waits for whether it lasts. */
  resisting(peer: Association, isResisting: boolean): void {
    if (isResisting && !this.isResisting) this.sink.report(Happening.Resisted, peer, peer.filter.offset);
    this.isResisting = isResisting;
  }

  /** What `peer` says is beyond the panic threshold. */
  refuse(peer: Association): void {
    if (this.refused !== peer) this.sink.report(Happening.Refused, peer, peer.filter.offset);
    this.refused = peer;
  }

  /** The clock was corrected: there is none. */
  end(): void {
    this.refused = undefined;
    this.isResisting = false;
  }

  /** `association` is about to leave the pool. */
  left(association: Association): void {
    if (this.refused === association) this.refused = undefined;
  }
}
