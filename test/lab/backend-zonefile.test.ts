/** Records in zone files of NSD and Knot, and by a command of the operator's (BIND's are in modules.test.ts): the serial rises, and is seen served. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LabHost, startHost } from "./module-host/host.ts";
import { answering, step, story, type Where, ZONE, ZONE_TEXT } from "./records-story.ts";

/** Stands for a DNS provider's tool: keeps its records in the zone file of an NSD beside it. */
const TOOL = `#!/usr/bin/python3
import re, subprocess, sys
verb, zone = sys.argv[1], sys.argv[2]
path = "/etc/nsd/corp"
lines = open(path).read().splitlines()
row = lambda l: re.match(r"(api|www) (?:(\\\\d+) )?IN (A|AAAA|CNAME) (\\\\S+)$", l)
if verb == "list":
    for m in filter(None, map(row, lines)):
        print(m[1] + "." + zone, m[2] or "300", m[3], m[4] if m[3] != "CNAME" else m[4] + "." + zone + ".")
else:
    sets = {}
    for l in sys.stdin.read().splitlines():
        name, ttl, type, *data = l.split()
        sets.setdefault((name.split(".")[0], type), []).extend([] if ttl == "-" else [(ttl, data[0])])
    lines = [l for l in lines if not (row(l) and (row(l)[1], row(l)[3]) in sets)]
    for (name, type), rows in sets.items():
        lines += ["%s %s IN %s %s" % (name, ttl, type, data) for ttl, data in rows]
    text = re.sub(r"\\\\d{10}", lambda m: str(int(m[0]) + 1), "\\\\n".join(lines) + "\\\\n", count=1)
    open(path, "w").write(text)
    subprocess.run(["nsd-control", "-c", "/etc/lab-nsd.conf", "reload", zone], check=True, stdout=subprocess.DEVNULL)
`;

const NSD = `mkdir -p /run/nsd /etc/nsd /var/lib/nsd; cp /etc/zone /etc/nsd/corp
  printf 'server:\\n  ip-address: ::1\\n  server-count: 1\\n  username: ""\\n  pidfile: ""\\n  zonesdir: ""\\n  database: ""\\n  zonelistfile: /run/nsd/list\\n  xfrdfile: /run/nsd/xfrd\\nremote-control:\\n  control-enable: yes\\n  control-interface: /run/nsd/ctl\\nzone:\\n  name: corp.example\\n  zonefile: /etc/nsd/corp\\n' >/etc/lab-nsd.conf
  setsid nsd -d -c /etc/lab-nsd.conf >/tmp/nsd.log 2>&1 </dev/null &`;
const KNOT = `mkdir -p /run/knot /var/lib/knot /etc/knot; cp /etc/zone /etc/knot/corp
  printf 'server:\\n  listen: ::1@53\\n  rundir: /run/knot\\ndatabase:\\n  storage: /var/lib/knot\\nzone:\\n  - domain: corp.example\\n    file: /etc/knot/corp\\n    zonefile-sync: -1\\n' >/etc/lab-knot.conf
  setsid knotd -c /etc/lab-knot.conf >/tmp/knot.log 2>&1 </dev/null &`;

const SERVERS: readonly (readonly [string, string, Where])[] = [
  [
    "NSD",
    NSD,
    { source: "zonefile", file: "/etc/nsd/corp", reload: ["nsd-control", "-c", "/etc/lab-nsd.conf", "reload", ZONE] },
  ],
  [
    "Knot",
    KNOT,
    { source: "zonefile", file: "/etc/knot/corp", reload: ["knotc", "-c", "/etc/lab-knot.conf", "zone-reload", ZONE] },
  ],
  [
    "a command, over NSD",
    `printf '%b' '${TOOL.replaceAll("\n", "\\n").replaceAll("'", "'\\''")}' >/usr/local/bin/dns-tool; chmod 755 /usr/local/bin/dns-tool; ${NSD}`,
    { source: "command", command: ["/usr/local/bin/dns-tool"] },
  ],
];

describe.each(SERVERS)("%s", (_, start, where) => {
  let host: LabHost;
  beforeAll(async () => {
    host = await startHost();
    host.run("sh", "-c", `ip link set lo up; cat >/etc/zone <<'X'\n${ZONE_TEXT}\nX\n${start}`);
    await answering(host);
  });
  afterAll(() => host?.close());

  test("AAAA comes, lives are shortened, A goes, and all of it comes back", () => story(host, where));

  test("a failure of the tool is said, and undone", async () => {
    const broken = where.source === "command" ? { ...where, command: ["false"] } : { ...where, reload: ["false"] };
    const add = [{ name: `api.${ZONE}`, type: "AAAA", address: "2001:db8::9", state: "present" }] as const;
    await expect(step(host, broken, "broken", add)).rejects.toThrow(/false.* failed \(1\)/);
  });
});
