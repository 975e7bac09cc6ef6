/** Whether this host's packet filter lets the ICMPv6 through that a gateway needs. */
import { icmpv6Blocks } from "../facts/icmpv6-filter.ts";
import type { System } from "../system.ts";
import { answered, type Result, unable } from "./outcome.ts";

const TIMEOUT_MS = 10_000;

export async function icmpv6Filter(sys: System): Promise<Result> {
  const listed = await sys.exec(["nft", "-j", "list", "ruleset"], { timeoutMs: TIMEOUT_MS });
  if (listed.code === 127) return answered("nft is not here, so no rule of nftables drops anything", { blocks: [] });
  const blocks = listed.code === 0 ? icmpv6Blocks(listed.stdout) : null;
  if (blocks === null) return unable(`nft -j list ruleset: ${listed.stderr.trim() || "what came is not its JSON"}`);
  return answered(`${blocks.length} chains drop ICMPv6 that a gateway needs`, { blocks });
}
