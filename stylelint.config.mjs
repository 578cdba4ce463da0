// What a style sheet may say: colours and lengths only from static/css/tokens.css, three breakpoints, nothing newer than
// Chrome 90. An exception carries `stylelint-disable` and, after --, its reason.
const TOKEN = (name) => new RegExp(String.raw`^var\(--${name}`);
const ABSOLUTE = ["px", "rem", "pt", "mm", "cm", "in", "pc", "Q"];

export default {
  reportDescriptionlessDisables: true,
  reportInvalidScopeDisables: true,
  reportNeedlessDisables: true,
  rules: {
    // colours
    "color-no-hex": true,
    "color-named": "never",
    "function-disallowed-list": ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "color-mix", "light-dark"],

    // lengths: what is relative (em, %, fr, vh) says itself what it hangs on
    "declaration-property-unit-disallowed-list": { "/.*/": ABSOLUTE },
    "declaration-property-value-allowed-list": {
      "z-index": ["auto", TOKEN("layer-")],
      "/radius$/": ["0", "50%", "inherit", /^(var\(--corner[\w-]*\)|0)( (var\(--corner[\w-]*\)|0))*$/],
      "font-size": ["0", "inherit", TOKEN("size")],
      "box-shadow": ["none", TOKEN("float"), TOKEN("lift"), /^(inset )?[^,]*var\(--[^,]+(, (inset )?[^,]*var\(--[^,]+)*$/],
    },

    // the three breakpoints of tokens.css
    "media-feature-name-allowed-list": ["max-width", "min-width", "hover"],
    "media-feature-name-value-allowed-list": {
      "max-width": ["767px", "1100px", "1439px"],
      "min-width": ["768px", "1101px", "1440px"],
    },
    "media-feature-range-notation": "prefix", // ranges came with Chrome 104

    // nothing newer than Chrome 90
    "at-rule-allowed-list": ["import", "media", "page", "supports", "keyframes", "font-face"],
    "max-nesting-depth": 0,
    "selector-pseudo-class-disallowed-list": ["has", "open", "popover-open", "user-valid", "user-invalid", "modal"],
    "unit-disallowed-list": ["dvh", "dvw", "svh", "svw", "lvh", "lvw", "cqw", "cqh", "cqi", "cqb", "lh", "rlh", "cap", "ric"],
    "property-disallowed-list": [
      "/^container/", "translate", "rotate", "scale", "scrollbar-gutter", "scrollbar-width", "scrollbar-color", "text-wrap",
      "/^animation-timeline/", "/^view-transition/", "anchor-name", "position-anchor", "field-sizing", "zoom",
    ],

    // mistakes
    "property-no-unknown": true,
    "unit-no-unknown": true,
    "function-no-unknown": true,
    "selector-pseudo-class-no-unknown": true,
    "selector-pseudo-element-no-unknown": true,
    "declaration-block-no-duplicate-properties": true,
    "declaration-block-no-shorthand-property-overrides": true,
    "no-duplicate-selectors": true,
    "no-duplicate-at-import-rules": true,
    "no-invalid-position-at-import-rule": true,
    "no-invalid-double-slash-comments": true,
    "no-irregular-whitespace": true,
    "block-no-empty": true,
    "custom-property-no-missing-var-function": true,
    "media-query-no-invalid": true,
    "string-no-newline": true,
    "declaration-no-important": true,
    "selector-max-id": [0, { message: "Style a class; an id says who it is (max-id)." }],
  },
  overrides: [
    // The tokens themselves.
    { files: ["static/css/tokens.css"], rules: { "color-no-hex": null, "function-disallowed-list": null, "declaration-property-unit-disallowed-list": null } },
    // Paper: lengths of GB/T 9704 in mm and pt, a page of its own, properties of paged media. And the index inside a zip, which stands alone.
    {
      files: ["static/css/official.css", "static/css/opinion.css", "static/css/export-index.css"],
      rules: {
        "color-no-hex": null,
        "declaration-property-unit-disallowed-list": null,
        "declaration-property-value-allowed-list": null,
        "property-no-unknown": null,
        "function-no-unknown": null,
        "no-duplicate-selectors": null,
      },
    },
  ],
};
