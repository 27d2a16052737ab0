/** How an association of some mode puts its question, once it is due. */
import { type Instant } from "../time/moment.js";
import { type Association } from "./association.js";

export interface Speaker {
  /**
   * Sends it, and leaves in the association's exchange what its answer must give back; answers whether it
   * left.
   */
  ask(association: Association, now: Instant): boolean;
}
