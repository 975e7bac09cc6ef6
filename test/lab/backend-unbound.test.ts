/** Unbound as DNS64, beside a configuration the operator already has. */
import { resolverTests } from "./backends/resolver.ts";

const LOCAL = "/etc/unbound/unbound.conf.d/local.conf";

resolverTests({
  backend: "unbound",
  operators: `set -e
printf 'server:\\n  local-zone: "corp.example." static\\n  local-data: "own.corp.example. AAAA 2001:db8::77"\\n  local-data: "private.corp.example. A 10.1.2.3"\\n' >${LOCAL}`,
  start: "/etc/init.d/unbound start && until dig +short @::1 own.corp.example AAAA | grep -q 77; do sleep 0.1; done",
  breakIt: `cp ${LOCAL} /run/kept && echo '  no-such-thing: yes' >>${LOCAL}`,
  mend: `cp /run/kept ${LOCAL}`,
  kept: `${LOCAL} /etc/unbound/unbound.conf`,
});
