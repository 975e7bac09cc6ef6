/** Many connections to one destination, all open at the same time, then all closed. */
import { connect, type Socket } from "node:net";
import { MAX_PARALLEL, type ProbeQuestion } from "../protocol/probes.ts";
import { findAddress } from "./lookup.ts";
import { answered, endpoint, failure, type Outcome, type Result } from "./outcome.ts";

export async function parallelConnect(question: Extract<ProbeQuestion, { kind: "parallel-connect" }>): Promise<Result> {
  const { host, port, timeoutMs } = question;
  const count = Math.max(1, Math.min(question.count, MAX_PARALLEL));
  const until = Date.now() + timeoutMs;
  const address = await findAddress(host, null, timeoutMs);
  if (typeof address !== "string") return address;
  const sockets: Socket[] = [];
  try {
    const results = await Promise.all(
      Array.from({ length: count }, () => {
        const socket = connect({ host: address, port });
        sockets.push(socket);
        return settled(socket, Math.max(1, until - Date.now()));
      }),
    );
    const of = (outcome: Outcome): number => results.filter((one) => one === outcome).length;
    const observed = {
      remote: address,
      asked: count,
      connected: of("answered"),
      refused: of("refused"),
      timeouts: of("timeout"),
      failed: of("unreachable") + of("unable"),
    };
    return answered(
      `${observed.connected} of ${count} connections to ${endpoint(address, port)} were open at once`,
      observed,
    );
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

function settled(socket: Socket, timeoutMs: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve("timeout"), timeoutMs);
    const finish = (outcome: Outcome): void => {
      clearTimeout(timer);
      resolve(outcome);
    };
    socket.on("connect", () => finish("answered"));
    socket.on("error", (error) => finish(failure("connect", error).outcome));
  });
}
