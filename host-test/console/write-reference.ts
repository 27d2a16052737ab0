/** `npm run reference`: writes docs/commands.md. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { reference } from "./reference.js";

writeFileSync(join(import.meta.dirname, "../../../docs/commands.md"), reference());
