/** Addresses and links of a host, with everything needed to add an address again. */
import type { AddressFact } from "../protocol/facts.ts";

/** An address as the kernel has it, one step richer than the fact the controller sees. */
export interface InterfaceAddress extends AddressFact {
  readonly broadcast: string | null;
  readonly peer: string | null;
  readonly label: string | null;
  readonly metric: number | null;
  readonly noPrefixRoute: boolean;
  /** Not to be used yet, or at all: duplicate address detection runs or failed. */
  readonly unusable: boolean;
  /** Seconds left, null for ever. */
  readonly validSeconds: number | null;
  readonly preferredSeconds: number | null;
}

export interface LinkFact {
  readonly name: string;
  readonly index: number;
  readonly up: boolean;
  readonly mtu: number;
  /** `veth`, `tun`, `bridge`, … as `ip -d` names it; null for hardware. */
  readonly kind: string | null;
}

/** In the order of their links. */
export interface Network {
  readonly addresses: readonly InterfaceAddress[];
  readonly links: readonly LinkFact[];
}

/** Only what the controller is told. */
export function asFact(address: InterfaceAddress): AddressFact {
  return {
    interface: address.interface,
    family: address.family,
    address: address.address,
    prefixLength: address.prefixLength,
    scope: address.scope,
    dynamic: address.dynamic,
    temporary: address.temporary,
    deprecated: address.deprecated,
  };
}
