/** For each gate the clean case, a fault of the lab that turns it red, and one after which it cannot know. */
import type { Evidence } from "../../../src/engine/ports.ts";
import { addressing } from "../../../src/lab/addressing.ts";
import type { GateName } from "../../../src/plan/gates.ts";
import { ARGS, type GateSetting, PLAN, SPEC } from "./setting.ts";

export interface Scene {
  readonly what: string;
  readonly ask: (at: GateSetting) => Promise<Evidence>;
  /** Must stand in the sentence. */
  readonly says: string | RegExp;
}

export interface Row {
  /** Asked before everything else, and after. */
  readonly prepare?: (at: GateSetting) => Promise<void>;
  readonly clean: (at: GateSetting) => Promise<Evidence>;
  /** None for a gate that only records. */
  readonly red: Scene | null;
  readonly unknown: Scene;
}

const insideApi1 = { ...PLAN, vantage: { ...PLAN.vantage, inside: ["api1"] } };
const withIpv4 = (name: GateName, host: string): Scene => ({
  what: "the vantage point has IPv4",
  ask: (at) => at.ask(name, [host], { plan: insideApi1 }),
  says: "api1 has IPv4 (eth0 10.10.0.11/24)",
});

/** The vantage point's agent cannot be reached. */
function blind(
  name: GateName,
  hosts: readonly string[],
  asking: Parameters<GateSetting["ask"]>[2] = {},
  lost = "mon1",
): Scene {
  return {
    what: `nobody reaches ${lost}`,
    ask: (at) => at.lost(lost, () => at.ask(name, hosts, asking)),
    says: `${lost} cannot be reached`,
  };
}

const APPEND = (path: string, line: string) =>
  [`cp -a ${path} /srv/kept; echo '${line}' >>${path}`, `cat /srv/kept >${path}`] as const;
const reset6 = (port: number) => `meta nfproto ipv6 tcp dport ${port} reject with tcp reset`;

/** A file of this host with a prefix of its own of /dev, where its log daemon may listen. */
const OWN_DEV =
  "mkdir -p /run/dev; mount --rbind /dev /run/dev; mount -t tmpfs tmpfs /dev; for d in /run/dev/*; do ln -s $d /dev/; done";
const RECEIVES = `cat >/srv/rsyslog.conf <<'END'
module(load="imtcp")
input(type="imtcp" port="10514" address="::")
*.* /var/log/remote.log
END
touch /var/log/remote.log
rsyslogd -f /srv/rsyslog.conf -i /run/rsyslog.pid`;
const SENDS = `${OWN_DEV}
cat >/srv/rsyslog.conf <<'END'
module(load="imuxsock")
*.* action(type="omfwd" target="2001:db8:10::21" port="10514" protocol="tcp" action.resumeInterval="1")
END
rsyslogd -f /srv/rsyslog.conf -i /run/rsyslog.pid`;

const chronyd = (lines: string) =>
  `mkdir -p -m 0750 /run/chrony; printf '%s\\n' ${lines} 'bindcmdaddress /run/chrony/chronyd.sock' 'pidfile /run/chrony/chronyd.pid' 'cmdport 0' >/srv/chrony.conf; chronyd -x -u root -f /srv/chrony.conf`;
const END_CHRONYD = "kill $(cat /run/chrony/chronyd.pid); while [ -e /run/chrony/chronyd.pid ]; do :; done";

/** Of mon1, and of old names that have another address. */
const REVERSE = `cat >/etc/bind/reverse.zone <<'END'
$TTL 60
@ IN SOA ns.corp.example. hostmaster.corp.example. 1 3600 600 86400 5
@ IN NS ns.corp.example.
1.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.0.0.8.b.d.0.1.0.0.2.ip6.arpa. IN PTR api.corp.example.
1.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.0.0.8.b.d.0.1.0.0.2.ip6.arpa. IN PTR api.corp.example.
END
echo 'zone "8.b.d.0.1.0.0.2.ip6.arpa" { type primary; file "/etc/bind/reverse.zone"; };' >>/etc/bind/named.conf
rndc reconfig`;

const QUERY = (type: string) =>
  `for i in $(seq 20); do dig +short +tries=1 @2001:db8:10::54 API.corp.example ${type} >/dev/null; done`;
/** Later than any serial of the lab's. */
const LATER =
  "sed -i -E 's/(20260101[0-9]{2}|2[0-9]{9}) ; serial/'29$(date +%s | tail -c 9)' ; serial/' /etc/bind/corp.example.zone; rndc reload";
/** An edit of the zone with a later serial, and what takes it back. */
const ZONE_EDIT = (edit: string): readonly [string, string] => [
  `cp /etc/bind/corp.example.zone /srv/zone; sed -i '${edit}' /etc/bind/corp.example.zone; ${LATER}`,
  `cp /srv/zone /etc/bind/corp.example.zone; sleep 1; ${LATER}`,
];
const API1_ONLY = "2001:db8:10::11";

/** `inbound4` needs an edge and a client outside: backend-inbound.test.ts. `own` is what its file makes it: extending.test.ts. */
export const TABLE: { readonly [N in Exclude<GateName, "inbound4" | "own">]: Row } = {
  "ssh.fresh6": {
    clean: (at) => at.ask("ssh.fresh6", ["api1"]),
    red: {
      what: "sshd refuses over IPv6",
      ask: (at) => at.filtering("api1", reset6(22), () => at.ask("ssh.fresh6", ["api1"])),
      says: "no new SSH connection to api1 can be opened over IPv6 (3 tries)",
    },
    unknown: blind("ssh.fresh6", ["api1"]),
  },
  "service.health": {
    clean: (at) =>
      at.ask("service.health", ["api1"], {
        service: "api",
        plan: { ...PLAN, vantage: { ...PLAN.vantage, inside: ["mon1", "db1"] } },
      }),
    red: {
      what: "the service refuses over IPv6",
      ask: (at) => at.filtering("api1", reset6(8080), () => at.ask("service.health", ["api1"], { service: "api" })),
      says: /From mon1, .*api1.*connection refused/,
    },
    unknown: blind("service.health", ["api1"], { service: "api" }),
  },
  needs6: {
    clean: (at) => at.ask("needs6", ["api1"], { service: "api" }),
    red: {
      what: "the database is closed to IPv6",
      ask: (at) =>
        at.filtering("db1", "meta nfproto ipv6 tcp dport 5432 reject with icmpx admin-prohibited", () =>
          at.ask("needs6", ["api1"], { service: "api" }),
        ),
      says: /From api1, .*5432.*administratively prohibited/,
    },
    unknown: blind("needs6", ["api1"], { service: "api" }, "api1"),
  },
  prefer6: {
    clean: (at) => at.ask("prefer6", ["api1", "mon1"]),
    red: {
      what: "the usual recipe for gai.conf",
      ask: (at) =>
        at.broken("api1", ...APPEND("/etc/gai.conf", "precedence ::ffff:0:0/96 100"), () =>
          at.ask("prefer6", ["api1"]),
        ),
      says: /On api1, a new process gets [\d.]+ first for dual.example/,
    },
    unknown: {
      what: "getent is missing",
      ask: (at) => at.missing("api1", "/usr/bin/getent", () => at.ask("prefer6", ["api1"])),
      says: "api1 could not",
    },
  },
  "ipv4.quiet": {
    clean: (at) => at.ask("ipv4.quiet", ["mon1"]),
    red: {
      what: "a client comes as ::ffff:",
      ask: async (at) => {
        const client = await at.program("api1", "exec bash -c 'exec 5<>/dev/tcp/10.10.0.21/5432; read -r _ <&5'");
        try {
          return await at.askUntil("fail", () => at.ask("ipv4.quiet", ["db1"]));
        } finally {
          client.kill("SIGKILL");
        }
      },
      says: /10\.10\.0\.21:5432 with 10\.10\.0\.11:\d+, ESTAB/,
    },
    unknown: {
      what: "ss is missing",
      ask: (at) => at.missing("mon1", "/usr/bin/ss", () => at.ask("ipv4.quiet", ["mon1"])),
      says: "could not be watched",
    },
  },
  "traffic.ratio": {
    clean: (at) => at.ask("traffic.ratio", ["api1", "mon1"]),
    red: null,
    unknown: {
      what: "a host could not be reached when the run began",
      ask: (at) => at.ask("traffic.ratio", ["api1"], { without: "api1" }),
      says: "No facts of api1",
    },
  },
  "ipv4.literals": {
    clean: (at) => at.ask("ipv4.literals", ["api1"]),
    red: {
      what: "an address in a file of settings",
      ask: (at) =>
        at.broken("api1", "echo 'UPSTREAM=10.10.0.77' >/etc/default/shop", "rm /etc/default/shop", () =>
          at.ask("ipv4.literals", ["api1"]),
        ),
      says: "/etc/default/shop:1",
    },
    unknown: {
      what: "nobody observes whether it is used",
      ask: (at) =>
        at.broken("api1", "echo 'UPSTREAM=10.10.0.77' >/etc/default/shop", "rm /etc/default/shop", () =>
          at.ask("ipv4.literals", ["api1"], { args: { allow: "unused" } }),
        ),
      says: "nothing observes",
    },
  },
  "firewall.parity": {
    clean: (at) => at.ask("firewall.parity", ["api1"]),
    red: {
      what: "only IPv4 is filtered",
      ask: (at) =>
        at.broken(
          "api1",
          "nft 'add table ip four; add chain ip four in { type filter hook input priority 10; policy drop; }; add rule ip four in tcp dport 8080 accept'",
          "nft delete table ip four",
          () => at.ask("firewall.parity", ["api1"]),
        ),
      says: "IPv6 is not",
    },
    unknown: {
      what: "nft is missing",
      ask: (at) => at.missing("api1", "/usr/sbin/nft", () => at.ask("firewall.parity", ["api1"])),
      says: "nft is not on this host",
    },
  },
  "path.mtu": {
    clean: (at) => at.ask("path.mtu", ["api1"]),
    red: {
      what: "large packets vanish",
      ask: (at) =>
        at.filtering("api1", "meta l4proto ipv6-icmp icmpv6 type echo-request meta length > 1400 drop", () =>
          at.ask("path.mtu", ["api1"]),
        ),
      says: "a black hole",
    },
    unknown: {
      what: "nothing answers echoes",
      ask: (at) => at.filtering("api1", "icmpv6 type echo-request drop", () => at.ask("path.mtu", ["api1"])),
      says: "let ICMPv6 echo through",
    },
  },
  "dns64.resolve": {
    clean: (at) => at.ask("dns64.resolve", ["ns1"]),
    red: {
      what: "a resolver with another prefix",
      ask: (at) => at.otherDns64({ prefixes: ["2001:db8:64::/96"] }, () => at.ask("dns64.resolve", ["ns1"])),
      says: "2001:db8:64::",
    },
    unknown: withIpv4("dns64.resolve", "ns1"),
  },
  "dns64.dnssec": {
    clean: (at) => at.ask("dns64.dnssec", ["ns1"]),
    red: {
      what: "a resolver that asks a server which validates nothing",
      ask: (at) => at.otherDns64({ upstream: [addressing(SPEC).dns4] }, () => at.ask("dns64.dnssec", ["ns1"])),
      says: /bogus|AD|validat/,
    },
    unknown: withIpv4("dns64.dnssec", "ns1"),
  },
  "nat64.connect": {
    clean: (at) => at.ask("nat64.connect", ["gw1"]),
    red: {
      what: "UDP is lost",
      ask: (at) =>
        at.filtering("gw1", "meta l4proto udp ip6 daddr 64:ff9b::/96 reject with icmpx admin-prohibited", () =>
          at.ask("nat64.connect", ["gw1"]),
        ),
      says: "UDP to v4only.example:7",
    },
    unknown: withIpv4("nat64.connect", "gw1"),
  },
  "nat64.large": {
    clean: (at) => at.ask("nat64.large", ["gw1"]),
    red: {
      what: "errors about large packets do not come back",
      ask: async (at) => {
        // What the client learned of the path before would hide it.
        await at.shell("mon1", "ip -6 route flush cache");
        return at.filtering("gw1", "icmp type destination-unreachable drop", () => at.ask("nat64.large", ["gw1"]));
      },
      says: "packets of 1500 bytes vanish",
    },
    unknown: withIpv4("nat64.large", "gw1"),
  },
  "nat64.state": {
    clean: (at) => at.ask("nat64.state", ["gw1"]),
    red: {
      what: "too few ports",
      ask: (at) =>
        at.otherNat64({ pool4: [{ prefix: "93.184.215.64/32", ports: "1024-1423" }] }, () =>
          at.ask("nat64.state", ["gw1"]),
        ),
      says: /only \d+ of 500 connections/,
    },
    unknown: withIpv4("nat64.state", "gw1"),
  },

  "nat64.failures": {
    clean: (at) => at.ask("nat64.failures", ["mon1"]),
    red: {
      what: "a server that refuses",
      ask: async (at) => {
        await at.lab.exec("mon1", ["curl", "-sS", "-m", "2", "http://[64:ff9b::5db8:d80a]:9/"]);
        return at.ask("nat64.failures", ["mon1"], { args: { max: 0 } });
      },
      says: /mon1 → .*93\.184\.216\.10.*1 refused/,
    },
    unknown: blind("nat64.failures", ["mon1"], {}, "gw1"),
  },

  "host.ipv6": {
    clean: (at) => at.ask("host.ipv6", ["api1", "mon1"]),
    red: {
      what: "a default route from a router that nobody listens to",
      ask: async (at) => {
        const via = (await at.shell("api1", "ip -6 route show default")).trim().replace(/ (metric|pref) \S+/g, "");
        return at.broken(
          "api1",
          `sysctl -qw net.ipv6.conf.eth0.accept_ra=0; ip -6 route del default; ip -6 route add ${via} proto ra expires 1700`,
          `ip -6 route del default; ip -6 route add ${via}`,
          () => at.ask("host.ipv6", ["api1"]),
        );
      },
      says: "accept_ra is 0",
    },
    unknown: {
      what: "ip is missing",
      ask: (at) =>
        at.broken(
          "api1",
          "p=$(readlink -f $(command -v ip)); echo $p >/srv/where; mv $p /srv/ip.away",
          "mv /srv/ip.away $(cat /srv/where)",
          () => at.ask("host.ipv6", ["api1"]),
        ),
      says: "ip is not on this host",
    },
  },
  "listen.parity": {
    clean: (at) => at.ask("listen.parity", ["api1", "db1"]),
    red: {
      what: "a server on 0.0.0.0",
      ask: async (at) => {
        const server = await at.program("api1", "exec python3 -m http.server -b 0.0.0.0 7001");
        try {
          return await at.askUntil("fail", () => at.ask("listen.parity", ["api1"]));
        } finally {
          server.kill("SIGKILL");
        }
      },
      says: /python3.* listens on 0\.0\.0\.0:7001\/tcp/,
    },
    unknown: {
      what: "ss is missing",
      ask: (at) => at.missing("api1", "/usr/bin/ss", () => at.ask("listen.parity", ["api1"])),
      says: "listening sockets cannot be judged",
    },
  },
  "allow.parity": {
    clean: (at) => at.ask("allow.parity", ["api1"]),
    red: {
      what: "hosts.allow with IPv4 alone",
      ask: (at) =>
        at.broken("api1", "echo 'sshd: 10.10.' >/etc/hosts.allow", "rm /etc/hosts.allow", () =>
          at.ask("allow.parity", ["api1"]),
        ),
      says: "/etc/hosts.allow:1",
    },
    unknown: {
      what: "grep is missing",
      ask: (at) => at.missing("api1", "/usr/bin/grep", () => at.ask("allow.parity", ["api1"])),
      says: "allow-lists cannot be judged",
    },
  },
  "tls.sans": {
    clean: (at) => at.ask("tls.sans", ["api1"]),
    red: {
      what: "a certificate for an IPv4 address",
      ask: (at) =>
        at.broken(
          "api1",
          "mkdir -p /etc/shop; openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=shop -addext subjectAltName=IP:10.10.0.11 -keyout /etc/shop/tls.key -out /etc/shop/tls.pem 2>/dev/null",
          "rm -r /etc/shop",
          () => at.ask("tls.sans", ["api1"]),
        ),
      says: "/etc/shop/tls.pem",
    },
    unknown: {
      what: "grep is missing",
      ask: (at) => at.missing("api1", "/usr/bin/grep", () => at.ask("tls.sans", ["api1"])),
      says: "certificates cannot be judged",
    },
  },
  "dns.reverse": {
    prepare: async (at) => {
      await at.shell("zone1", REVERSE);
      at.facts.set("mon1", { ...at.facts.get("mon1")!, nameservers: ["2001:db8:10::54"] });
    },
    clean: (at) => at.ask("dns.reverse", ["api1"]),
    red: {
      what: "the name has another address",
      ask: (at) => at.ask("dns.reverse", ["db1"]),
      says: `is api.corp.example, and api.corp.example is ${API1_ONLY}`,
    },
    unknown: {
      what: "the name server is silent",
      ask: (at) => at.filtering("zone1", "udp dport 53 reject", () => at.ask("dns.reverse", ["api1"])),
      says: "got no answer for the PTR",
    },
  },
  "dns.authoritative": {
    clean: (at) => at.ask("dns.authoritative", ["api1"], { service: "api" }),
    red: {
      what: "the server lost the AAAA record",
      ask: (at) =>
        at.broken(
          "zone1",
          "cp /etc/bind/corp.example.zone /srv/zone; sed -i '/^api IN AAAA/d; s/2026010100/2026010101/' /etc/bind/corp.example.zone; rndc reload",
          "sed 's/2026010100/2026010102/' /srv/zone >/etc/bind/corp.example.zone; rndc reload",
          () => at.askUntil("fail", () => at.ask("dns.authoritative", ["api1"], { service: "api" })),
        ),
      says: "has no AAAA record of api.corp.example",
    },
    unknown: {
      what: "the server is silent",
      ask: (at) =>
        at.filtering("zone1", "udp dport 53 reject", () => at.ask("dns.authoritative", ["api1"], { service: "api" })),
      says: /cannot find the servers|does not answer/,
    },
  },
  "records.aaaa": {
    clean: (at) => at.ask("records.aaaa", ["api1"], { service: "api" }),
    red: {
      what: "the server has another address",
      ask: (at) =>
        at.broken("zone1", ...ZONE_EDIT("s/^api IN AAAA.*/api IN AAAA 2001:db8:10::99/"), () =>
          at.askUntil("fail", () => at.ask("records.aaaa", ["api1"], { service: "api" })),
        ),
      says: "answers api.corp.example AAAA with 2001:db8:10::99, without 2001:db8:10::11",
    },
    unknown: {
      what: "the server is silent",
      ask: (at) =>
        at.filtering("zone1", "udp dport 53 reject", () => at.ask("records.aaaa", ["api1"], { service: "api" })),
      says: /tells no NS|does not answer/,
    },
  },
  "records.expired": {
    clean: (at) =>
      at.broken("zone1", ...ZONE_EDIT("/^api IN A /d"), () =>
        at.askUntil("pass", () => at.ask("records.expired", ["api1"], { service: "api" })),
      ),
    red: {
      what: "the server still has the record",
      ask: (at) => at.askUntil("fail", () => at.ask("records.expired", ["api1"], { service: "api" })),
      says: "still answers api.corp.example A with 10.10.0.11",
    },
    unknown: {
      what: "the server is silent",
      ask: (at) =>
        at.filtering("zone1", "udp dport 53 reject", () => at.ask("records.expired", ["api1"], { service: "api" })),
      says: /tells no NS|does not answer/,
    },
  },
  "dns.quiet": {
    prepare: async (at) => {
      await at.fleet.call("zone1", "observe", { queries: ["api.corp.example"] });
    },
    clean: async (at) => {
      await at.shell("api1", `${QUERY("AAAA")}; dig +short @2001:db8:10::54 api.corp.example A >/dev/null`);
      return at.askUntil("pass", () => at.ask("dns.quiet", ["api1"], { service: "api" }));
    },
    red: {
      what: "somebody asks for A alone",
      // Until the counters are older than the window.
      ask: (at) =>
        at.askUntil("fail", async () => {
          await at.shell("api1", QUERY("A"));
          return at.ask("dns.quiet", ["api1"], { service: "api", args: { forMs: 1_500, max: 5 } });
        }),
      says: /zone1 was asked \d+ times for A of api.corp.example/,
    },
    unknown: {
      what: "the counters are gone",
      ask: (at) =>
        at.broken("zone1", "nft delete table inet migrate_audit; rm -r /var/lib/migrate/audit", "true", () =>
          at.ask("dns.quiet", ["api1"], { service: "api" }),
        ),
      says: "Nobody counts the queries",
    },
  },
  "time.sync": {
    prepare: async (at) => {
      await at.shell("mon1", chronyd("'local stratum 5' 'allow'"));
      await at.shell("db1", chronyd("'local stratum 5' 'allow'"));
      await at.shell("api1", chronyd("'server 2001:db8:10::41 iburst minpoll 0 maxpoll 0'"));
    },
    clean: (at) => at.askUntil("pass", () => at.ask("time.sync", ["api1"])),
    red: {
      what: "the time comes over IPv4",
      ask: async (at) => {
        await at.shell("api1", `${END_CHRONYD}; ${chronyd("'server 10.10.0.21 iburst minpoll 0 maxpoll 0'")}`);
        return at.askUntil("fail", () => at.ask("time.sync", ["api1"]), "over IPv4");
      },
      says: "10.10.0.21, over IPv4",
    },
    unknown: {
      what: "no time daemon runs",
      ask: (at) => at.broken("api1", END_CHRONYD, "true", () => at.ask("time.sync", ["api1"])),
      says: "time daemon could not be asked",
    },
  },
  "packages.mirror": {
    prepare: async (at) => {
      await at.shell(
        "db1",
        "rm -rf /etc/apt/sources.list.d; echo 'deb http://mirror.corp.example:8080/debian stable main' >/etc/apt/sources.list",
      );
    },
    clean: (at) => at.ask("packages.mirror", ["db1"]),
    red: {
      what: "IPv6 to the mirror ends on the way",
      ask: (at) => at.filtering("api1", reset6(8080), () => at.ask("packages.mirror", ["db1"])),
      says: "mirror.corp.example",
    },
    unknown: {
      what: "no mirror is configured",
      ask: (at) =>
        at.broken("db1", "mv /etc/apt/sources.list /srv/sources", "mv /srv/sources /etc/apt/sources.list", () =>
          at.ask("packages.mirror", ["db1"]),
        ),
      says: "no package mirror",
    },
  },
  "logs.arrive": {
    prepare: async (at) => {
      await at.shell("db1", RECEIVES);
      await at.shell("api1", SENDS);
    },
    clean: (at) => at.ask("logs.arrive", ["api1"]),
    red: {
      what: "the log server is closed to IPv6",
      ask: (at) => at.filtering("db1", "meta nfproto ipv6 tcp dport 10514 drop", () => at.ask("logs.arrive", ["api1"])),
      says: "What api1 logs does not arrive at db1",
    },
    unknown: {
      what: "logger is missing",
      ask: (at) => at.missing("api1", "/usr/bin/logger", () => at.ask("logs.arrive", ["api1"])),
      says: "logger is not on this host",
    },
  },
  "monitoring.ipv6": {
    prepare: async (at) => {
      await at.fleet.call("api1", "observe", { queries: [] });
    },
    clean: (at) =>
      at.askUntil("pass", async () => {
        await at.shell("mon1", "curl -sf6 http://[2001:db8:10::11]:8080/ >/dev/null");
        return at.ask("monitoring.ipv6", ["api1"]);
      }),
    red: {
      what: "a check still comes over IPv4",
      ask: async (at) => {
        await at.shell("db1", "curl -sf4 http://10.10.0.11:8080/ >/dev/null");
        return at.ask("monitoring.ipv6", ["api1"], { args: { forMs: 60_000, from: ["db1"] } });
      },
      says: "10.10.0.21 still checks tcp 8080 of api1 over IPv4",
    },
    unknown: {
      what: "nothing observes the host",
      ask: (at) => at.ask("monitoring.ipv6", ["db1"]),
      says: "Nothing observed db1",
    },
  },
  "ipv4.gone": {
    prepare: async (at) => {
      const step = {
        step: "remove-ipv4",
        run: "lab",
        module: "ipv4-address",
        want: { state: "absent", keep: [] },
        mode: "apply",
      };
      await at.shell("old1", "echo 'nameserver 2001:db8:10::53' >/etc/resolv.conf");
      await at.fleet.call("old1", "step", step);
      await at.fleet.forget("old1");
      await at.lab.reboot("old1");
    },
    clean: (at) => at.ask("ipv4.gone", ["old1"]),
    red: {
      what: "something gives the host an address again",
      ask: (at) =>
        at.broken("old1", "ip addr add 10.10.0.99/24 dev eth0", "ip addr del 10.10.0.99/24 dev eth0", () =>
          at.ask("ipv4.gone", ["old1"]),
        ),
      says: "old1 has IPv4 again (eth0 10.10.0.99/24)",
    },
    unknown: {
      what: "the lease is not over",
      ask: (at) => at.ask("ipv4.gone", ["old1"], { args: { leaseMs: 86_400_000, reboot: true } }),
      says: "A whole lease (1d) has not gone by",
    },
  },

  "metric.prometheus": {
    prepare: async (at) => {
      const config =
        'global: {scrape_interval: 1s}\\nscrape_configs: [{job_name: self, static_configs: [{targets: ["[::1]:9090"]}]}]\\n';
      await at.shell("mon1", `printf '${config}' >/srv/prometheus.yml`);
      await at.program(
        "mon1",
        "exec prometheus --config.file=/srv/prometheus.yml --storage.tsdb.path=/srv/prometheus --web.listen-address=[::1]:9090 --log.level=error",
      );
    },
    clean: (at) => at.askUntil("pass", () => at.ask("metric.prometheus", ["api1"])),
    red: {
      what: "a value out of bounds",
      ask: (at) => at.ask("metric.prometheus", ["api1"], { args: { ...ARGS["metric.prometheus"], query: "up - 1" } }),
      says: "which is not above 0",
    },
    unknown: {
      what: "a query without series",
      ask: (at) =>
        at.ask("metric.prometheus", ["api1"], { args: { ...ARGS["metric.prometheus"], query: "errors_total" } }),
      says: "errors_total has no series (no_data: hold)",
    },
  },
  "metric.http": {
    clean: (at) => at.ask("metric.http", ["api1"]),
    red: {
      what: "the server refuses over IPv6",
      ask: (at) => at.filtering("api1", reset6(8080), () => at.ask("metric.http", ["api1"])),
      says: "connection refused",
    },
    unknown: blind("metric.http", ["api1"]),
  },
  "metric.command": {
    prepare: async (at) => {
      await at.shell("mon1", "echo 'echo OK; exit 0' >/srv/check");
    },
    clean: (at) => at.ask("metric.command", ["api1"]),
    red: {
      what: "it is critical",
      ask: (at) =>
        at.broken("mon1", "echo 'echo full; exit 2' >/srv/check", "echo 'exit 0' >/srv/check", () =>
          at.ask("metric.command", ["api1"]),
        ),
      says: "exit 2, full",
    },
    unknown: {
      what: "it does not know",
      ask: (at) =>
        at.broken("mon1", "echo 'exit 3' >/srv/check", "echo 'exit 0' >/srv/check", () =>
          at.ask("metric.command", ["api1"]),
        ),
      says: "exit 3 (no_data: hold)",
    },
  },
  "metric.smtp": {
    prepare: async (at) => {
      await at.shell("db1", "postconf -e inet_interfaces=all inet_protocols=all; postfix start >/dev/null 2>&1");
    },
    clean: (at) => at.askUntil("pass", () => at.ask("metric.smtp", ["db1"])),
    red: {
      what: "the mail server is closed to IPv6",
      ask: (at) => at.filtering("db1", reset6(25), () => at.ask("metric.smtp", ["db1"])),
      says: "connection refused",
    },
    unknown: blind("metric.smtp", ["db1"]),
  },
  "metric.tcp": {
    clean: (at) => at.ask("metric.tcp", ["db1"]),
    red: {
      what: "the port refuses over IPv6",
      ask: (at) => at.filtering("db1", reset6(5432), () => at.ask("metric.tcp", ["db1"])),
      says: "connection refused",
    },
    unknown: blind("metric.tcp", ["db1"]),
  },
  "metric.tls": {
    prepare: async (at) => {
      await at.shell(
        "db1",
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3 -subj /CN=db -addext subjectAltName=DNS:db.corp.example -keyout /srv/tls.key -out /srv/tls.pem 2>/dev/null",
      );
      await at.program(
        "db1",
        "exec openssl s_server -quiet -accept '[::]:8443' -cert /srv/tls.pem -key /srv/tls.key >/dev/null 2>&1",
      );
    },
    clean: (at) => at.askUntil("pass", () => at.ask("metric.tls", ["db1"])),
    red: {
      what: "the certificate is for another name",
      ask: (at) => at.ask("metric.tls", ["db1"], { args: { ...ARGS["metric.tls"], name: "www.example" } }),
      says: "is for another name",
    },
    unknown: blind("metric.tls", ["db1"]),
  },
  "metric.dns": {
    clean: (at) => at.ask("metric.dns", ["ns1"]),
    red: {
      what: "the resolver is gone",
      ask: (at) => at.otherDns64(null, () => at.ask("metric.dns", ["ns1"])),
      says: /refused|no answer/,
    },
    unknown: blind("metric.dns", ["ns1"]),
  },
};
