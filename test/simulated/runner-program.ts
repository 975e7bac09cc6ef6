/** `migrate runner` with its hosts at a farm: argv is the store's URL and the farm's socket. */
import { serveRuns } from "../../src/cli/runner.ts";
import { createFleet } from "../../src/transport/fleet.ts";
import { atFarm } from "./farm.ts";

const [url, socket] = process.argv.slice(2) as [string, string];
const leaving = new AbortController();
process.once("SIGTERM", () => leaving.abort());
await serveRuns({
  url,
  globals: { color: false, input: false, quiet: true },
  signal: leaving.signal,
  leaseMs: 4_000,
  reach: () =>
    createFleet({
      hosts: (name) => ({ name, become: { method: "none" } }),
      log: () => undefined,
      memory: (name) => atFarm(socket, name),
    }),
});
process.exit();
