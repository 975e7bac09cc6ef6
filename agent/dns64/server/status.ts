/** Counters for whoever connects to a unix socket: one JSON object, then the end. */
import { lstatSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";

/** @param path of the socket; one left over from a killed process is replaced, anything else there is left alone and an error. @param snapshot made anew for each connection. */
export async function serveStatus(path: string, snapshot: () => Promise<unknown>): Promise<Server> {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSocket()) rmSync(path);
  const server = createServer((connection) => {
    connection.on("error", () => connection.destroy());
    snapshot().then(
      (counters) => connection.end(`${JSON.stringify(counters)}\n`),
      () => connection.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, resolve);
  });
  return server;
}
