/**
 * Our translator beside Debian's tayga with masquerade: TCP through iperf3 between the namespaces of the lab, in the same run,
 * turn about. Prints medians and their ratio. Short: a look at where we stand, not a measurement to publish.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { behind, CLIENT, type Net, POOL4, PREFIX, SERVER4, startNet, until } from "../lab/nat64-net.ts";

const ROUNDS = 3;
const SECONDS = 2;
const TAYGA_POOL = "192.168.255.0/24";

interface Contender {
  readonly name: string;
  /** Resolves when it forwards, with how to end it. */
  start(net: Net): Promise<() => Promise<void>>;
}

const BUILTIN: Contender = {
  name: "builtin",
  async start(net) {
    const daemon = await net.nat64({ tun: "nat64", pool6: PREFIX, pool4: [POOL4], fastpath: "off" });
    return async () => {
      daemon.process.kill("SIGTERM");
      await daemon.ended;
    };
  },
};

const TAYGA: Contender = {
  name: "tayga + masquerade",
  async start(net) {
    const file = join(net.folder, "tayga.conf");
    const data = join(net.folder, "tayga");
    mkdirSync(data, { recursive: true });
    writeFileSync(
      file,
      `tun-device tayga0\nipv4-addr 192.168.255.1\nipv6-addr 2001:db8:1::64\nprefix ${PREFIX}\ndynamic-pool ${TAYGA_POOL}\ndata-dir ${data}\n`,
    );
    const inside = (...args: string[]): Promise<string> => net.inside("gateway", args[0]!, ...args.slice(1));
    await inside("tayga", "--config", file, "--mktun");
    await inside("ip", "link", "set", "tayga0", "up");
    await inside("ip", "-6", "route", "add", PREFIX, "dev", "tayga0");
    await inside("ip", "route", "add", TAYGA_POOL, "dev", "tayga0");
    await inside(
      "nft",
      "add table ip bench { chain post { type nat hook postrouting priority 100; oifname g4 masquerade; }; }",
    );
    const process = net.start("gateway", "tayga", "--config", file, "--nodetach");
    return async () => {
      const ended = new Promise((resolve) => process.once("exit", resolve));
      process.kill("SIGTERM");
      await ended;
      await inside("nft", "delete table ip bench");
      await inside("ip", "link", "del", "tayga0");
    };
  },
};

/** Gbit/s that arrive. @param direction "up" from the client, "down" to it. */
async function throughput(net: Net, direction: "up" | "down", streams: number): Promise<number> {
  const reverse = direction === "down" ? ["-R"] : [];
  const args = ["-6", "-c", behind(SERVER4), "-t", String(SECONDS), "-P", String(streams), "-J", ...reverse];
  const report = JSON.parse(await net.inside("client", "iperf3", ...args));
  return report.end.sum_received.bits_per_second / 1e9;
}

const ROWS = [
  ["TCP 1 stream up", "up", 1],
  ["TCP 1 stream down", "down", 1],
  ["TCP 4 streams up", "up", 4],
] as const;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

export async function benchNat64(): Promise<void> {
  const net = await startNet();
  try {
    // The lab's narrow links are for its tests; here both run at full size.
    await net.inside("gateway", "ip", "-6", "route", "del", `${CLIENT}/128`);
    await net.inside("router", "ip", "route", "del", `${SERVER4}/32`);
    net.start("server", "iperf3", "-s");
    const results = new Map<string, number[]>();
    for (let round = 0; round < ROUNDS; round++) {
      for (const contender of [BUILTIN, TAYGA]) {
        const stop = await contender.start(net);
        const ping = () => net.attempt("client", "ping", "-6", "-c", "1", "-W", "1", behind(SERVER4));
        await until(ping, ({ code }) => code === 0);
        for (const [row, direction, streams] of ROWS) {
          const key = `${contender.name} ${row}`;
          results.set(key, [...(results.get(key) ?? []), await throughput(net, direction, streams)]);
        }
        await stop();
      }
    }
    for (const [row] of ROWS) {
      const [ours, theirs] = [BUILTIN, TAYGA].map(({ name }) => median(results.get(`${name} ${row}`)!)) as [
        number,
        number,
      ];
      console.log(
        `nat64 ${row}: builtin ${ours.toFixed(2)} Gbit/s, tayga + masquerade ${theirs.toFixed(2)} Gbit/s, ratio ${(ours / theirs).toFixed(1)}`,
      );
    }
  } finally {
    await net.close();
  }
}
