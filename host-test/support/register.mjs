/** Lets mocha read TypeScript: `npm run check` has type-checked it, so here it is only translated. */
import { register } from "node:module";
import { pathToFileURL } from "node:url";

process.env.TS_NODE_TRANSPILE_ONLY = "true";
register("ts-node/esm", pathToFileURL("./"));
register("./names.mjs", import.meta.url);

// Where require() takes ES modules, mocha tries it first, past the hooks of `register`, and then tells that
// error in place of the one by which a test really failed to load.
Object.defineProperty(process.features, "require_module", { value: false });
