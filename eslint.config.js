// What a script may say beyond what tsc holds: no unused name, no global of its own, no HTML from strings (the CSP would not
// save us from it), nothing newer than Chrome 90. An exception carries `eslint-disable-next-line` and, after --, its reason.
import js from "@eslint/js";
import globals from "globals";

const NEWER = "newer than Chrome 90";
const newer = (...names) => names.map((property) => ({ property, message: NEWER }));
const HTML = "make elements (draft/make.js), or take what the server wrote: no HTML from strings";

const rules = {
  ...js.configs.recommended.rules,
  "no-unused-vars": ["error", { args: "all", argsIgnorePattern: "^_$", ignoreRestSiblings: true }],
  "no-implicit-globals": "error",
  "no-var": "error",
  "prefer-const": "error",
  "no-shadow": "off",
  eqeqeq: "error",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-script-url": "error",
  "no-console": "error",
  "no-alert": "error",
  "max-lines": ["error", 300],
  "max-lines-per-function": ["error", { max: 40, skipComments: true }],
  "no-restricted-globals": ["error", { name: "event", message: "take the handler's argument" },
    ...["structuredClone", "reportError", "scheduler", "navigation"].map((name) => ({ name, message: NEWER }))],
  "no-restricted-properties": ["error",
    ...["insertAdjacentHTML", "createContextualFragment"].map((property) => ({ property, message: HTML })),
    { object: "document", property: "write", message: HTML },
    ...newer("findLast", "findLastIndex", "toSorted", "toReversed", "toSpliced", "groupBy", "hasOwn", "inert", "popover",
      "showPopover", "hidePopover", "togglePopover", "checkVisibility", "setHTML")],
  "no-restricted-syntax": ["error",
    { selector: "AssignmentExpression[left.property.name=/^(inner|outer)HTML$/]", message: HTML },
    { selector: 'CallExpression[callee.property.name="at"]', message: NEWER },
    { selector: 'CallExpression[callee.property.name="setAttribute"] > Literal[value=/^(style|on)/]:first-child', message: "a class says it; the CSP refuses it" },
    { selector: "Literal[value=/:has\\(/]", message: NEWER }],
};

export default [
  { ignores: ["**/*", "!static/**", "!tests/**", "!eslint.config.js", "!stylelint.config.mjs", "**/*.d.ts"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  // A syntax newer than ES2021 (class fields, top-level await, static blocks) is a parse error.
  { files: ["static/js/**/*.js"], languageOptions: { ecmaVersion: 2021, sourceType: "module", globals: globals.browser }, rules },
  { files: ["tests/js/**/*.js", "*.config.*js"], languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: globals.node },
    rules: { ...js.configs.recommended.rules, "no-unused-vars": "error", "prefer-const": "error", eqeqeq: "error" } },
];
