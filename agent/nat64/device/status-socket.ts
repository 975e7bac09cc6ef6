/** A unix socket that answers each connection with one JSON object and closes it. */
import { lstatSync, unlinkSync } from "node:fs";
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

/** A killed process leaves its socket behind: nobody answers there, so it may go. Anything else at that path is left alone. */
export async function clearStale(path: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isSocket()) throw new Error(`${path}: is there already and is no socket; give another path for status`);
  if (await answersAt(path)) throw new Error(`${path}: another process answers there`);
  unlinkSync(path);
}

async function answersAt(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
