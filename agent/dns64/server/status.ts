/** Counters for whoever connects to a unix socket: one JSON object, then the end. */
import { rmSync } from "node:fs";
import { createServer, type Server } from "node:net";

/** @param path of the socket; one left over from a killed process is replaced. @param snapshot made anew for each connection. */
export async function serveStatus(path: string, snapshot: () => unknown): Promise<Server> {
  rmSync(path, { force: true });
  const server = createServer((connection) => {
    connection.on("error", () => connection.destroy());
    connection.end(`${JSON.stringify(snapshot())}\n`);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, resolve);
  });
  return server;
}
