/** Gateways ask one another every second whether they translate. One that was never heard, or not for some seconds, counts as dead. */
import { createSocket, type Socket } from "node:dgram";

export const PORT = 6464;
const QUESTION = Buffer.from("migrate-nat64?");
const YES = Buffer.from("migrate-nat64+");
const NO = Buffer.from("migrate-nat64-");
const MISSES = 3;

export interface PeerAddress {
  readonly address: string;
  readonly leaves: boolean;
}

interface Peer {
  readonly socket: Socket;
  misses: number;
}

export class Peers {
  readonly #answers: Socket;
  readonly #peers = new Map<string, Peer>();
  #translates = true;

  private constructor(answers: Socket, peers: readonly PeerAddress[]) {
    this.#answers = answers;
    // No longer than it was asked: nobody is worth lying about who asks.
    answers.on("message", (message, from) => {
      if (message.equals(QUESTION)) answers.send(this.#translates ? YES : NO, from.port, from.address, () => undefined);
    });
    answers.on("error", () => undefined);
    for (const peer of peers) this.#peers.set(peer.address, toward(peer));
  }

  /** @throws where somebody else has the port. */
  static async listen(peers: readonly PeerAddress[]): Promise<Peers> {
    const answers = createSocket({ type: "udp6", ipv6Only: true });
    await new Promise<void>((resolve, reject) => {
      answers.once("error", reject);
      answers.bind(PORT, () => {
        answers.off("error", reject);
        resolve();
      });
    });
    return new Peers(answers, peers);
  }

  /** Once a second. @param translates what others are told of us. */
  ask(translates: boolean): void {
    this.#translates = translates;
    for (const [address, peer] of this.#peers) {
      peer.misses++;
      try {
        peer.socket.send(QUESTION, () => undefined);
      } catch {
        // There was no route when it was connected.
        peer.socket.connect(PORT, address, () => undefined);
      }
    }
  }

  dead(): ReadonlySet<string> {
    return new Set([...this.#peers].flatMap(([address, { misses }]) => (misses > MISSES ? [address] : [])));
  }

  close(): void {
    this.#answers.close();
    for (const { socket } of this.#peers.values()) socket.close();
  }
}

function toward({ address, leaves }: PeerAddress): Peer {
  const socket = createSocket({ type: "udp6" });
  const peer: Peer = { socket, misses: 0 };
  socket.on("message", (message) => {
    if (message.equals(YES)) peer.misses = 0;
  });
  socket.on("error", ({ code }: NodeJS.ErrnoException) => {
    // The host is there and is only not told yet to pass on; one that leaves has left.
    if (code === "ECONNREFUSED" && !leaves) peer.misses = 0;
  });
  socket.connect(PORT, address);
  return peer;
}
