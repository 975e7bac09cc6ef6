import type { OwnModule } from "migrate-ipv6/module";

interface Want {
  readonly line: string;
}

const PATH = "/etc/motd";

/** One line at the end of the message of the day. */
const motd: OwnModule<string, Want> = {
  check: async (sys) => (await sys.read(PATH)) ?? "",
  diff(before, { line }) {
    if (before.split("\n").includes(line)) return { changes: [] };
    const after = `${before.endsWith("\n") || before === "" ? before : `${before}\n`}${line}\n`;
    return {
      changes: [{ key: `file:${PATH}`, title: `say in ${PATH} what happened`, before, after }],
      edits: [{ path: PATH, after, mode: 0o644 }],
    };
  },
};
export default motd;
