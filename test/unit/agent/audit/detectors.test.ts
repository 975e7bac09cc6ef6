/** Detectors of single lines and processes: what each must say, and what it must not. */
import { describe, expect, it } from "vitest";
import { allowListFindings } from "../../../../agent/audit/allow-lists.ts";
import { ipv4OnlyListeners, portsOf } from "../../../../agent/audit/listeners.ts";
import { nameFindings, sortAddresses } from "../../../../agent/audit/names.ts";
import { configuredServers, dockerFindings, nfsFindings } from "../../../../agent/audit/neighbours.ts";
import { patternFindings } from "../../../../agent/audit/patterns.ts";
import { type Process, unitOf } from "../../../../agent/audit/processes.ts";
import { gaiConfFindings, resolvConfFindings } from "../../../../agent/audit/resolver-order.ts";
import { addrconfigFindings, parseMarks, runtimeFindings } from "../../../../agent/audit/runtimes.ts";
import { parseListening } from "../../../../agent/audit/sockets.ts";
import type { NameFact } from "../../../../agent/protocol/audit.ts";

function at(path: string, ...texts: string[]) {
  return texts.map((text, i) => ({ path, number: i + 1, text }));
}

const PG = "/etc/postgresql/15/main/pg_hba.conf";

describe("allow-lists", () => {
  it.each([
    ["pg_hba with 10/8", at(PG, "host all all 10.0.0.0/8 md5"), [`allow-list.pg-hba ${PG}:1`]],
    ["pg_hba with both", at(PG, "host all all 10.0.0.0/8 md5", "host all all 2001:db8::/32 md5"), []],
    [
      "pg_hba with IPv6 for another database",
      at(PG, "host a a 10.0.0.0/8 md5", "host b b 2001:db8::/32 md5"),
      [`allow-list.pg-hba ${PG}:1`],
    ],
    [
      "pg_hba as Debian ships it",
      at(PG, "host all all 127.0.0.1/32 scram-sha-256", "host all all ::1/128 scram-sha-256"),
      [],
    ],
    [
      "hosts.allow with a partial address",
      at("/etc/hosts.allow", "sshd: 192.0.2."),
      ["allow-list.hosts-allow /etc/hosts.allow:1"],
    ],
    ["hosts.allow with both", at("/etc/hosts.allow", "sshd: 192.0.2. [2001:db8::]/32"), []],
    ["fail2ban as shipped", at("/etc/fail2ban/jail.conf", "ignoreip = 127.0.0.1/8 ::1"), []],
    [
      "sshd Match",
      at("/etc/ssh/sshd_config", "Match Address 192.0.2.0/24"),
      ["allow-list.sshd /etc/ssh/sshd_config:1"],
    ],
    [
      "a key with from=",
      at("/root/.ssh/authorized_keys", 'from="192.0.2.1" ssh-ed25519 AAAA'),
      ["allow-list.sshd /root/.ssh/authorized_keys:1"],
    ],
    ["a key with from= of both", at("/root/.ssh/authorized_keys", 'from="192.0.2.1,2001:db8::1" ssh-ed25519 A'), []],
    [
      "nginx allow",
      at("/etc/nginx/x.conf", "allow 192.0.2.0/24;", "deny all;"),
      ["allow-list.nginx /etc/nginx/x.conf:1"],
    ],
    ["nginx allow of both", at("/etc/nginx/x.conf", "allow 192.0.2.0/24;", "allow 2001:db8::/32;"), []],
  ])("%s", (_, lines, expected) => {
    expect(allowListFindings(lines).map(({ kind, place }) => `${kind} ${place}`)).toEqual(expected);
  });
});

describe("listeners", () => {
  const listening = parseListening(
    [
      'tcp LISTEN 0 5 0.0.0.0:80 0.0.0.0:* users:(("old",pid=3,fd=3)) ino:1 sk:1 cgroup:/system.slice/old.service <->',
      "tcp LISTEN 0 5 0.0.0.0:22 0.0.0.0:* ino:1 sk:1",
      "tcp LISTEN 0 5 [::]:22 [::]:* ino:1 sk:1 v6only:1",
      "tcp LISTEN 0 5 *:443 *:* ino:1 sk:1 v6only:0",
      "tcp LISTEN 0 5 192.0.2.7:9000 0.0.0.0:* ino:1 sk:1",
      "tcp LISTEN 0 5 127.0.0.1:5432 0.0.0.0:* ino:1 sk:1",
      "udp UNCONN 0 0 0.0.0.0:68 0.0.0.0:* ino:1 sk:1",
      "udp UNCONN 0 0 0.0.0.0:45000 0.0.0.0:* ino:1 sk:1",
    ].join("\n"),
  );
  it("of IPv4 alone are named, with process and unit", () => {
    expect(ipv4OnlyListeners(listening, portsOf(listening, false))).toMatchObject([
      { place: "0.0.0.0:80/tcp", process: "old[3]", unit: "old.service" },
      { place: "192.0.2.7:9000/tcp" },
    ]);
  });
});

function process(argv: readonly string[], more: Partial<Process> = {}): Process {
  const exe = argv[0]!;
  return { pid: 7, comm: exe.split("/").at(-1)!, argv, environ: [], exe, cwd: "/", unit: null, ...more };
}

describe("programs", () => {
  const none = new Map();
  it.each([
    ["Java without a word", process(["/usr/bin/java", "-jar", "x"]), ["runtime.java look"]],
    ["Java with IPv4 alone", process(["/usr/bin/java", "-Djava.net.preferIPv4Stack=true"]), ["runtime.java blocks"]],
    ["Java set right", process(["/usr/bin/java", "-Djava.net.preferIPv6Addresses=system"]), []],
    [
      "Java set right by its environment",
      process(["/usr/bin/java"], { environ: ["JAVA_TOOL_OPTIONS=-Djava.net.preferIPv6Addresses=true"] }),
      [],
    ],
    ["Node as it is", process(["/usr/bin/node", "x.js"]), []],
    [
      "Node by NODE_OPTIONS",
      process(["/usr/bin/node"], { environ: ["NODE_OPTIONS=--dns-result-order=ipv4first"] }),
      ["runtime.node look"],
    ],
  ])("%s", (_, one, expected) => {
    expect(runtimeFindings([one], none).map(({ kind, weight }) => `${kind} ${weight}`)).toEqual(expected);
  });

  it.each([
    ["gethostbyname alone", ["gethostbyname"], ["symbols.af-inet"]],
    ["inet_addr alone", ["inet_addr"], ["symbols.af-inet"]],
    ["inet_addr beside inet_pton", ["inet_addr", "inet_pton"], []],
    ["both", ["gethostbyname", "getaddrinfo"], []],
    ["Go", ["Go buildinf:", "gethostbyname"], ["runtime.go"]],
    ["musl", ["ld-musl-x86_64.so", "getaddrinfo"], ["runtime.musl"]],
  ])("with %s among their symbols", (_, words, expected) => {
    const marks = parseMarks(words.map((word) => `/bin/app\0${word}`).join("\n"));
    expect(runtimeFindings([process(["/bin/app"])], marks).map(({ kind }) => kind)).toEqual(expected);
  });

  it("told to connect to 127.0.0.1, and not those that listen there", () => {
    const marks = new Map([["/bin/app", new Set(["getaddrinfo"])]]);
    const told = process(["/bin/app"], { environ: ["DB_URL=postgres://u:p@127.0.0.1/x"] });
    expect(addrconfigFindings([told], marks).map(({ place }) => place)).toEqual(["app[7] environ DB_URL"]);
    expect(addrconfigFindings([process(["/bin/app", "--listen-addr=127.0.0.1"])], marks)).toEqual([]);
  });

  it("know their unit from either kind of control group", () => {
    expect(unitOf("0::/system.slice/nginx.service\n")).toBe("nginx.service");
    expect(unitOf("1:name=systemd:/system.slice/cron.service\n0::/\n")).toBe(null);
    expect(unitOf("0::/\n")).toBe(null);
  });
});

describe("patterns that reject IPv6", () => {
  it.each([
    ["four groups", String.raw`^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$`, 1],
    ["a repeated group", String.raw`^(\d{1,3}\.){3}\d{1,3}$`, 1],
    ["brackets", "[0-9]+[.][0-9]+[.][0-9]+[.][0-9]+", 1],
    ["one that takes both", String.raw`^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f:]+)$`, 0],
    ["a version", String.raw`^\d+\.\d+$`, 0],
    ["a comment", String.raw`# ^(\d{1,3}\.){3}\d{1,3}$`, 0],
  ])("%s", (_, text, count) => expect(patternFindings(at("/srv/x.py", text))).toHaveLength(count));
});

describe("the resolver's order", () => {
  // FACTS: measured with glibc.
  it.each([
    ["", 0],
    ["#precedence ::ffff:0:0/96  100", 0],
    ["precedence ::ffff:0:0/96 40", 1],
    ["precedence ::/0 40", 1],
    ["precedence ::ffff:0:0/96 10", 0],
    ["precedence ::ffff:0:0/96 100", 1],
    ["precedence ::/0 50\nprecedence ::ffff:0:0/96 40", 0],
    ["precedence ::ffff:0:0/96 100\nprecedence ::ffff:0:0/96 10", 1],
  ])("%j", (text, count) => expect(gaiConfFindings(text)).toHaveLength(count));
  it("hides AAAA by an option", () => expect(resolvConfFindings("options edns0 no-aaaa")).toHaveLength(1));
});

describe("servers in configuration", () => {
  it.each([
    ["/etc/chrony/chrony.conf", "pool 2.debian.pool.ntp.org iburst", [], ["2.debian.pool.ntp.org 123 udp"]],
    ["/etc/chrony/chrony.conf", "server 192.0.2.1", ["service.chrony 192.0.2.1"], []],
    ["/etc/rsyslog.d/x.conf", "*.* @@logs.example:6514", [], ["logs.example 6514 tcp"]],
    ["/etc/rsyslog.d/x.conf", "*.* @192.0.2.1", ["service.syslog 192.0.2.1"], []],
    ["/etc/apt/sources.list", "deb https://deb.example/debian stable main", [], ["deb.example 443 tcp"]],
    ["/etc/postfix/main.cf", "relayhost = [smtp.example]:submission", [], ["smtp.example 587 tcp"]],
    ["/etc/postfix/main.cf", "relayhost =", [], []],
    ["/etc/postfix/main.cf", "inet_protocols = ipv4", ["mail.ipv4-only null"], []],
    ["/etc/postfix/main.cf", "inet_protocols = all", [], []],
  ])("%s: %s", (path, text, found, named) => {
    const { findings, names } = configuredServers(at(path, text));
    expect(findings.map(({ kind, address }) => `${kind} ${address}`)).toEqual(found);
    expect(names.map(({ name, port, protocol }) => `${name} ${port} ${protocol}`)).toEqual(named);
  });
  it("Docker, only where it is", () => {
    expect(dockerFindings(null, false)).toEqual([]);
    expect(dockerFindings('{"ipv6": true}', true)).toEqual([]);
    expect(dockerFindings(null, true)).toHaveLength(1);
  });
  it("NFS by the address it is mounted from", () => {
    expect(nfsFindings("nas:/x /mnt nfs4 rw,proto=tcp,addr=192.0.2.5 0 0")).toMatchObject([{ place: "/mnt" }]);
    expect(nfsFindings("nas:/x /mnt nfs4 rw,proto=tcp6,addr=2001:db8::5 0 0")).toEqual([]);
  });
});

describe("names", () => {
  const fact: NameFact = {
    name: "x.example",
    port: 443,
    protocol: "tcp",
    from: "plan",
    a: ["192.0.2.1"],
    aaaa: [],
    synthesised: [],
    reachable6: null,
    reachableTranslated: null,
    banner: null,
    because: "",
  };
  it("tell native addresses from synthesised ones", () => {
    expect(
      sortAddresses("2001:db8::1 STREAM x\n64:ff9b::1 STREAM\n192.0.2.1 STREAM\n192.0.2.1 DGRAM\n", ["64:ff9b::/96"]),
    ).toEqual({ a: ["192.0.2.1"], aaaa: ["2001:db8::1"], synthesised: ["64:ff9b::1"] });
  });
  it("without AAAA need a look, or a translator", () => {
    expect(nameFindings([fact], false)).toMatchObject([{ kind: "name.no-aaaa", weight: "look" }]);
    expect(nameFindings([fact], true)).toMatchObject([{ kind: "name.no-aaaa", weight: "note" }]);
  });
  it("that are not reached over IPv6 block, and a mirror is called one", () => {
    const lost = { ...fact, aaaa: ["2001:db8::9"], reachable6: false };
    expect(nameFindings([lost], true)).toMatchObject([{ kind: "name.unreachable6", weight: "blocks" }]);
    expect(nameFindings([{ ...lost, from: "/etc/apt/sources.list:1" }], true)).toMatchObject([
      { kind: "mirror.ipv4-only", place: "/etc/apt/sources.list:1" },
    ]);
  });
  it("that do not resolve at all are not judged", () => {
    expect(nameFindings([{ ...fact, a: [] }], false)).toEqual([]);
  });
});
