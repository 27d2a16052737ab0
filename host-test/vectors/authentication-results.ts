/**
 * What H3C's guide says comes of keys configured alike or not: its tables 3 to 6, row by row and column by column.
 * "N/A": it makes no difference.
 */
export type Outcome = "Successful authentication" | "Failed authentication" | "Authentication not performed";

export type Cell = "Yes" | "No" | "N/A";

/** Of the one who speaks first: authentication enabled, the other side and the key specified, the key trusted. */
export type First = readonly [Cell, Cell, Cell];

/** Of the other one: authentication enabled, the key trusted. */
export type Second = readonly [Cell, Cell];

/** The stratum of the active peer, compared with the passive one's. */
export type Stratum = "Larger than the passive peer" | "Smaller than the passive peer" | "N/A";

export interface Row {
  readonly outcome: Outcome;
  readonly first: First;
  /** Of symmetric modes only. */
  readonly stratum?: Stratum;
  readonly second: Second;
}

export interface Table {
  readonly number: 3 | 4 | 5 | 6;
  /** Who speaks first, and who listens. */
  readonly sides: readonly [string, string];
  readonly rows: readonly Row[];
}

const SUCCESSFUL = "Successful authentication";
const FAILED = "Failed authentication";
const NOT_PERFORMED = "Authentication not performed";

/** The guide has the same rows for broadcasts to all and to a group. */
const BROADCAST_ROWS: readonly Row[] = [
  { outcome: SUCCESSFUL, first: ["Yes", "Yes", "Yes"], second: ["Yes", "Yes"] },
  { outcome: FAILED, first: ["Yes", "Yes", "Yes"], second: ["Yes", "No"] },
  { outcome: FAILED, first: ["Yes", "Yes", "Yes"], second: ["No", "N/A"] },
  { outcome: FAILED, first: ["Yes", "Yes", "No"], second: ["Yes", "N/A"] },
  { outcome: FAILED, first: ["Yes", "No", "N/A"], second: ["Yes", "N/A"] },
  { outcome: FAILED, first: ["No", "N/A", "N/A"], second: ["Yes", "N/A"] },
  { outcome: NOT_PERFORMED, first: ["Yes", "Yes", "No"], second: ["No", "N/A"] },
  { outcome: NOT_PERFORMED, first: ["Yes", "No", "N/A"], second: ["No", "N/A"] },
  { outcome: NOT_PERFORMED, first: ["No", "N/A", "N/A"], second: ["No", "N/A"] },
];

const LARGER = "Larger than the passive peer";
const SMALLER = "Smaller than the passive peer";

export const AUTHENTICATION_RESULTS: readonly Table[] = [
  {
    number: 3,
    sides: ["Client", "Server"],
    rows: [
      { outcome: SUCCESSFUL, first: ["Yes", "Yes", "Yes"], second: ["Yes", "Yes"] },
      { outcome: FAILED, first: ["Yes", "Yes", "Yes"], second: ["Yes", "No"] },
      { outcome: FAILED, first: ["Yes", "Yes", "Yes"], second: ["No", "N/A"] },
      { outcome: FAILED, first: ["Yes", "Yes", "No"], second: ["N/A", "N/A"] },
      { outcome: NOT_PERFORMED, first: ["Yes", "No", "N/A"], second: ["N/A", "N/A"] },
      { outcome: NOT_PERFORMED, first: ["No", "N/A", "N/A"], second: ["N/A", "N/A"] },
    ],
  },
  {
    number: 4,
    sides: ["Active peer", "Passive peer"],
    rows: [
      { outcome: SUCCESSFUL, first: ["Yes", "Yes", "Yes"], stratum: "N/A", second: ["Yes", "Yes"] },
      { outcome: FAILED, first: ["Yes", "Yes", "Yes"], stratum: "N/A", second: ["Yes", "No"] },
      { outcome: FAILED, first: ["Yes", "Yes", "Yes"], stratum: "N/A", second: ["No", "N/A"] },
      { outcome: FAILED, first: ["Yes", "No", "N/A"], stratum: "N/A", second: ["Yes", "N/A"] },
      { outcome: FAILED, first: ["No", "N/A", "N/A"], stratum: "N/A", second: ["Yes", "N/A"] },
      { outcome: FAILED, first: ["Yes", "Yes", "No"], stratum: LARGER, second: ["N/A", "N/A"] },
      { outcome: FAILED, first: ["Yes", "Yes", "No"], stratum: SMALLER, second: ["Yes", "N/A"] },
      { outcome: NOT_PERFORMED, first: ["Yes", "No", "N/A"], stratum: "N/A", second: ["No", "N/A"] },
      { outcome: NOT_PERFORMED, first: ["No", "N/A", "N/A"], stratum: "N/A", second: ["No", "N/A"] },
      { outcome: NOT_PERFORMED, first: ["Yes", "Yes", "No"], stratum: SMALLER, second: ["No", "N/A"] },
    ],
  },
  { number: 5, sides: ["Broadcast server", "Broadcast client"], rows: BROADCAST_ROWS },
  { number: 6, sides: ["Multicast server", "Multicast client"], rows: BROADCAST_ROWS },
];
