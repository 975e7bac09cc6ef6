import { expect, it } from "vitest";
import { PushProgress } from "../../../../src/cli/push-progress.ts";

const push = (host: string, bytes: number) => ({ type: "push", host, what: "node", bytes, from: null }) as const;
const sent = (host: string, bytes: number) => ({ type: "sent", host, bytes }) as const;

it("tells how many have it, how fast it goes and how long it will take", () => {
  const progress = new PushProgress();
  expect(progress.line(0)).toBeNull();
  for (const host of ["a", "b"]) progress.observe(push(host, 40_000_000), 0);
  for (let second = 1; second <= 4; second++)
    for (const host of ["a", "b"]) progress.observe(sent(host, 5_000_000), second * 1000);
  expect(progress.line(4000)).toBe("runtime and agent: 0 of 2 hosts, 40 of 80 MB, 10.0 MB/s, 4s left");
  progress.observe(sent("a", 20_000_000), 5000);
  progress.observe({ type: "connected", host: "a", via: "", elapsedMs: 1, hello: {} as never }, 5000);
  expect(progress.line(5000)).toMatch(/^runtime and agent: 1 of 2 hosts, 60 of 80 MB, /);
  progress.observe(sent("b", 20_000_000), 6000);
  progress.observe({ type: "lost", host: "b", because: "" }, 6000);
  expect(progress.line(6000)).toBeNull();
});

it("says nothing of what is over at once, or is fetched elsewhere", () => {
  const progress = new PushProgress();
  progress.observe(push("a", 300_000), 0);
  progress.observe({ type: "push", host: "b", what: "node", bytes: 0, from: "http://m/f" }, 0);
  expect(progress.line(1000)).toBeNull();
});
