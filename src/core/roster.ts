/**
 * The pool of associations and who is in it. A new configuration keeps the sources that it still names:
 * their samples and reach go on undisturbed, whatever else is said of them now.
 */
import { Association } from "./association.js";
import { AssociationKind, type AssociationSettings, type NodeSettings } from "./settings.js";

/** Told of each change, one association at a time. */
export interface RosterChanges {
  joined(association: Association): void;
  /** Called while its settings are still known. */
  leaving(association: Association): void;
  /** The pool is full: these settings found no place. */
  refused(settings: AssociationSettings): void;
}

export class Roster {
  /** Every place, in use or not. */
  readonly places: readonly Association[];

  /** `capacity`: how many associations there can be at once. */
  constructor(capacity: number) {
    this.places = Array.from({ length: capacity }, (_, id) => new Association(id));
  }

  /** Makes the pool hold what `settings` asks for and nothing else. */
  reconcile(settings: NodeSettings, changes: RosterChanges): void {
    const wanted = settings.enabled ? wantedOf(settings) : [];
    for (const place of this.places) {
      if (!place.isInUse) continue;
      const still = wanted.find(other => isSameSource(place.settings!, other));
      if (still !== undefined) {
        place.retune(still);
        continue;
      }
      changes.leaving(place);
      place.demobilize();
    }
    for (const one of wanted) {
      if (this.places.some(place => place.isInUse && isSameSource(place.settings!, one))) continue;
      const free = this.places.find(place => !place.isInUse);
      if (free === undefined) {
        changes.refused(one);
        continue;
      }
      free.mobilize(one);
      changes.joined(free);
    }
  }
}

function wantedOf(settings: NodeSettings): readonly AssociationSettings[] {
  const { associations, localClock } = settings;
  if (localClock === undefined) return associations;
  return [...associations, localClockSettings(localClock.unit)];
}

/** The local clock takes its place among the sources, polled as any other. */
function localClockSettings(unit: number): AssociationSettings {
  return {
    kind: AssociationKind.ReferenceClock,
    host: `127.127.1.${unit}`,
    family: undefined,
    port: 0,
    version: 4,
    minPollLog2: 6,
    maxPollLog2: 6,
    burst: false,
    iburst: false,
    prefer: false,
    preempt: false,
    source: "",
  };
}

/** Whether packets go to the same server by the same way. */
function isSameSource(one: AssociationSettings, other: AssociationSettings): boolean {
  return (
    one.kind === other.kind &&
    one.host === other.host &&
    one.family === other.family &&
    one.port === other.port &&
    one.source === other.source
  );
}
