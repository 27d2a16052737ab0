/** `npm run profiles`: writes the manifests of the library's profiles that leave parts out. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { partialManifest, PARTIAL_PROFILES } from "./library.js";

for (const profile of PARTIAL_PROFILES)
  writeFileSync(join(import.meta.dirname, "../../..", profile.manifest), partialManifest(profile));
