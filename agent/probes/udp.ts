/** One datagram and what comes back. A connected socket hears the ICMP error of a closed port. */
import { createSocket } from "node:dgram";
import { isIPv6 } from "node:net";
import type { ProbeQuestion } from "../protocol/probes.ts";
import { findAddress } from "./lookup.ts";
import { answered, endpoint, failure, type Result, timedOut } from "./outcome.ts";

export async function udp(question: Extract<ProbeQuestion, { kind: "udp" }>): Promise<Result> {
  const { host, port, family, send, timeoutMs } = question;
  const until = Date.now() + timeoutMs;
  const address = await findAddress(host, family, timeoutMs);
  if (typeof address !== "string") return address;
  const what = `UDP to ${endpoint(address, port)}`;
  return new Promise((resolve) => {
    const socket = createSocket(isIPv6(address) ? "udp6" : "udp4");
    const finish = (result: Result): void => {
      clearTimeout(timer);
      socket.close();
      resolve(result);
    };
    const timer = setTimeout(() => finish(timedOut(what, timeoutMs)), Math.max(1, until - Date.now()));
    socket.on("error", (error) => finish(failure(what, error)));
    socket.on("message", (message) =>
      finish(
        answered(`${what}: ${message.length} bytes came back`, {
          remote: address,
          received: message.toString("utf8").slice(0, 2_048),
        }),
      ),
    );
    // A connect that fails comes to the callback, a send that fails to the error event.
    socket.connect(port, address, (error?: Error) => {
      if (error === undefined) socket.send(send);
      else finish(failure(what, error));
    });
  });
}
