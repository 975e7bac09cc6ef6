/** This host as a source of its runtime for others of its site: one file, behind a name nobody can guess, for as long as this agent runs. */
import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { Fault } from "./rpc.ts";

/** A host gives to so many at a time; the others wait. */
const AT_ONCE = 8;

/** @param path of the running Node. @param wanted sha256 of what the others need. @returns where it can be fetched: the port, and the path of the URL. */
export async function startRelay(path: string, wanted: string): Promise<{ port: number; path: string }> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
  const digest = hash.digest("hex");
  if (digest !== wanted) throw new Fault("refused", `this host runs another runtime (${digest.slice(0, 12)})`);
  const { size } = await stat(path);
  const name = `/${randomBytes(16).toString("hex")}/${digest}`;
  const waiting: (() => void)[] = [];
  let busy = 0;
  const server = createServer((request, response) => {
    if (request.method !== "GET" || request.url !== name) {
      response.writeHead(404).end();
      return;
    }
    const give = (): void => {
      busy += 1;
      response.writeHead(200, { "content-length": size, "content-type": "application/octet-stream" });
      const file = createReadStream(path, { highWaterMark: 1 << 18 });
      file.once("error", () => response.destroy());
      response.once("close", () => {
        file.destroy();
        busy -= 1;
        waiting.shift()?.();
      });
      file.pipe(response);
    };
    if (busy < AT_ONCE) give();
    else waiting.push(give);
  });
  // Not what keeps the agent here: it leaves with its controller.
  server.unref();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "::", resolve);
  });
  return { port: (server.address() as { port: number }).port, path: name };
}
