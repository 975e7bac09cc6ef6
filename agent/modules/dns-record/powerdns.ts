/** PowerDNS's HTTP API. The key is read on the host and leaves it only towards the API. */
import { Fault } from "../../rpc.ts";
import type { System } from "../../system.ts";
import type { RecordSet } from "./live-plan.ts";
import type { LiveServer, LiveWant } from "./live-server.ts";

const ASK_MS = 10_000;

interface Rrset {
  readonly name: string;
  readonly type: string;
  readonly ttl: number;
  readonly records: readonly { readonly content: string; readonly disabled?: boolean }[];
}

export const powerdnsServer: LiveServer = {
  async read(sys, want, names) {
    const { rrsets = [] } = (await call(sys, want, "GET")) as { rrsets?: readonly Rrset[] };
    const own = rrsets.filter(({ name }) => names.includes(bare(name)));
    const sets = own
      .filter(({ type }) => type === "A" || type === "AAAA")
      .map(
        ({ name, type, ttl, records }): RecordSet => ({
          name: bare(name),
          type: type as RecordSet["type"],
          ttl,
          addresses: records.filter(({ disabled }) => disabled !== true).map(({ content }) => content),
        }),
      )
      .filter(({ addresses }) => addresses.length > 0);
    const aliases = Object.fromEntries(
      own.filter(({ type }) => type === "CNAME").map(({ name, records }) => [bare(name), records[0]?.content ?? ""]),
    );
    return { sets, aliases };
  },
  async write(sys, want, edits) {
    await call(sys, want, "PATCH", {
      rrsets: edits.map(({ name, type, after }) =>
        after === null
          ? { name: `${name}.`, type, changetype: "DELETE" }
          : {
              name: `${name}.`,
              type,
              ttl: after.ttl,
              changetype: "REPLACE",
              records: after.addresses.map((content) => ({ content, disabled: false })),
            },
      ),
    });
  },
};

async function call(sys: System, want: LiveWant, method: "GET" | "PATCH", body?: unknown): Promise<unknown> {
  const base = (want.server ?? "http://[::1]:8081").replace(/\/+$/, "");
  const key = want.key === null || want.key === undefined ? null : await sys.read(want.key);
  if (key === null)
    throw new Fault(
      "refused",
      `dns-record: there is no ${want.key ?? "`key`"} on this host: the file that holds the API's key`,
    );
  const url = `${base}/api/v1/servers/localhost/zones/${want.zone}.`;
  let status: number;
  let text: string;
  try {
    const response = await fetch(url, {
      method,
      headers: { "X-API-Key": key.trim(), "content-type": "application/json" },
      redirect: "error",
      signal: AbortSignal.timeout(ASK_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    status = response.status;
    text = await response.text();
  } catch (cause) {
    const why = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
    throw new Fault("io", `dns-record: no answer from PowerDNS at ${base}: ${why}`, { cause });
  }
  if (status === 401)
    throw new Fault("refused", `dns-record: PowerDNS at ${base} does not take the key in ${want.key}`);
  if (status === 404 || (status === 422 && method === "GET"))
    throw new Fault("refused", `dns-record: PowerDNS at ${base} has no zone ${want.zone}`);
  if (status < 200 || status > 299)
    throw new Fault("io", `dns-record: PowerDNS at ${base}: ${status}: ${saidIn(text)}`);
  return text === "" ? null : JSON.parse(text);
}

function saidIn(text: string): string {
  try {
    return (JSON.parse(text) as { error?: string }).error ?? text;
  } catch {
    return text.slice(0, 200);
  }
}

function bare(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}
