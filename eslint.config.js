import eslint from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  globalIgnores([
    "artifacts/",
    "cache/",
    "coverage/",
    "types/",
    ".tools/",
    "**/node_modules/",
    "client/dist/",
    "client/src/**/generated/",
  ]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  eslint.configs.recommended,
  {
    rules: {
      eqeqeq: "error",
      "no-implicit-coercion": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
    },
  },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      // Types that are only data read as well as interfaces do.
      "@typescript-eslint/consistent-type-definitions": "off",
    },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      // chai: `expect(x).to.be.true`
      "@typescript-eslint/no-unused-expressions": "off",
      // a fixture's array has what the fixture put there
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  {
    // run by any Node, before anything is installed
    files: ["**/*.mjs", "eslint.config.js"],
    languageOptions: {
      globals: Object.fromEntries(
        ["Atomics", "console", "process", "SharedArrayBuffer"].map((name) => [name, "readonly"]),
      ),
    },
  },
);
