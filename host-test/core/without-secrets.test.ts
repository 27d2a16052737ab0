import assert from "node:assert/strict";
import { NO_SETTINGS } from "../../src/core/settings.js";
import { withoutSecrets } from "../../src/core/without-secrets.js";
import { key } from "../support/keyed.js";

describe("settings that anyone may see", () => {
  it("are all but the secrets of keys", () => {
    const told = { ...NO_SETTINGS, dscp4: 5, keys: [key(1, { acl4: 2000 }), key(2, { isTrusted: false })] };
    const seen = withoutSecrets(told);
    assert.deepEqual({ ...seen, keys: [] }, { ...told, keys: [] });
    assert.deepEqual(
      seen.keys,
      told.keys.map(({ id, mode, isTrusted, acl4, acl6 }) => ({ id, mode, isTrusted, acl4, acl6 })),
    );
  });
});
