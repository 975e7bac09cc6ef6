/**
 * Under attack: memory stays within bounds, established connections go on, and who comes from elsewhere still gets in. The long
 * form of it is `npm run bench -- nat64-attack`.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { behind, SERVER4, until } from "./nat64-net.ts";
import { ESTABLISHED, MOST_MEMORY_MB, SESSIONS, Siege, told } from "./nat64-siege.ts";

const SECONDS = 4;
const PER_SECOND = 15_000;

let siege: Siege;
beforeAll(async () => {
  siege = await Siege.begin();
});
afterAll(async () => siege?.close());

describe("an attack", () => {
  test.each(["sources", "syn", "fragments", "chains"])("of %s", async (kind) => {
    const outcome = await siege.attack(kind, SECONDS, PER_SECOND);
    console.log(told(kind, outcome));
    expect(outcome.sent).toBeGreaterThan(SECONDS * 1000);
    expect(outcome.opened / outcome.tried).toBeGreaterThanOrEqual(0.99);
    expect(outcome.established).toBe(ESTABLISHED);
    expect(outcome.sessions).toBeLessThanOrEqual(SESSIONS);
    expect(outcome.fragmentBytes).toBeLessThanOrEqual(4 * 1024 * 1024);
    expect(outcome.memoryMb).toBeLessThan(MOST_MEMORY_MB);
    // Everything that was refused is counted by its reason.
    const expected: Readonly<Record<string, string>> = { fragments: "fragment-limit", chains: "malformed" };
    if (kind in expected) expect(outcome.drops[expected[kind]!]).toBeGreaterThan(0);
  });

  test("that fills the queue leaves room in it for others", async () => {
    const { net, daemon } = siege;
    const drops = async (): Promise<number> => (await siege.status()).counters.drops["queue-share"] ?? 0;
    const before = await drops();
    daemon.process.kill("SIGSTOP");
    // More than the queue holds, with nobody to take anything out; then two dozen from elsewhere.
    await siege.flood("sources", 1, 40_000);
    const pings = net.attempt("client", "ping", "-6", "-c", "24", "-i", "0.01", "-W", "10", behind(SERVER4));
    await until(
      async () => net.inside("client", "cat", "/proc/net/snmp6"),
      (text) => Number(/Icmp6OutEchos\s+(\d+)/.exec(text)![1]) >= 24,
    );
    daemon.process.kill("SIGCONT");
    expect((await pings).stdout).toMatch(/24 received/);
    expect(await drops()).toBeGreaterThan(before + 10_000);
    expect(siege.report().open).toBe(ESTABLISHED);
  });
});
