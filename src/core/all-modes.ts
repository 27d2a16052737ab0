/** Every mode that there is. */
import { type Modes } from "./modes.js";
import { OTHER_MODES } from "./other-modes.js";
import { SERVING } from "./serving.js";

export const ALL_MODES: Modes = Object.freeze({ serving: SERVING, others: OTHER_MODES });
