/** DNS64 on a resolver host: our own server, or BIND or Unbound beside the operator's own configuration. */
import type { Dns64ResolverWant } from "../../protocol/wants.ts";
import type { Module } from "../module.ts";
import { bind9 } from "./bind9.ts";
import { builtin } from "./builtin.ts";
import { foreignResolver } from "./foreign-resolver.ts";
import { unbound } from "./unbound.ts";

/** Facts and images are each backend's own affair. */
type Backend = Module<unknown, Dns64ResolverWant, unknown>;

const BACKENDS: Readonly<Record<Dns64ResolverWant["backend"], Backend>> = {
  builtin: builtin as Backend,
  bind9: foreignResolver(bind9) as Backend,
  unbound: foreignResolver(unbound) as Backend,
};

interface Image {
  readonly backend: Dns64ResolverWant["backend"];
  readonly image: unknown;
}

export const dns64Resolver: Module<unknown, Dns64ResolverWant, Image> = {
  check: (sys, want, home) => BACKENDS[want.backend].check(sys, want, home),
  diff: (facts, want) => BACKENDS[want.backend].diff(facts, want),
  image: (facts, want) => ({ backend: want.backend, image: BACKENDS[want.backend].image(facts, want) }),
  apply: (sys, work) => BACKENDS[work.want.backend].apply(sys, work),
  undo: (sys, { backend, image }, restoreFiles) => BACKENDS[backend].undo(sys, image, restoreFiles),
};
