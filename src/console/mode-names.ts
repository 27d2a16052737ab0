/** The modes of associations in the vendors' words: ours, and the one that the source speaks in. */
import { type Association } from "../core/association.js";
import { AssociationKind } from "../core/settings.js";
import { never } from "../time/never.js";
import { Mode } from "../wire/header.js";

/** "sym_active" */
export function comwareLocalMode({ settings }: Association): string {
  const kind = settings!.kind;
  switch (kind) {
    case AssociationKind.Client:
    case AssociationKind.LocalClock:
    case AssociationKind.ReferenceClock:
      return "client";
    case AssociationKind.SymmetricActive:
      return "sym_active";
    case AssociationKind.SymmetricPassive:
      return "sym_passive";
    case AssociationKind.BroadcastClient:
      return "bclient";
    default:
      return never(kind);
  }
}

/** "active" */
export function vrpLocalMode(source: Association): string {
  const name = comwareLocalMode(source);
  return name === "bclient" ? "broadcast client" : name.replace("sym_", "");
}

/**
 * "sym_passive": the mode last heard, or else the one to expect; who broadcasts may also answer as a server.
 */
export function comwarePeerMode(source: Association): string {
  const isExpected =
    source.peerMode === Mode.Unspecified || source.settings!.kind === AssociationKind.BroadcastClient;
  const mode = isExpected ? expectedMode(source) : source.peerMode;
  switch (mode) {
    case Mode.SymmetricActive:
      return "sym_active";
    case Mode.SymmetricPassive:
      return "sym_passive";
    case Mode.Client:
      return "client";
    case Mode.Server:
      return "server";
    case Mode.Broadcast:
      return "broadcast";
    case Mode.Unspecified:
    case Mode.Control:
    case Mode.Private:
      return "unspec";
    default:
      return never(mode);
  }
}

/** "passive" */
export function vrpPeerMode(source: Association): string {
  const name = comwarePeerMode(source);
  return name === "unspec" ? "unspecified" : name.replace("sym_", "");
}

function expectedMode({ settings }: Association): Mode {
  const kind = settings!.kind;
  switch (kind) {
    case AssociationKind.Client:
    case AssociationKind.LocalClock:
    case AssociationKind.ReferenceClock:
      return Mode.Server;
    case AssociationKind.SymmetricActive:
      return Mode.SymmetricPassive;
    case AssociationKind.SymmetricPassive:
      return Mode.SymmetricActive;
    case AssociationKind.BroadcastClient:
      return Mode.Broadcast;
    default:
      return never(kind);
  }
}
