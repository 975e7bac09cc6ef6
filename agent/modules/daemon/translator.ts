/** A module that runs our translator and forwards packets to it. */
import type { System } from "../../system.ts";
import {
  applyForwarding,
  checkForwarding,
  diffForwarding,
  type ForwardingFacts,
  undoForwarding,
} from "../forwarding.ts";
import type { AgentHome, Module } from "../module.ts";
import type { DaemonName } from "./control-files.ts";
import {
  applyService,
  checkService,
  diffService,
  imageOfService,
  type ServiceFacts,
  type ServiceImage,
  undoService,
} from "./service.ts";

export interface TranslatorFacts {
  readonly service: ServiceFacts;
  readonly forwarding: ForwardingFacts;
}

export interface TranslatorImage {
  readonly service: ServiceImage;
  readonly sysctls: Readonly<Record<string, string>>;
}

/** @param role of the host, for the file of its sysctls: `a NAT64 gateway`. */
export function translatorModule<W extends { readonly config: object }>(
  name: DaemonName,
  role: string,
): Module<TranslatorFacts, W, TranslatorImage> {
  const forwards = { name: name.daemon, role, families: [4, 6] } as const;
  return {
    async check(sys: System, _want, home: AgentHome | null) {
      return { service: await checkService(sys, name, home), forwarding: await checkForwarding(sys, forwards) };
    },
    diff(facts, want) {
      const service = diffService(name, facts.service, want.config);
      const forwarding = diffForwarding(forwards, facts.forwarding);
      return {
        changes: [...service.changes, ...forwarding.changes],
        edits: [...service.edits, ...forwarding.edits],
        because: [...service.because, ...forwarding.because],
      };
    },
    image: (facts) => ({ service: imageOfService(name, facts.service), sysctls: facts.forwarding.sysctls }),
    async apply(sys, { facts, plan, writeFiles }) {
      await applyForwarding(sys, forwards, facts.forwarding);
      return applyService(sys, name, facts.service, plan, writeFiles);
    },
    async undo(sys, image, restoreFiles) {
      const notes = await undoService(sys, image.service, restoreFiles);
      await undoForwarding(sys, image.sysctls);
      return notes;
    },
  };
}
