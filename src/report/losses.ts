/** The last losses of synchronization: of whom, why and when, as Huawei's `event clock-unsync` keeps them. */
import { type Association } from "../core/association.js";
import { type Loss } from "../core/loss.js";
import { AssociationKind, type AssociationSettings } from "../core/settings.js";
import { never } from "../time/never.js";
import { Timestamp } from "../time/moment.js";
import { Endpoint } from "../wire/address.js";
import { comwareSource, type Named, vrpSource } from "./source-name.js";

const CAPACITY = 10;

/** One loss. */
export interface LostSource {
  /** "192.0.2.1", "192.0.2.1(vpn1)" */
  readonly source: string;
  /** "client, configured" */
  readonly sessionType: string;
  readonly loss: Loss;
  /** What the clock showed. */
  readonly time: Timestamp;
}

export class Losses {
  readonly #losses: LostSource[] = [];
  /** Whose association may be another's by the time it is lost. */
  readonly #followed = { address: new Endpoint(), settings: undefined as Named["settings"] };

  /** The latest first; ten at most. */
  get latest(): readonly LostSource[] {
    return this.#losses;
  }

  /** `association` is followed from now on. Allocates nothing. */
  follow({ address, settings }: Association): void {
    this.#followed.address.copy(address);
    this.#followed.settings = settings;
  }

  /** Who was followed last is no longer. */
  lose(loss: Loss, at: Timestamp): void {
    const { settings } = this.#followed;
    if (settings === undefined) return;
    const time = new Timestamp();
    time.copy(at);
    const name = settings.instance === "" ? comwareSource : vrpSource;
    const source = name(this.#followed);
    this.#losses.unshift({ source, sessionType: sessionType(settings), loss, time });
    if (this.#losses.length > CAPACITY) this.#losses.pop();
  }
}

/** "client, configured"; "bdcast client (Interface: Eth1/0/1), dynamic" */
function sessionType({ kind, source, isDynamic }: AssociationSettings): string {
  return `${kindName(kind, source)}, ${isDynamic ? "dynamic" : "configured"}`;
}

function kindName(kind: AssociationKind, interfaceName: string): string {
  switch (kind) {
    case AssociationKind.Client:
      return "client";
    case AssociationKind.ReferenceClock:
      return "reference clock";
    case AssociationKind.SymmetricActive:
      return "symmetric active";
    case AssociationKind.SymmetricPassive:
      return "symmetric passive";
    case AssociationKind.BroadcastClient:
      return `bdcast client (Interface: ${interfaceName})`;
    default:
      return never(kind);
  }
}
