import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["build", "host-test/vectors", "host-test/interop/.packages"] },
  ...tseslint.configs.recommended,
  {
    files: ["src/**/*.ts", "boards/**/*.ts", "host-test/**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-non-null-assertion": "off",
      eqeqeq: "error",
      "no-shadow": "off",
      "@typescript-eslint/no-shadow": "error",
    },
  },
);
