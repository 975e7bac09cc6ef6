import type { OwnGate } from "migrate-ipv6";

/** Passes where every host of the service serves a page over IPv6, from that host itself, that holds a text. */
const pageSays: OwnGate = async ({ args, hosts, probe }) => {
  const { port, text } = args as { readonly port: number; readonly text: string };
  const answers = await Promise.all(
    hosts.map(async (host) => {
      const url = `http://[::1]:${port}/`;
      const { outcome, because, observed } = await probe(host, { kind: "http", url, family: 6, timeoutMs: 5_000 });
      return { host, outcome, because, says: String(observed.body ?? "").includes(text) };
    }),
  );
  // A host that cannot ask has not answered: that is no reason to go on.
  const unable = answers.find(({ outcome }) => outcome === "unable");
  if (unable !== undefined)
    return { finding: "unknown", because: `${unable.host} cannot ask: ${unable.because}.`, observed: answers };
  const silent = answers.find(({ says }) => !says);
  if (silent !== undefined)
    return { finding: "fail", because: `The page of ${silent.host} does not say "${text}".`, observed: answers };
  return { finding: "pass", because: `Every page says "${text}".`, observed: answers };
};
export default pageSays;
