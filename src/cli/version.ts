import { Command } from "commander";
import { PROTOCOL_VERSION } from "../../agent/protocol/version.ts";
import { VERSION } from "../report/version-line.ts";

export function versionCommand(): Command {
  return new Command("version").action(async () => {
    const { agentBundle } = await import("../transport/agent-bundle.ts");
    const { sha256 } = await agentBundle();
    process.stdout.write(
      `migrate ${VERSION}, agent ${sha256.slice(0, 12)}, protocol ${PROTOCOL_VERSION}, node ${process.versions.node}\n`,
    );
  });
}
