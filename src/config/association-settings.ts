/** The commands that concern associations which the network makes, and those that only listen. */
import { both } from "./dialect.js";
import { integer } from "./kinds.js";
import { Form, setting, type Setting } from "./setting.js";
import { need, param } from "./syntax.js";

const SESSIONS = param("number", integer(0, 100), "How many dynamic sessions there may be", both(100));

export const MAX_DYNAMIC_SESSIONS = setting({
  spellings: ["ntp-service max-dynamic-sessions"],
  help: "How many sessions others may cause; those that exist stay",
  form: Form.Scalar,
  params: [SESSIONS],
  apply(values, { dialect }, draft) {
    draft.maxDynamicSessions = need(values, SESSIONS, dialect);
  },
});

const DELAY = param("microseconds", integer(1, 999_999), "What a broadcast takes, one way", both(4000));

/** Ours; the name, the unit and the range are those of Cisco's `ntp broadcastdelay`. */
const BROADCAST_DELAY = setting({
  spellings: ["ntp-service broadcast-delay"],
  help: "Delay of broadcasts whose server answers no requests",
  form: Form.Scalar,
  params: [DELAY],
  apply(values, { dialect }, draft) {
    draft.broadcastDelayUs = need(values, DELAY, dialect);
  },
});

export const ASSOCIATION_SETTINGS: readonly Setting[] = Object.freeze([
  MAX_DYNAMIC_SESSIONS,
  BROADCAST_DELAY,
]);
