/** Simulated hosts behind real SSH servers in one process: each has an address of the loopback, and the agent's loop behind its exec channel. argv: hosts, port, host key, public key that is let in. */

import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import ssh2 from "ssh2";
import { alreadyPreferred, SimulatedHosts } from "./fleet.ts";

/** `127.18.0.7` for `h7`. */
export function loopbackOf(name: string): string {
  const i = Number(name.slice(1));
  return `127.18.${i >> 8}.${i & 255}`;
}

if (import.meta.main) {
  const [port, keyFile, allowed] = process.argv.slice(2) as [string, string, string];
  const hosts = new SimulatedHosts({ like: await alreadyPreferred() });
  const hostKeys = [readFileSync(keyFile)];
  const known = ssh2.utils.parseKey(readFileSync(allowed));
  if (known instanceof Error) throw known;
  const server = createServer({ noDelay: true }, (socket) => {
    const [, , high, low] = socket.localAddress!.replace("::ffff:", "").split(".").map(Number);
    const name = `h${high! * 256 + low!}`;
    new ssh2.Server({ hostKeys }, (client) => {
      client.on("error", () => undefined);
      client.on("authentication", (context) => {
        if (context.method !== "publickey" || !context.key.data.equals(known.getPublicSSH()))
          return context.reject(["publickey"]);
        if (
          context.signature &&
          context.blob &&
          known.verify(context.blob, context.signature, context.hashAlgo) !== true
        )
          return context.reject();
        context.accept();
      });
      client.on("session", (accept) => {
        accept().on("exec", (acceptExec) => {
          const stream = acceptExec();
          void hosts
            .serve(name)({ input: stream, output: stream })
            .then(() => {
              stream.exit(0);
              stream.end();
            });
        });
      });
    }).injectSocket(socket);
  });
  server.listen(Number(port), "0.0.0.0", 4096, () => process.stdout.write("ready\n"));
}
