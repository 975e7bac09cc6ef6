import type { BuildOptions } from "esbuild";

/** How the sources become one CommonJS file, here and for hosts. */
export const BUNDLING = {
  bundle: true,
  write: false,
  metafile: true,
  platform: "node",
  target: "node22",
  format: "cjs",
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
  // A text of one byte a character is read and scanned in half the time.
  charset: "ascii",
  logLevel: "silent",
  // Neither settings outside the sources nor where node_modules really lies have a say in the bytes.
  preserveSymlinks: true,
  tsconfigRaw: { compilerOptions: { strict: true, verbatimModuleSyntax: true, target: "es2024" } },
} as const satisfies BuildOptions;
