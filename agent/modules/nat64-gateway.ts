/** Our translator on a gateway: daemon, and forwarding that survives a reboot without losing what the host learns from router advertisements. */
import type { Nat64GatewayWant } from "../protocol/wants.ts";
import { type TranslatorFacts, type TranslatorImage, translatorModule } from "./daemon/translator.ts";
import type { Module } from "./module.ts";

export const nat64Gateway: Module<TranslatorFacts, Nat64GatewayWant, TranslatorImage> = translatorModule(
  { daemon: "nat64", title: "NAT64 translator" },
  "a NAT64 gateway",
);
