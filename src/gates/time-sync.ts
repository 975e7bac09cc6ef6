/** `time.sync`: each host's clock is set over IPv6. */
import { isIp4 } from "./address-kind.ts";
import { mapBounded } from "./bounded.ts";
import { type Gate, observedOf, type World } from "./gate.ts";
import { conclude, fail, type Part, pass, unknown } from "./part.ts";
import { listed } from "./words.ts";

export const timeSync: Gate<"time.sync"> = {
  name: "time.sync",
  about:
    "On each host, from chrony, systemd-timesyncd or ntpd itself: a source is selected now, and it is reached over IPv6 (also through NAT64) or is no network at all. A host whose clock runs away loses TLS, DNSSEC and Kerberos days later.",
  async ask({ hosts, world }) {
    const parts = await mapBounded(hosts, (host) => synchronised(world, host));
    return conclude(parts, `${listed(hosts)} ${hosts.length === 1 ? "takes its" : "take their"} time over IPv6.`);
  },
};

async function synchronised(world: World, host: string): Promise<Part> {
  const asked = `${host}: source of time`;
  const answer = await world.probe(host, { kind: "time-source" });
  const seen = observedOf("time-source", answer);
  if (seen === null) return unknown(asked, `${host}'s time daemon could not be asked: ${answer.because}.`, answer);
  const { program, source, sources } = seen;
  if (source === null)
    return fail(
      asked,
      `On ${host}, ${program} has no source of time${sources.length === 0 ? "" : ` (it asks ${sources.join(", ")}, and none is good)`}: give it a server that answers over IPv6.`,
      answer,
    );
  if (isIp4(source) && !source.startsWith("127."))
    return fail(
      asked,
      `On ${host}, ${program} takes the time from ${source}, over IPv4: name a server that has AAAA records.`,
      answer,
    );
  if (!seen.synchronised)
    return fail(asked, `On ${host}, ${program} has chosen ${source} and got no answer from it yet.`, answer);
  return pass(asked, `${program} takes the time from ${source}.`, answer);
}
