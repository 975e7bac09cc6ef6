/** The secrets this process has read. One for all: whatever reads one tells it, whatever writes asks it. */
import { Redactor } from "./redactor.ts";

export const secrets = new Redactor();
