import assert from "node:assert/strict";
import { hiddenFindings } from "./hidden.js";
import { moduleOf, modulesOf, told } from "./source.js";

const CODE = "class A { #field = 1; #method() {} get #value() { return this.#field; } }";

describe("what is hidden on XS", () => {
  for (const path of ["src/core/a.ts", "src/runtime/a.ts", "src/report/a.ts"])
    it(`is not hidden by # in ${path}`, () =>
      assert.deepEqual(
        hiddenFindings(moduleOf(CODE, path)).map(({ why }) => /private/.test(why)),
        [true, true, true],
      ));

  for (const path of ["src/core/key-ring.ts", "src/runtime/secret-box.ts", "src/console/a.ts"])
    it(`is a field at most in ${path}`, () => assert.equal(hiddenFindings(moduleOf(CODE, path)).length, 2));

  it("may be private, protected or public", () => {
    const code = "class A { private a = 1; protected b = 2; c = 3; private d() {} }";
    assert.deepEqual(hiddenFindings(moduleOf(code)), []);
  });

  for (const module of modulesOf("src"))
    it(module.path, () => assert.equal(told(module, hiddenFindings(module)), ""));
});
