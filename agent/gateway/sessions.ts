/** How many sessions the translator behind a status socket holds that are worth waiting for. */
import { connect } from "node:net";

const ANSWER_MS = 5_000;

/** @returns null where nobody answers. Sessions that wait for a first answer, or are over, do not count where the translator tells them apart. */
export function sessionsOf(path: string): Promise<number | null> {
  return new Promise((resolve) => {
    const socket = connect({ path });
    let text = "";
    const finish = (sessions: number | null): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(sessions);
    };
    const timer = setTimeout(() => finish(null), ANSWER_MS);
    socket.setEncoding("utf8");
    socket.on("data", (piece: string) => {
      text += piece;
    });
    socket.on("end", () => finish(parseSessions(text)));
    socket.on("error", () => finish(null));
  });
}

function parseSessions(text: string): number | null {
  try {
    const { sessions, transitory } = JSON.parse(text) as { sessions?: number; transitory?: Record<string, number> };
    if (typeof sessions !== "number") return null;
    return sessions - Object.values(transitory ?? {}).reduce((sum, count) => sum + count, 0);
  } catch {
    return null;
  }
}
