/** What happens to records in a migration, the same at every kind of server: the server's own answers are looked at. */
import { expect } from "vitest";
import type { StepRequest, StepResult } from "../../agent/protocol/messages.ts";
import type { RecordWant } from "../../agent/protocol/wants.ts";
import { type LabHost, until } from "./module-host/host.ts";

export const ZONE = "corp.example";
export const ZONE_TEXT = `$TTL 300
@ IN SOA ns1 root ( 2026010100 60 60 60 60 )
@ IN NS ns1
ns1 IN AAAA ::1
api IN A 10.0.0.7
api IN A 10.0.0.8
www IN CNAME api
`;

export interface Where {
  readonly source: string;
  readonly file?: string;
  readonly reload?: readonly string[];
  readonly server?: string;
  readonly key?: string;
  readonly command?: readonly string[];
}

export function step(
  host: LabHost,
  where: Where,
  id: string,
  records: readonly RecordWant[],
  mode: "check" | "apply" = "apply",
): Promise<StepResult> {
  const want = { zone: ZONE, file: "/etc/hosts", reload: null, ttl: 120, ...where, records };
  const request = { step: id, run: "r1", module: "dns-record", want, mode } as unknown as StepRequest;
  return host.ask({ do: "step", request, connection: null });
}

/** `NAME TTL TYPE DATA`, sorted. */
export function served(host: LabHost): string[] {
  return ["A", "AAAA"]
    .flatMap((type) =>
      host
        .run("dig", "@::1", "+noall", "+answer", "+norecurse", `api.${ZONE}`, type)
        .split("\n")
        .filter((line) => line !== "" && !line.startsWith(";")),
    )
    .map((line) => line.replaceAll(/\s+/g, " ").replace(" IN ", " "))
    .sort();
}

export async function answering(host: LabHost): Promise<void> {
  await until("the server answers", 15_000, () =>
    host.try("dig", "@::1", "+time=1", "+tries=1", ZONE, "SOA").stdout.includes("NOERROR"),
  );
}

const api = (type: "A" | "AAAA", address: string, state: RecordWant["state"], ttl?: number): RecordWant => ({
  name: `api.${ZONE}`,
  type,
  address,
  state,
  ...(ttl === undefined ? {} : { ttl }),
});

const A7 = "api.corp.example. 300 A 10.0.0.7";
const A8 = "api.corp.example. 300 A 10.0.0.8";

export async function story(host: LabHost, where: Where): Promise<void> {
  expect(served(host)).toEqual([A7, A8]);
  const aaaa = [api("AAAA", "2001:db8::7", "present")];
  const seen = await step(host, where, "add", aaaa, "check");
  expect(seen.outcome).toBe("would-change");
  expect(seen.changes[0]).toMatchObject({ key: "record:api.corp.example:AAAA:2001:db8::7", before: null });
  expect(served(host)).toEqual([A7, A8]);

  expect((await step(host, where, "add", aaaa)).outcome).toBe("changed");
  await until("the AAAA is served", 5_000, () => served(host).length === 3);
  expect(served(host)).toContain("api.corp.example. 120 AAAA 2001:db8::7");
  expect((await step(host, where, "add-again", aaaa)).outcome).toBe("unchanged");

  const short = [api("A", "10.0.0.7", "short-lived", 60)];
  expect((await step(host, where, "short", short)).changes[0]).toMatchObject({
    key: "ttl:api.corp.example:A",
    before: "300",
    after: "60",
  });
  await until("the TTL is served", 5_000, () => served(host).includes("api.corp.example. 60 A 10.0.0.7"));
  const dropped = await step(host, where, "drop", [api("A", "10.0.0.7", "absent")]);
  expect(dropped.changes[0]!.before).toBe("api.corp.example. 60 A 10.0.0.7");
  await until("the A is gone", 5_000, () => served(host).length === 2);
  expect(served(host)).toContain("api.corp.example. 60 A 10.0.0.8");

  for (const id of ["drop", "short", "add"])
    expect(await host.ask({ do: "undo", step: id })).toMatchObject({ outcome: "undone" });
  await until("all is as before", 5_000, () => served(host).length === 2);
  expect(served(host)).toEqual([A7, A8]);
  await expect(step(host, where, "alias", [{ ...aaaa[0]!, name: `www.${ZONE}` }])).rejects.toThrow(/is an alias/);
}
