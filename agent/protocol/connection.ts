/** The two ends of a connection, as the sshd of a host sees them. */
import type { Hello } from "./messages.ts";

/** @param text `$SSH_CONNECTION`: client address, client port, server address, server port; empty where there is none. */
export function parseConnection(text: string): Hello["connection"] {
  const [client, clientPort, server, serverPort, ...rest] = text.trim().split(/\s+/);
  if (serverPort === undefined || rest.length > 0) return null;
  if (!/^\d{1,5}$/.test(clientPort!) || !/^\d{1,5}$/.test(serverPort)) return null;
  return { client: client!, clientPort: Number(clientPort), server: server!, serverPort: Number(serverPort) };
}
