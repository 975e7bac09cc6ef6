/** Records over RFC 2136 with TSIG: nsupdate against BIND and against Knot. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LabHost, startHost } from "./module-host/host.ts";
import { answering, served, step, story, ZONE, ZONE_TEXT } from "./records-story.ts";

const SECRET = "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2U=";
const KEY = `key "mig" { algorithm hmac-sha256; secret "${SECRET}"; };`;
const WHERE = { source: "nsupdate", server: "::1", key: "/etc/mig.key" };

const SERVERS = [
  [
    "BIND",
    `mkdir -p /run/named /var/cache/bind; cp /etc/zone /var/cache/bind/corp
     printf '%s\\noptions { directory "/var/cache/bind"; pid-file none; listen-on { none; }; listen-on-v6 { ::1; }; recursion no; };\\nzone "corp.example" { type primary; file "/var/cache/bind/corp"; update-policy { grant mig zonesub A AAAA; }; };\\n' '${KEY}' >/etc/lab.conf
     setsid named -c /etc/lab.conf -n 1 -g >/tmp/named.log 2>&1 </dev/null &`,
  ],
  [
    "Knot",
    `mkdir -p /run/knot /var/lib/knot; cp /etc/zone /var/lib/knot/corp
     printf 'server:\\n  listen: ::1@53\\n  rundir: /run/knot\\ndatabase:\\n  storage: /var/lib/knot\\nkey:\\n  - id: mig\\n    algorithm: hmac-sha256\\n    secret: ${SECRET}\\nacl:\\n  - id: upd\\n    key: mig\\n    action: update\\nzone:\\n  - domain: corp.example\\n    file: /var/lib/knot/corp\\n    acl: upd\\n' >/etc/lab-knot.conf
     setsid knotd -c /etc/lab-knot.conf >/tmp/knot.log 2>&1 </dev/null &`,
  ],
] as const;

describe.each(SERVERS)("%s", (_, start) => {
  let host: LabHost;
  beforeAll(async () => {
    host = await startHost();
    host.run(
      "sh",
      "-c",
      `ip link set lo up; cat >/etc/zone <<'X'\n${ZONE_TEXT}\nX\nprintf '%s\\n' '${KEY}' >/etc/mig.key; printf '%s\\n' '${KEY.replace("c2Vj", "AAAA")}' >/etc/other.key\n${start}`,
    );
    await answering(host);
  });
  afterAll(() => host?.close());

  test("AAAA comes, lives are shortened, A goes, and all of it comes back", () => story(host, WHERE));

  test("a key the primary does not take, a server that is none: said, and nothing is done", async () => {
    const before = served(host);
    const add = [{ name: `api.${ZONE}`, type: "AAAA", address: "2001:db8::9", state: "present" }] as const;
    await expect(step(host, { ...WHERE, key: "/etc/other.key" }, "wrong-key", add)).rejects.toThrow(
      /does not take the key \/etc\/other.key/,
    );
    await expect(step(host, { ...WHERE, server: "[::1]:5353" }, "nobody", add)).rejects.toThrow(
      /does not answer for api/,
    );
    expect(served(host)).toEqual(before);
  });

  test("what somebody else has added since stays when a step is undone", async () => {
    const drop = [{ name: `api.${ZONE}`, type: "A", address: "10.0.0.7", state: "absent" }] as const;
    await step(host, WHERE, "drop-7", drop);
    host.run(
      "sh",
      "-c",
      `printf 'server ::1\\nupdate add api.${ZONE}. 300 A 10.0.0.99\\nsend\\n' | nsupdate -k /etc/mig.key`,
    );
    expect(await host.ask({ do: "undo", step: "drop-7" })).toMatchObject({ outcome: "undone" });
    expect(served(host).map((line) => line.split(" ").at(-1))).toEqual(["10.0.0.7", "10.0.0.8", "10.0.0.99"]);
  });
});
