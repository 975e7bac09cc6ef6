/** First file of a worker thread where the sources run as they are; in the agent's bundle its main file starts the worker. */
import { parentPort, workerData } from "node:worker_threads";
import { runUdpWorker } from "./udp-worker.ts";

runUdpWorker(workerData, parentPort!);
