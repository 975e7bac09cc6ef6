/** HAProxy: sections of our own between two marks at the end of its configuration. */
import { closed } from "../../formats/lines.ts";
import { type Program, WRITTEN } from "./program.ts";

const CONF = "/etc/haproxy/haproxy.cfg";
const BEGIN = "# --- migrate: from here to the next mark ---\n";
const END = "# --- migrate: end ---\n";

interface Facts {
  readonly text: string | null;
}

export const haproxy: Program<Facts> = {
  name: "haproxy",
  look: async (sys) => ({ text: await sys.read(CONF) }),
  place({ text }, { tcp, http }) {
    const without = withoutOurs(text ?? "");
    const sections = [tcp, http].filter((part) => part !== "").join("\n");
    if (sections === "") return new Map([[CONF, text === null ? null : without]]);
    return new Map([[CONF, `${closed(without)}${BEGIN}${WRITTEN}${sections}${END}`]]);
  },
  test: ["haproxy", "-c", "-q", "-f", CONF],
};

function withoutOurs(text: string): string {
  const from = text.indexOf(BEGIN);
  if (from < 0) return text;
  const to = text.indexOf(END, from);
  return text.slice(0, from) + (to < 0 ? "" : text.slice(to + END.length));
}
