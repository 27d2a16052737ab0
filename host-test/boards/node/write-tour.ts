/** `npm run tour`: writes docs/console.md. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { tour } from "./tour.js";

writeFileSync(join(import.meta.dirname, "../../../../docs/console.md"), await tour());
