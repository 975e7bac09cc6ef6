/** Our translator under attack for two minutes: 5 million random sources of one /64, then a SYN flood. */
import { ESTABLISHED, MOST_MEMORY_MB, Siege, told } from "../lab/nat64-siege.ts";

const SECONDS = 60;
const PER_SECOND = 84_000;

/** Prints as it goes. */
export async function benchNat64Attack(): Promise<void> {
  const siege = await Siege.begin();
  try {
    for (const kind of ["sources", "syn"]) {
      const outcome = await siege.attack(kind, SECONDS, PER_SECOND);
      console.log(`nat64 attack of ${told(kind, outcome)}`);
      const { opened, tried, established, memoryMb } = outcome;
      const met = (isMet: boolean, words: string): void => console.log(`nat64   ${isMet ? "met" : "MISSED"}: ${words}`);
      met(opened / tried >= 0.99, `${((100 * opened) / tried).toFixed(1)} % of new connections, wanted ≥ 99 %`);
      met(established === ESTABLISHED, `${established} established connections unbroken, wanted ${ESTABLISHED}`);
      met(memoryMb <= MOST_MEMORY_MB, `${memoryMb.toFixed(0)} MB at most, wanted ≤ ${MOST_MEMORY_MB.toFixed(0)}`);
    }
  } finally {
    await siege.close();
  }
}
