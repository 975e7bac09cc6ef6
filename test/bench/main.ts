/** `npm run bench -- [NAME…]`: ours and a named peer in the same run, ratios printed. Needs root; not part of the tests. */
import { ahead } from "./ahead.ts";

const BENCHES: Readonly<Record<string, () => Promise<() => Promise<void>>>> = {
  nat64: async () => {
    const { benchNat64 } = await import("./nat64.ts");
    return () => ahead(benchNat64);
  },
  "nat64-attack": async () => {
    const { benchNat64Attack } = await import("./nat64-attack.ts");
    return () => ahead(benchNat64Attack);
  },
  observe: async () => (await import("./observe.ts")).benchObserve,
  dns64: async () => (await import("./dns64.ts")).benchDns64,
  start: async () => (await import("./start.ts")).benchStart,
  fleet: async () => (await import("./fleet.ts")).benchFleet,
  "fleet-simulated": async () => (await import("./fleet.ts")).benchFleetSimulated,
  inventory: async () => (await import("./inventory.ts")).benchInventory,
  "fleet-lab": async () => (await import("./fleet-lab.ts")).benchFleetLab,
  runners: async () => (await import("./runners.ts")).benchRunners,
  store: async () => (await import("./store.ts")).benchStore,
};

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(BENCHES);
const unknown = names.find((name) => !(name in BENCHES));
if (unknown !== undefined) {
  console.error(`no benchmark ${unknown}: npm run bench -- [${Object.keys(BENCHES).join("|")}]`);
  process.exitCode = 64;
} else {
  for (const name of names) await (await BENCHES[name]!())();
}
