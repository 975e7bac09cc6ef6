/** Status of one of our daemons: it writes one JSON object to whoever connects to its socket, and hangs up. */
import { connect } from "node:net";
import type { ProbeQuestion } from "../protocol/probes.ts";
import { answered, errorCode, type Result, timedOut, unable } from "./outcome.ts";

const MAX_STATUS = 1_048_576;

export function daemonStatus(question: Extract<ProbeQuestion, { kind: "daemon-status" }>): Promise<Result> {
  const { socket: path, timeoutMs } = question;
  return new Promise((resolve) => {
    const socket = connect({ path });
    let text = "";
    const finish = (result: Result): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => finish(timedOut(`status from ${path}`, timeoutMs)), timeoutMs);
    socket.setEncoding("utf8");
    socket.on("data", (piece: string) => {
      text += piece;
      if (text.length > MAX_STATUS) finish(unable(`${path}: more than ${MAX_STATUS} characters of status`));
    });
    socket.on("end", () => finish(parseStatus(path, text)));
    socket.on("error", (error) => {
      const words =
        errorCode(error) === "ENOENT"
          ? `${path} does not exist: no daemon with a status socket there`
          : `${path}: ${error.message}`;
      finish(unable(words));
    });
  });
}

function parseStatus(path: string, text: string): Result {
  try {
    const status: unknown = JSON.parse(text);
    if (typeof status === "object" && status !== null && !Array.isArray(status))
      return answered(`${path} answered`, { status });
  } catch {
    // Falls through to the same answer as JSON of another shape.
  }
  return unable(`${path}: what came is no JSON object: ${JSON.stringify(text.slice(0, 80))}`);
}
