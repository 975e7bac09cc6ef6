import type { OwnDns64, OwnDns64Want, OwnSystem } from "migrate-ipv6/module";

/** A named of its own for nothing but DNS64, with a whole configuration that is ours to write. */
const NAME = "dns64-named";
const CONF = "/etc/bind/dns64-named.conf";
const INIT = `/etc/init.d/${NAME}`;
const TIMEOUT = { timeoutMs: 20_000 };

interface Facts {
  readonly named: boolean;
  readonly conf: string | null;
  readonly init: string | null;
  readonly running: boolean;
}

const named: OwnDns64<Facts> = {
  backend: "dns64",
  version: 1,
  check: async (sys) => ({
    named: (await sys.stat("/usr/sbin/named")) !== null,
    conf: await sys.read(CONF),
    init: await sys.read(INIT),
    running: (await sys.stat(INIT)) !== null && (await sys.exec(["sh", INIT, "status"], TIMEOUT)).code === 0,
  }),
  diff(facts, want) {
    if (!facts.named) return { refused: "named is not here; apt-get install bind9, then plan again" };
    if (want.listen === null) return { refused: "the host has no IPv6 address to answer on" };
    if (want.validate) return { refused: "this backend does not validate; take `validate` out, or use backend bind9" };
    const wanted = [
      { path: CONF, before: facts.conf, after: confOf(want, want.listen), mode: 0o644 },
      { path: INIT, before: facts.init, after: INIT_SCRIPT, mode: 0o755 },
    ];
    const open = wanted.filter(({ before, after }) => before !== after);
    const changes = open.map(({ path, before, after }) => ({
      key: `file:${path}`,
      title: `${NAME}: ${path}`,
      before,
      after,
    }));
    if (open.length > 0 || !facts.running)
      changes.push({
        key: "daemon",
        title: `start ${NAME}`,
        before: facts.running ? "running" : null,
        after: "running",
      });
    return { changes, edits: open.map(({ path, after, mode }) => ({ path, after, mode })) };
  },
  async apply(sys, { facts, writeFiles }) {
    if (facts.running) await must(sys, ["service", NAME, "stop"]);
    await writeFiles();
    await must(sys, ["named-checkconf", CONF]);
    await must(sys, ["update-rc.d", NAME, "defaults"]);
    await must(sys, ["service", NAME, "start"]);
  },
  async undo(sys, _image, restoreFiles) {
    if ((await sys.stat(INIT)) !== null) await must(sys, ["service", NAME, "stop"]);
    await restoreFiles();
    if ((await sys.stat(INIT)) !== null) await must(sys, ["service", NAME, "start"]);
    else await must(sys, ["update-rc.d", "-f", NAME, "remove"]);
  },
};
export default named;

async function must(sys: OwnSystem, argv: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await sys.exec(argv, TIMEOUT);
  if (code !== 0) throw new Error(`${argv.join(" ")} failed: ${(stderr || stdout).trim()}`);
}

function confOf({ prefix, upstream, clients, exclude_a, exclude_aaaa, args }: OwnDns64Want, listen: string): string {
  const list = (items: readonly string[]): string => items.map((item) => `${item}; `).join("");
  return `options {
  directory "/var/cache/bind";
  pid-file "/run/${NAME}/pid";
  session-keyfile none;
  listen-on { none; };
  listen-on-v6 { ${listen}; };
  allow-query { ${list(["localhost", ...clients])}};
  allow-recursion { ${list(["localhost", ...clients])}};
  forward only;
  forwarders { ${list(upstream.map(({ address, port }) => `${address} port ${port}`))}};
  dnssec-validation no;
  max-cache-ttl ${Number(args.max_cache_ttl ?? 86_400)};
  dns64 ${prefix} {
    clients { ${list(["localhost", ...clients])}};
    mapped { ${list(["192.0.0.170/31", ...exclude_a.map((range) => `!${range}`), "any"])}};
    exclude { ${list([...exclude_aaaa, prefix])}};
  };
};
controls { };
`;
}

const INIT_SCRIPT = `#!/bin/sh
### BEGIN INIT INFO
# Provides:          ${NAME}
# Required-Start:    $network $remote_fs
# Required-Stop:     $network $remote_fs
# Default-Start:     2 3 4 5
# Default-Stop:      0 1 6
# Short-Description: DNS64 in a named of its own
### END INIT INFO
set -e
case "$1" in
start)
  mkdir -p /run/${NAME}
  chown bind: /run/${NAME}
  named -u bind -c ${CONF}
  ;;
stop)
  [ ! -e /run/${NAME}/pid ] || kill "$(cat /run/${NAME}/pid)" || true
  while [ -e /run/${NAME}/pid ]; do sleep 0.1; done
  ;;
status)
  kill -0 "$(cat /run/${NAME}/pid)"
  ;;
esac
`;
