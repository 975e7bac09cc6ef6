/** BIND as DNS64, beside a configuration the operator already has. */
import { resolverTests } from "./backends/resolver.ts";

const LOCAL = "/etc/bind/named.conf.local";

resolverTests({
  backend: "bind9",
  operators: `set -e
printf '$TTL 60\\n@ SOA ns root 1 60 60 60 60\\n@ NS ns\\nns AAAA ::1\\nown AAAA 2001:db8::77\\nprivate A 10.1.2.3\\n' >/etc/bind/db.corp
printf 'zone "corp.example" { type primary; file "/etc/bind/db.corp"; };\\n' >${LOCAL}`,
  start: "/etc/init.d/named start && until dig +short @::1 own.corp.example AAAA | grep -q 77; do sleep 0.1; done",
  breakIt: `cp ${LOCAL} /run/kept && echo 'zone "broken" {' >>${LOCAL}`,
  mend: `cp /run/kept ${LOCAL}`,
  kept: `${LOCAL} /etc/bind/db.corp`,
});
