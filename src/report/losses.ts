/** The last losses of synchronization: of whom, why and when, as Huawei's `event clock-unsync` keeps them. */
import { type Association } from "../core/association.js";
import { Happening } from "../core/happening.js";
import { type Loss } from "../core/loss.js";
import { AssociationKind, type AssociationSettings } from "../core/settings.js";
import { never } from "../time/never.js";
import { Timestamp } from "../time/moment.js";
import { Followed } from "./followed.js";
import { comwareSource, vrpSource } from "./source-name.js";

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
  private readonly losses: LostSource[] = [];
  private readonly followed = new Followed();

  /** The latest first; ten at most. */
  get latest(): readonly LostSource[] {
    return this.losses;
  }

  /** Takes in what happened when the clock showed `at`; the others are a `Listener`'s arguments. */
  take(happening: Happening, association: Association | undefined, value: number, at: Timestamp): void {
    if (happening === Happening.Holdover || happening === Happening.Unsynchronized) this.lose(value, at);
    this.followed.take(happening, association);
  }

  private lose(loss: Loss, at: Timestamp): void {
    const { settings } = this.followed;
    if (settings === undefined) return;
    const time = new Timestamp();
    time.copy(at);
    const name = settings.instance === "" ? comwareSource : vrpSource;
    const source = name(this.followed);
    this.losses.unshift({ source, sessionType: sessionType(settings), loss, time });
    if (this.losses.length > CAPACITY) this.losses.pop();
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
    case AssociationKind.LocalClock:
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
