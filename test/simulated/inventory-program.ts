/** Loads one inventory in a process of its own, so that its memory can be told: argv is its path. Prints one line of JSON. Needs --expose-gc. */
import { loadInventory } from "../../src/inventory/load.ts";

const path = process.argv[2]!;
gc!();
const before = process.memoryUsage().heapUsed;
const start = performance.now();
const { inventory, complete } = await loadInventory([{ path, at: { file: path, line: 0, col: 0 } }]);
const seconds = (performance.now() - start) / 1000;
const peak = process.resourceUsage().maxRSS * 1024;
gc!();
const kept = process.memoryUsage().heapUsed - before;
console.log(JSON.stringify({ hosts: complete ? inventory.hosts.size : 0, seconds, peak, kept }));
