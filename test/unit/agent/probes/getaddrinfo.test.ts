import { expect, test } from "vitest";
import { getaddrinfo } from "../../../../agent/probes/getaddrinfo.ts";
import type { ExecResult, System } from "../../../../agent/system.ts";

const WWW = "2001:db8::1     STREAM www.example\n2001:db8::1     DGRAM  \n";
const LOCALHOST = "::1             STREAM localhost\n";

/** @param answers by what follows `getent ahosts`; anything else is not found. */
function asking(answers: Readonly<Record<string, Partial<ExecResult>>>): { system: System; ran: string[] } {
  const ran: string[] = [];
  const exec = async (argv: readonly string[]): Promise<ExecResult> => {
    const names = argv.slice(2).join(" ");
    ran.push(names);
    return { code: names in answers ? 0 : 2, signal: null, stdout: "", stderr: "", ...answers[names] };
  };
  return { system: { exec } as Partial<System> as System, ran };
}

const ask = (system: System, ...names: string[]): Promise<string[]> =>
  Promise.all(
    names.map(async (name) => {
      const { outcome, observed, because } = await getaddrinfo(system, { kind: "getaddrinfo", name, timeoutMs: 5_000 });
      const rows = observed.rows as { readonly address: string }[] | undefined;
      return rows === undefined ? `${outcome}: ${because}` : rows.map(({ address }) => address).join(" ");
    }),
  );

test("names asked for together are looked up by one process, each is answered with its own rows", async () => {
  const { system, ran } = asking({ "www.example localhost": { stdout: WWW + LOCALHOST } });
  expect(await ask(system, "www.example", "localhost", "www.example")).toEqual([
    "2001:db8::1 2001:db8::1",
    "::1",
    "2001:db8::1 2001:db8::1",
  ]);
  expect(ran).toEqual(["www.example localhost"]);
});

test("a name on its own, and what comes later, have a process of their own", async () => {
  const { system, ran } = asking({ "www.example": { stdout: WWW }, localhost: { stdout: LOCALHOST } });
  await ask(system, "www.example");
  await ask(system, "localhost");
  expect(ran).toEqual(["www.example", "localhost"]);
});

test("where one of them is not found, is slow, or the rows cannot be told apart, each is asked for alone", async () => {
  const alone = { "www.example": { stdout: WWW }, localhost: { stdout: LOCALHOST } };
  for (const together of [
    { code: 2, stdout: LOCALHOST },
    { code: null, signal: "SIGKILL" },
    { stdout: `${WWW}${LOCALHOST.replace("localhost", "")}` },
  ]) {
    const { system, ran } = asking({ ...alone, "www.example localhost": together });
    expect(await ask(system, "www.example", "localhost")).toEqual(["2001:db8::1 2001:db8::1", "::1"]);
    expect(ran).toEqual(["www.example localhost", "www.example", "localhost"]);
  }
  const { system } = asking({ localhost: { stdout: LOCALHOST } });
  expect(await ask(system, "nosuch.example", "localhost")).toEqual(["", "::1"]);
});
