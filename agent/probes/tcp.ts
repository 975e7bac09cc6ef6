/** One TCP connection; optionally something sent and something read. */
import { connect } from "node:net";
import type { ProbeQuestion } from "../protocol/probes.ts";
import { findAddress } from "./lookup.ts";
import { answered, endpoint, failure, type Result, timedOut, unmap } from "./outcome.ts";

/** Most characters kept of what came back. */
const KEPT = 2_048;

export async function tcp(question: Extract<ProbeQuestion, { kind: "tcp" }>): Promise<Result> {
  const { host, port, family, send, read, timeoutMs } = question;
  const until = Date.now() + timeoutMs;
  const address = await findAddress(host, family, timeoutMs);
  if (typeof address !== "string") return address;
  const what = `TCP connect to ${endpoint(address, port)}`;
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    let received = "";
    let connected = false;
    const finish = (result: Result): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const done = (): void =>
      finish(
        answered(`${what}: connected${read === "nothing" ? "" : `, got ${JSON.stringify(received.slice(0, 80))}`}`, {
          remote: unmap(socket.remoteAddress ?? address),
          local: unmap(socket.localAddress ?? ""),
          received: received.slice(0, KEPT),
        }),
      );
    const complete = (): boolean =>
      read === "line" ? received.includes("\n") : read === "echo" ? received.length >= (send ?? "").length : true;
    const timer = setTimeout(
      () => {
        const late = timedOut(connected ? `${what}: connected, then` : what, timeoutMs);
        finish({ ...late, observed: { ...late.observed, connected, received: received.slice(0, KEPT) } });
      },
      Math.max(1, until - Date.now()),
    );
    socket.setEncoding("utf8");
    socket.on("connect", () => {
      connected = true;
      if (send !== undefined) socket.write(send);
      if (complete()) done();
    });
    socket.on("data", (piece: string) => {
      received += piece;
      if (complete() || received.length > KEPT) done();
    });
    socket.on("end", () =>
      finish({
        outcome: "refused",
        because: `${what}: connected, then closed by the far side after ${received.length} characters`,
        observed: { code: "EOF", connected, received: received.slice(0, KEPT) },
      }),
    );
    socket.on("error", (error) => finish(failure(connected ? `${what}: connected, then` : what, error)));
  });
}
