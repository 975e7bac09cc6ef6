/** The command line as one script: reading it in takes a third of what 250 modules take. */
import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { CLI } from "./built.ts";
import { BUNDLING } from "./bundling.ts";
import type { Build } from "./keep-build.ts";

/** What a few commands load when they need it, and native code, which is found where it is installed. */
const OUTSIDE = [
  "koffi",
  "cpu-features",
  "esbuild",
  "pg",
  "pg-boss",
  "@aws-sdk/*",
  "@opentelemetry/*",
  "google-auth-library",
] as const;

/** What it is made of besides. */
const OWN_INPUTS = ["src/bundle/build-cli.ts", "src/bundle/bundling.ts", "node_modules/.package-lock.json"] as const;

/**
 * A function of what a CommonJS module has, and of the root's path and URL. Its value is what main.ts exports.
 * @param root of a checkout, or what was compiled from one.
 * @param extension of its modules.
 */
export async function buildCli(root: string, extension: ".ts" | ".js"): Promise<Build<typeof CLI>> {
  const { build } = await import("esbuild");
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [`src/cli/main${extension}`],
    ...BUNDLING,
    // An exception nobody foresaw shows the line it came from.
    lineLimit: 160,
    external: [...OUTSIDE],
    banner: { js: "(function(require,module,exports,__filename,__dirname,migrateRoot,migrateUrl){" },
    footer: { js: "return module.exports})" },
    plugins: [
      {
        name: "own-places",
        setup(build) {
          // A module of ours says where it lies, not where the bundle does.
          build.onLoad({ filter: /\.[tj]s$/ }, ({ path }) => {
            const ours = relative(root, path);
            if (!/^(src|agent)\//.test(ours)) return null;
            const text = readFileSync(path, "utf8");
            return text.includes("import.meta.") ? { contents: placed(text, ours), loader: "ts" } : null;
          });
          // Daemons of the agent that a command becomes: a sixth of the code, which no other command needs. The bundle lies in dist/cli/<name>/.
          build.onResolve({ filter: /\/agent\/(nat64|dns64|clat)\// }, ({ kind, path, resolveDir }) =>
            kind === "dynamic-import"
              ? { path: `../../../${relative(root, join(resolveDir, path))}`, external: true }
              : null,
          );
          build.onResolve({ filter: /\.node$/ }, ({ path, resolveDir }) => ({
            path: `${resolveDir}/${path}`.replace(/^.*\/node_modules\//, "").replaceAll("/./", "/"),
            external: true,
          }));
        },
      },
    ],
  });
  const inputs = [...Object.keys(metafile.inputs), ...OWN_INPUTS];
  return { files: { "migrate.cjs": outputFiles[0]!.contents }, inputs };
}

/** Packages that it requires come along. @param path of the module below the root: of plain letters, also in a URL. */
function placed(text: string, path: string): string {
  return text
    .replace("const require = createRequire(import.meta.url);", "")
    .replaceAll("import.meta.url", `(migrateUrl+"/${path}")`)
    .replaceAll("import.meta.filename", `(migrateRoot+"/${path}")`)
    .replaceAll("import.meta.dirname", `(migrateRoot+"/${dirname(path)}")`);
}
