import { Fault } from "../rpc.ts";
import type { System } from "../system.ts";

const DEEPEST_LINK = 40;

/** The file a write to `path` lands on. @throws Fault where symlinks lead round in a circle. */
export async function realPath(sys: System, path: string): Promise<string> {
  let at = path;
  for (let i = 0; i < DEEPEST_LINK; i++) {
    const state = await sys.stat(at);
    if (state?.kind !== "symlink") return at;
    const target = state.content!;
    at = target.startsWith("/") ? target : normal(`${at.slice(0, at.lastIndexOf("/"))}/${target}`);
  }
  throw new Fault("unsupported", `${path} is a symlink that leads round in a circle`);
}

function normal(path: string): string {
  const out: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") out.pop();
    else if (part !== "." && part !== "") out.push(part);
  }
  return `/${out.join("/")}`;
}
