/** First file of a worker thread where the sources run as they are; in the agent's bundle its main file starts the worker. */
import { startUdpWorker } from "./udp-worker.ts";

startUdpWorker();
