/**
 * Access lists: which addresses a rule means, and what the first rule says that means a sender's. What is not
 * permitted by a list is not permitted by it at all. Allocates nothing.
 */
import { type Endpoint, type Family } from "../wire/address.js";

/** One `rule`. An address it means is equal to its own in the bits of the mask. */
export interface AclRule {
  readonly id: number;
  readonly isPermit: boolean;
  /** As `Endpoint.word0` to `word3`: of an IPv4 address the last one alone. */
  readonly word0: number;
  readonly word1: number;
  readonly word2: number;
  readonly word3: number;
  readonly mask0: number;
  readonly mask1: number;
  readonly mask2: number;
  readonly mask3: number;
}

/** A basic access list: there is one of each number in each family. */
export interface AclSettings {
  readonly family: Family;
  /** 2000 to 2999. */
  readonly number: number;
  /** In the order of their ids. */
  readonly rules: readonly AclRule[];
}

/** Whether the first of `rules` that means `from`, an address of their family, permits it. */
export function permits(rules: readonly AclRule[], from: Endpoint): boolean {
  for (let i = 0; i < rules.length; i++) if (isMeant(rules[i], from)) return rules[i].isPermit;
  return false;
}

/** The last word first: it tells the most addresses apart. */
function isMeant(rule: AclRule, from: Endpoint): boolean {
  return (
    ((rule.word3 ^ from.word3) & rule.mask3) === 0 &&
    ((rule.word2 ^ from.word2) & rule.mask2) === 0 &&
    ((rule.word1 ^ from.word1) & rule.mask1) === 0 &&
    ((rule.word0 ^ from.word0) & rule.mask0) === 0
  );
}
