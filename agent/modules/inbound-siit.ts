/** Our stateless translator on an edge: IPv4 clients reach hosts without IPv4, each by an address of its own (RFC 7757). */
import type { InboundSiitWant } from "../protocol/wants.ts";
import { type TranslatorFacts, type TranslatorImage, translatorModule } from "./daemon/translator.ts";
import type { Module } from "./module.ts";

export const inboundSiit: Module<TranslatorFacts, InboundSiitWant, TranslatorImage> = translatorModule(
  { daemon: "siit", command: "nat64", title: "SIIT translator for IPv4 clients" },
  "an edge for IPv4 clients",
);
