/** Interfaces whose IPv4 belongs to something else than the host's own network: left alone, and named. */
import type { LinkFact } from "../../facts/addresses.ts";

const KINDS: Readonly<Record<string, string>> = {
  tun: "a tunnel of a program",
  wireguard: "a WireGuard tunnel",
  gre: "a tunnel",
  gretap: "a tunnel",
  ipip: "a tunnel",
  sit: "a tunnel",
  vti: "a tunnel",
  xfrm: "a tunnel",
  ppp: "a dial-up link",
};

const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^(docker\d+|br-[0-9a-f]{12})$/, "Docker's bridge"],
  [/^podman\d+$/, "Podman's bridge"],
  [/^virbr\d+$/, "libvirt's bridge"],
  [/^(lxcbr|lxdbr|incusbr)\d+$/, "a container bridge"],
  [/^(cni|flannel|cali|cilium|kube-|weave|nodelocaldns)/, "a Kubernetes network"],
  [/^tailscale\d+$/, "a Tailscale tunnel"],
];

/** @returns whose it is, or null for an interface of the host itself. */
export function notOurs(link: LinkFact): string | null {
  if (link.name === "lo") return "an address on loopback (anycast or a service address)";
  const byKind = link.kind === null ? undefined : KINDS[link.kind];
  return byKind ?? NAMES.find(([pattern]) => pattern.test(link.name))?.[1] ?? null;
}
