/** What is planted: how, how it is taken away again, and which finding must name it. */
import type { FindingKind } from "../../../agent/protocol/audit.ts";

export interface Trap {
  readonly name: string;
  /** On app1 unless said otherwise; a shell script. */
  readonly plant: string;
  readonly remove: string;
  readonly on?: "app1" | "db1" | "mon1";
  /** Where it is planted, if elsewhere. */
  readonly at?: "mon1";
  readonly kind: FindingKind;
  /** In the finding's place, or its process. */
  readonly place: RegExp;
}

/** A shell under another program's name: the audit judges by how a program was started, and Java would take seconds to start. */
function disguised(name: string, argument: string): string {
  return `mkdir -p /srv/bin; cp /bin/bash /srv/bin/${name}; ${background(`/srv/bin/${name} -c 'sleep 3600; :' ${name} ${argument}`)}`;
}

function background(command: string): string {
  return `setsid ${command} </dev/null >/dev/null 2>&1 &`;
}

/** Ends the processes whose command line has this text: every one of them was started by the trap. */
function ended(text: string): string {
  return `for p in $(grep -lsaF -- '${text}' /proc/[0-9]*/cmdline | cut -d/ -f3); do [ "$p" = $$ ] || kill -9 "$p" 2>/dev/null || :; done`;
}

function file(path: string, content: string): Pick<Trap, "plant" | "remove"> {
  return {
    plant: `mkdir -p "$(dirname ${path})"; cp -a ${path} ${path}.kept~ 2>/dev/null || :; cat >>${path} <<'TRAP'\n${content}\nTRAP`,
    remove: `if [ -e ${path}.kept~ ]; then mv ${path}.kept~ ${path}; else rm -f ${path}; fi`,
  };
}

const LISTEN = (address: string, family: string, port: number): string =>
  `python3 -c 'import socket as s; l = s.socket(s.${family}); l.setsockopt(s.SOL_SOCKET, s.SO_REUSEADDR, 1); ${family === "AF_INET6" ? "l.setsockopt(41, 26, 0); " : ""}l.bind(("${address}", ${port})); l.listen(9); k = []; [k.append(l.accept()) for _ in range(99)]'`;
/** Again until the server, which may have been planted a moment ago, listens. */
const CONNECT = (address: string, port: number): string =>
  `python3 -c 'import socket as s, time; c = s.socket(s.AF_INET); a = ("".join(["${address.slice(0, 5)}", "${address.slice(5)}"]), ${port}); any((time.sleep(0.2), c.connect_ex(a) == 0)[1] for _ in range(100)); str((${port})); time.sleep(3600)'`;

/** The zone of the fleet's public names as it should be, on a name server of mon1. */
const ZONE = `$ORIGIN shop.example.
$TTL 60
@ IN SOA ns hostmaster 1 3600 600 86400 5
@ IN NS ns
@ IN MX 10 mx
@ IN TXT "v=spf1 ip6:2001:db8:10::/64 -all"
ns IN AAAA 2001:db8:10::41
www IN A 10.10.0.11
www IN AAAA 2001:db8:10::11
mx IN A 10.10.0.21
mx IN AAAA 2001:db8:10::21
relay4 IN A 10.10.0.89`;
const REVERSE = `$ORIGIN 0.0.0.0.0.0.0.0.0.0.0.0.0.1.0.0.8.b.d.0.1.0.0.2.ip6.arpa.
$TTL 60
@ IN SOA ns.shop.example. hostmaster.shop.example. 1 3600 600 86400 5
@ IN NS ns.shop.example.
1.2.0.0.0.0.0.0 IN PTR mx.shop.example.`;
/** The one before may hold the port a moment longer than its file. */
const SERVE_ZONES =
  "until nsd -c /srv/dns/nsd.conf >/srv/dns/log 2>&1; do :; done; while ! [ -s /srv/dns/nsd.pid ]; do :; done; until dig +short +tries=1 +time=1 @2001:db8:10::41 mx.shop.example AAAA | grep -q :; do :; done";

export const NAME_SERVER = `mkdir -p /srv/dns; cat >/srv/dns/shop <<'END'
${ZONE}
END
cat >/srv/dns/reverse <<'END'
${REVERSE}
END
cat >/srv/dns/nsd.conf <<'END'
server:
  ip-address: 2001:db8:10::41
  username: ""
  chroot: ""
  zonesdir: /srv/dns
  database: ""
  pidfile: /srv/dns/nsd.pid
  xfrdfile: /srv/dns/xfrd
  zonelistfile: /srv/dns/zones
remote-control:
  control-enable: no
zone:
  name: shop.example
  zonefile: shop
zone:
  name: 0.0.0.0.0.0.0.0.0.0.0.0.0.1.0.0.8.b.d.0.1.0.0.2.ip6.arpa
  zonefile: reverse
END
${SERVE_ZONES}`;

/** One line of a zone is another until it is removed. */
function record(zone: "shop" | "reverse", from: string, to: string): Pick<Trap, "plant" | "remove" | "at"> {
  const edit = (a: string, b: string): string =>
    `sed -i 's#^${a}$#${b}#' /srv/dns/${zone}; kill $(cat /srv/dns/nsd.pid); while [ -e /srv/dns/nsd.pid ]; do :; done; ${SERVE_ZONES}`;
  return { at: "mon1", plant: edit(from, to), remove: edit(to, from) };
}

export const TRAPS: readonly Trap[] = [
  {
    name: "a literal in a systemd Environment=",
    ...file("/etc/systemd/system/shop.service", "[Service]\nEnvironment=UPSTREAM=10.10.0.77\nExecStart=/bin/true"),
    kind: "literal.unit",
    place: /shop\.service:2$/,
  },
  {
    name: "a cron job that calls an IPv4 literal once a minute",
    ...file("/etc/cron.d/push", "* * * * * root curl -s http://10.10.0.78/push"),
    kind: "literal.cron",
    place: /cron\.d\/push:1$/,
  },
  {
    name: "a name with an IPv4 address in /etc/hosts",
    ...file("/etc/hosts", "10.10.0.79 legacy.corp.example"),
    kind: "literal.hosts",
    place: /^\/etc\/hosts:\d+$/,
  },
  {
    name: "a JDBC URL with an address",
    ...file("/srv/shop/app.properties", "url=jdbc:postgresql://10.10.0.80:5432/shop?password=hunter2"),
    kind: "literal.file",
    place: /app\.properties:1$/,
  },
  {
    name: "a literal below scan.paths",
    ...file("/var/lib/shop/settings.ini", "host = 10.10.0.81"),
    kind: "literal.file",
    place: /settings\.ini:1$/,
  },
  {
    name: "a literal in a process's environment",
    plant: background("env CACHE_HOST=10.10.0.82 sleep 3601"),
    remove: ended("3601"),
    kind: "literal.environ",
    place: /^sleep\[\d+\] environ CACHE_HOST$/,
  },
  {
    name: "a literal on a command line",
    plant: disguised("worker", "--queue=10.10.0.83:5672"),
    remove: ended("--queue="),
    kind: "literal.argv",
    place: /^worker\[\d+\] argv$/,
  },
  {
    name: "a Java process preferring IPv4",
    plant: disguised("java", "-Djava.net.preferIPv4Stack=true"),
    remove: ended("preferIPv4Stack"),
    kind: "runtime.java",
    place: /^java\[\d+\]$/,
  },
  {
    name: "a Node process told IPv4 first",
    plant: disguised("node", "--dns-result-order=ipv4first"),
    remove: ended("ipv4first"),
    kind: "runtime.node",
    place: /^node\[\d+\]$/,
  },
  {
    name: "nginx without AAAA for its upstreams",
    ...file("/etc/nginx/conf.d/upstream.conf", "resolver [2001:db8:53::53] ipv6=off;"),
    kind: "runtime.nginx",
    place: /upstream\.conf:1$/,
  },
  {
    name: "a program that knows gethostbyname only",
    plant: `mkdir -p /srv/bin; cp /bin/sleep /srv/bin/legacy; printf 'gethostbyname\\0' >>/srv/bin/legacy; ${background("/srv/bin/legacy 3602")}`,
    remove: ended("/srv/bin/legacy"),
    kind: "symbols.af-inet",
    place: /^legacy\[\d+\]$/,
  },
  {
    name: "a program told to connect to 127.0.0.1",
    plant: background("env API_URL=http://127.0.0.1:8080/ python3 -c 'import time; time.sleep(3603)'"),
    remove: ended("sleep(3603)"),
    kind: "socket.addrconfig",
    place: /^python3[\w.]*\[\d+\] environ API_URL$/,
  },
  {
    name: "an AF_INET socket to a host that has IPv6",
    plant: background(CONNECT("10.10.0.21", 5432)),
    remove: ended("5432)); time.sleep"),
    kind: "socket.af-inet",
    place: /^python3[\w.]*\[\d+\]$/,
  },
  {
    name: "a listener on 0.0.0.0 only",
    plant: background(LISTEN("0.0.0.0", "AF_INET", 7001)),
    remove: ended('"0.0.0.0", 7001'),
    kind: "listener.ipv4-only",
    place: /^0\.0\.0\.0:7001\/tcp$/,
  },
  {
    name: "a client whose address is mapped, where it comes in",
    plant: background(LISTEN("::", "AF_INET6", 7002)),
    remove: ended('"::", 7002'),
    kind: "inbound.mapped",
    place: /^10\.10\.0\.21 to tcp 7002$/,
  },
  {
    name: "the same client, where it goes out",
    on: "db1",
    plant: background(CONNECT("10.10.0.11", 7002)),
    remove: ended("7002)); time.sleep"),
    kind: "socket.af-inet",
    place: /^python3[\w.]*\[\d+\]$/,
  },
  {
    name: "monitoring that checks over IPv4",
    on: "mon1",
    plant: background(CONNECT("10.10.0.11", 8080)),
    remove: ended("8080)); time.sleep"),
    kind: "socket.af-inet",
    place: /^python3[\w.]*\[\d+\]$/,
  },
  {
    name: "a policy table in which IPv4 comes first",
    ...file("/etc/gai.conf", "precedence ::ffff:0:0/96  100"),
    kind: "resolver.order",
    place: /^\/etc\/gai\.conf:\d+$/,
  },
  {
    name: "pg_hba with 10/8 alone",
    ...file("/etc/postgresql/15/main/pg_hba.conf", "host shop shop 10.0.0.0/8 scram-sha-256"),
    kind: "allow-list.pg-hba",
    place: /pg_hba\.conf:\d+$/,
  },
  {
    name: "hosts.allow with IPv4 alone",
    ...file("/etc/hosts.allow", "sshd: 10.10."),
    kind: "allow-list.hosts-allow",
    place: /hosts\.allow:\d+$/,
  },
  {
    name: "fail2ban that spares IPv4 alone",
    ...file("/etc/fail2ban/jail.local", "[DEFAULT]\nignoreip = 127.0.0.1/8 ::1 10.10.0.0/24"),
    kind: "allow-list.fail2ban",
    place: /jail\.local:2$/,
  },
  {
    name: "sshd that lets somebody in by IPv4",
    ...file("/etc/ssh/sshd_config.d/admins.conf", "Match Address 10.10.0.0/24\n  PermitRootLogin yes"),
    kind: "allow-list.sshd",
    place: /admins\.conf:1$/,
  },
  {
    name: "nginx that lets IPv4 in",
    ...file("/etc/nginx/conf.d/allow.conf", "allow 10.10.0.0/24;\ndeny all;"),
    kind: "allow-list.nginx",
    place: /allow\.conf:1$/,
  },
  {
    name: "a regular expression that wants four decimal numbers",
    ...file("/srv/shop/check.py", 'ADDRESS = r"^\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}$"'),
    kind: "pattern.rejects-ipv6",
    place: /check\.py:1$/,
  },
  {
    name: "a certificate for an IPv4 address",
    plant:
      "mkdir -p /etc/shop; openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=shop -addext subjectAltName=IP:10.10.0.11 -keyout /etc/shop/tls.key -out /etc/shop/tls.pem 2>/dev/null",
    remove: "rm -rf /etc/shop",
    kind: "certificate.ipv4-san",
    place: /tls\.pem$/,
  },
  {
    name: "a packet filter without ICMPv6 errors, and one port for IPv4 alone",
    plant: `nft -f - <<'TRAP'
table inet trap {
  chain input {
    type filter hook input priority 0; policy drop;
    iifname "lo" accept
    icmp type echo-request accept
    icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-advert, echo-request } accept
    tcp dport { 22, 5432, 7001, 7002, 8080 } accept
    meta nfproto ipv4 tcp dport 443 accept
    tcp sport 1-65535 accept
    udp sport 1-65535 accept
  }
}
TRAP`,
    remove: "nft delete table inet trap",
    kind: "firewall.icmpv6",
    place: /ICMPv6$/,
  },
  {
    name: "the port for IPv4 alone, in the same filter",
    plant: "true",
    remove: "true",
    kind: "firewall.parity",
    place: /tcp 443$/,
  },
  {
    name: "Docker with IPv4 alone",
    ...file("/etc/docker/daemon.json", "{}"),
    kind: "service.docker",
    place: /daemon\.json$/,
  },
  {
    name: "time from an IPv4 address",
    ...file("/etc/chrony/chrony.conf", "server 10.10.0.84 iburst"),
    kind: "service.chrony",
    place: /chrony\.conf:\d+$/,
  },
  {
    name: "logs to an IPv4 address",
    ...file("/etc/rsyslog.d/remote.conf", "*.* @10.10.0.85:514"),
    kind: "service.syslog",
    place: /remote\.conf:1$/,
  },
  {
    name: "packages from an IPv4 address",
    ...file("/etc/apt/sources.list.d/shop.list", "deb http://10.10.0.86/debian stable main"),
    kind: "mirror.ipv4-only",
    place: /shop\.list:1$/,
  },
  {
    name: "a mail relay by IPv4 address",
    ...file("/etc/postfix/main.cf", "relayhost = [10.10.0.87]:587"),
    kind: "mail.relay",
    place: /main\.cf:\d+$/,
  },
  {
    name: "Postfix told IPv4 only",
    plant: "cp -a /etc/postfix/main.cf /etc/postfix/main.cf.two~; echo 'inet_protocols = ipv4' >>/etc/postfix/main.cf",
    remove: "true",
    kind: "mail.ipv4-only",
    place: /main\.cf:\d+$/,
  },
  {
    name: "an MX that has no IPv6",
    ...record("shop", "@ IN MX 10 mx", "@ IN MX 10 relay4"),
    on: "db1",
    kind: "mail.mx",
    place: /^relay4\.shop\.example$/,
  },
  {
    name: "an SPF record that does not name the sender's IPv6 address",
    ...record("shop", '@ IN TXT "v=spf1 ip6:2001:db8:10::/64 -all"', '@ IN TXT "v=spf1 ip4:10.10.0.21 -all"'),
    on: "db1",
    kind: "mail.spf",
    place: /^shop\.example$/,
  },
  {
    name: "a mail server without PTR for its IPv6 address",
    ...record("reverse", "1.2.0.0.0.0.0.0 IN PTR mx.shop.example.", "9.9.0.0.0.0.0.0 IN PTR mx.shop.example."),
    on: "db1",
    kind: "mail.ptr",
    place: /^2001:db8:10::21$/,
  },
  {
    name: "an authoritative server without the AAAA record",
    ...record("shop", "www IN AAAA 2001:db8:10::11", "www IN TXT forgotten"),
    kind: "dns.no-aaaa",
    place: /^www\.shop\.example at ns\.shop\.example$/,
  },
  {
    name: "a needed name whose AAAA leads nowhere",
    plant: "echo '2001:db8:10::99 db.corp.example' >>/etc/hosts",
    remove: "true",
    kind: "name.unreachable6",
    place: /^db\.corp\.example tcp 5432$/,
  },
  {
    name: "a needed name without AAAA",
    plant: "echo '10.10.0.88 old.corp.example' >>/etc/hosts",
    remove: "true",
    kind: "name.no-aaaa",
    place: /^old\.corp\.example tcp 5432$/,
  },
];
