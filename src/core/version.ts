/** The version of this software, as `package.json` has it: what is preloaded can read no file. */
export const VERSION = "0.1.0";
