/** The version of this software, as its package says. */
export const VERSION = "0.1.0";
