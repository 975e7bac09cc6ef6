/** Simulated hosts behind a socket: processes that come and go find them as they left them. A connection says its host in a line, then speaks frames. */
import { createServer, connect as netConnect, type Server, type Socket } from "node:net";
import type { ServeAgent } from "../../src/transport/memory.ts";
import type { SimulatedHosts } from "./fleet.ts";

export function farm(hosts: SimulatedHosts, path: string): Promise<Server> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    let line = "";
    const read = (piece: Buffer): void => {
      line += piece.toString("latin1");
      const end = line.indexOf("\n");
      if (end < 0) return;
      socket.off("data", read);
      socket.pause();
      const rest = Buffer.from(line.slice(end + 1), "latin1");
      if (rest.length > 0) socket.unshift(rest);
      void hosts.serve(line.slice(0, end))({ input: socket, output: socket });
      socket.resume();
    };
    socket.on("data", read);
  });
  return new Promise((resolve) => server.listen(path, 4096, () => resolve(server)));
}

/** For the memory transport: the agent is elsewhere, its streams are piped. */
export function atFarm(path: string, name: string): ServeAgent {
  return ({ input, output }) =>
    new Promise((resolve, reject) => {
      const socket: Socket = netConnect({ path });
      socket.once("error", reject);
      socket.once("connect", () => {
        socket.write(`${name}\n`);
        input.pipe(socket);
        socket.pipe(output, { end: false });
      });
      socket.once("close", () => resolve());
    });
}
