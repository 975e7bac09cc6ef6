/** A unix socket that answers each connection with one JSON object and closes it. */
import { unlinkSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";

/**
 * @param answer is asked anew for each connection.
 * @throws where another process answers at that path, or it cannot be made.
 */
export async function serveStatus(path: string, answer: () => unknown): Promise<Server> {
  await clearStale(path);
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.end(`${JSON.stringify(answer())}\n`);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return server;
}

/** A killed process leaves its socket behind: nobody answers there, so it may go. */
async function clearStale(path: string): Promise<void> {
  const state = await new Promise<"absent" | "stale" | "alive">((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.destroy();
      resolve("alive");
    });
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code === "ECONNREFUSED" ? "stale" : "absent"));
  });
  if (state === "alive") throw new Error(`${path}: another process answers there`);
  if (state === "stale") unlinkSync(path);
}
