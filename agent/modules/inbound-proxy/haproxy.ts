/** HAProxy: sections of our own between two marks at the end of its configuration. */
import { withBlock } from "../marked-block.ts";
import { type Program, WRITTEN } from "./program.ts";

const CONF = "/etc/haproxy/haproxy.cfg";

interface Facts {
  readonly text: string | null;
}

export const haproxy: Program<Facts> = {
  name: "haproxy",
  look: async (sys) => ({ text: await sys.read(CONF) }),
  place({ text }, { tcp, http }) {
    const sections = [tcp, http].filter((part) => part !== "").join("\n");
    return new Map([[CONF, withBlock(text, sections === "" ? null : WRITTEN + sections)]]);
  },
  test: ["haproxy", "-c", "-q", "-f", CONF],
};
