/** A `Clock` kept busy: what `manifest_client.json` has is all that it takes. */
import { Clock } from "../../src/runtime/clock.js";
import { keepBusy } from "./clock-workload.js";

keepBusy(options => new Clock(options));
