/** Reading test/vectors: see its README. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const VECTORS = join(import.meta.dirname, "../../../vectors");

export type Expected =
  | { readonly kind: "forward"; readonly packets: readonly Uint8Array[] }
  | { readonly kind: "reply"; readonly reason: string; readonly packets: readonly Uint8Array[] }
  | { readonly kind: "drop"; readonly reason: string };

export interface Vector {
  readonly name: string;
  readonly config: unknown;
  /** What is wrong with its transport checksum on purpose. */
  readonly checksums: "right" | "wrong" | "none";
  readonly packet: Uint8Array;
  readonly expected: Expected;
}

export function packetsOf(text: string): Uint8Array[] {
  const packets: number[][] = [[]];
  for (const line of text.split("\n")) {
    const bytes = line.split("#")[0]!.trim();
    if (bytes === "--") packets.push([]);
    const run = /^([0-9a-f]{2}) \* (\d+)$/.exec(bytes);
    if (run) packets.at(-1)!.push(...new Array<number>(Number(run[2])).fill(Number.parseInt(run[1]!, 16)));
    else if (bytes !== "--" && bytes !== "")
      packets.at(-1)!.push(...bytes.split(/\s+/).map((b) => Number.parseInt(b, 16)));
  }
  return packets.filter((packet) => packet.length > 0).map((packet) => Uint8Array.from(packet));
}

function expectedOf(text: string): Expected {
  const [, kind, reason] = /^# (forward|reply|drop)(?:: (\S+))?/.exec(text)!;
  if (kind === "drop") return { kind, reason: reason! };
  if (kind === "reply") return { kind, reason: reason!, packets: packetsOf(text) };
  return { kind: "forward", packets: packetsOf(text) };
}

export function readVectors(): Vector[] {
  const configs = JSON.parse(readFileSync(join(VECTORS, "configs.json"), "utf8"));
  const files = readdirSync(VECTORS, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".in.hex"));
  return files.sort().map((file) => {
    const name = file.slice(0, -".in.hex".length);
    const input = readFileSync(join(VECTORS, file), "utf8");
    const config = /^# config: (\S+)$/m.exec(input)![1]!;
    return {
      name,
      config: configs[config],
      checksums: (/^# checksums: (wrong|none)$/m.exec(input)?.[1] ?? "right") as Vector["checksums"],
      packet: packetsOf(input)[0]!,
      expected: expectedOf(readFileSync(join(VECTORS, `${name}.out.hex`), "utf8")),
    };
  });
}
