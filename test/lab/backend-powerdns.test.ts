/** Records through PowerDNS's HTTP API. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LabHost, startHost } from "./module-host/host.ts";
import { answering, served, step, story, ZONE, ZONE_TEXT } from "./records-story.ts";

const WHERE = { source: "powerdns", server: "http://[::1]:8081", key: "/etc/api.key" };
const START = `mkdir -p /etc/lab-pdns /run/pdns
  python3 -c 'import sqlite3; sqlite3.connect("/etc/lab-pdns/db").executescript(open("/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql").read())'
  printf 'launch=gsqlite3\\ngsqlite3-database=/etc/lab-pdns/db\\nlocal-address=::1\\nsocket-dir=/run/pdns\\napi=yes\\napi-key=the-key\\nwebserver=yes\\nwebserver-address=::1\\nwebserver-allow-from=::1\\nreceiver-threads=1\\ncache-ttl=0\\nquery-cache-ttl=0\\nnegquery-cache-ttl=0\\nzone-cache-refresh-interval=0\\n' >/etc/lab-pdns/pdns.conf
  pdnsutil --config-dir=/etc/lab-pdns load-zone corp.example /etc/zone >/dev/null 2>&1
  printf 'the-key\\n' >/etc/api.key; printf 'other\\n' >/etc/other.key
  setsid pdns_server --config-dir=/etc/lab-pdns >/tmp/pdns.log 2>&1 </dev/null &`;

let host: LabHost;
beforeAll(async () => {
  host = await startHost();
  host.run("sh", "-c", `ip link set lo up; cat >/etc/zone <<'X'\n${ZONE_TEXT}\nX\n${START}`);
  await answering(host);
});
afterAll(() => host?.close());

describe("PowerDNS", () => {
  test("AAAA comes, lives are shortened, A goes, and all of it comes back", () => story(host, WHERE));

  test("a wrong key, a zone it does not have, nobody there: said, and nothing is done", async () => {
    const before = served(host);
    const add = [{ name: `api.${ZONE}`, type: "AAAA", address: "2001:db8::9", state: "present" }] as const;
    await expect(step(host, { ...WHERE, key: "/etc/other.key" }, "key", add)).rejects.toThrow(
      /does not take the key in \/etc\/other.key/,
    );
    await expect(step(host, { ...WHERE, key: "/etc/no.key" }, "no-key", add)).rejects.toThrow(
      /there is no \/etc\/no.key/,
    );
    await expect(step(host, { ...WHERE, server: "http://[::1]:1234" }, "nobody", add)).rejects.toThrow(
      /no answer from PowerDNS/,
    );
    const foreign = { ...WHERE, zone: "other.example" };
    await expect(step(host, foreign, "zone", [{ ...add[0], name: "x.other.example" }])).rejects.toThrow(
      /has no zone other.example/,
    );
    expect(served(host)).toEqual(before);
  });
});
