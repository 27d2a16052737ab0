/**
 * Claims: whose place an address is, when someone broadcasts from it who may have a better right to it.
 */
import { type Association } from "./association.js";
import { type Credentials } from "./credentials.js";
import { givesWay } from "./lifetime.js";
import { WayTime } from "./listening.js";
import { AssociationKind } from "./settings.js";

/**
 * Whether the place of `holder`, at its own address, is for another one who broadcasts from there to take, as
 * long as his packet is in order: of a peer that has proved nothing; or of one who is heard under another
 * key and, with a whole volley, was not found to answer under that. So each of two who claim an address has
 * the time for one volley, and who answers stays. Allocates nothing.
 */
export function isContested(holder: Association, { answerKeyId }: Pick<Credentials, "answerKeyId">): boolean {
  const isRivals = answerKeyId !== 0 && answerKeyId !== holder.keyId;
  return givesWay(holder) || (isRivals && isUnanswering(holder));
}

function isUnanswering({ isProven, listening, settings }: Association): boolean {
  const isHeard = settings!.kind === AssociationKind.BroadcastClient;
  return isHeard && listening.wayTime === WayTime.Assumed && !isProven;
}
