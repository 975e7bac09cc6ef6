/** `npm run fuzz -- [nat64|dns64|framing] [--count N] [--seed S]`: 10 million inputs each by default; a seed repeats a run. */
import { parseArgs } from "node:util";

/** Throws at the first input that breaks a rule. */
type Fuzzer = (count: number, seed: number) => unknown;

const FUZZERS: Readonly<Record<string, () => Promise<Fuzzer>>> = {
  nat64: async () => (await import("./nat64.ts")).fuzzNat64,
  dns64: async () => (await import("./dns64.ts")).fuzzDns64,
  framing: async () => (await import("./framing.ts")).fuzzFraming,
};

const { values, positionals } = parseArgs({
  options: { count: { type: "string", default: "10000000" }, seed: { type: "string" } },
  allowPositionals: true,
});
const count = Number(values.count);
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
const names = positionals.length === 0 ? Object.keys(FUZZERS) : positionals;
const unknown = names.find((name) => !(name in FUZZERS));
if (unknown !== undefined || !Number.isInteger(count) || !Number.isInteger(seed)) {
  console.error(`usage: npm run fuzz -- [${Object.keys(FUZZERS).join("|")}] [--count N] [--seed S]`);
  process.exitCode = 64;
} else {
  for (const name of names) {
    const fuzz = await FUZZERS[name]!();
    const began = performance.now();
    await fuzz(count, seed);
    console.log(
      `${name}: ${count} inputs, seed ${seed}, ${((performance.now() - began) / 1000).toFixed(1)} s, nothing found`,
    );
  }
}
