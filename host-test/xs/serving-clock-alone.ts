/** A `ServingClock` kept busy: what `manifest_client_server.json` has is all that it takes. */
import { ServingClock } from "../../src/runtime/serving-clock.js";
import { keepBusy } from "./clock-workload.js";

keepBusy(options => new ServingClock(options));
