import { Command } from "commander";
import { PROTOCOL_VERSION } from "../../agent/protocol/version.ts";
import manifest from "../../package.json" with { type: "json" };

export const VERSION = manifest.version;

export function versionCommand(): Command {
  return new Command("version").description("versions of migrate, its agent and their protocol").action(async () => {
    const { agentBundle } = await import("../transport/agent-bundle.ts");
    const { sha256 } = await agentBundle();
    process.stdout.write(
      `migrate ${VERSION}, agent ${sha256.slice(0, 12)}, protocol ${PROTOCOL_VERSION}, node ${process.versions.node}\n`,
    );
  });
}
