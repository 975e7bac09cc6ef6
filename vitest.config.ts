import { defineConfig } from "vitest/config";

// Two tiers: `unit` needs no root and takes seconds; `lab` starts real servers in network namespaces and runs one file at a time.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/{unit,cases,property,conformance,architecture,fuzz}/**/*.test.ts"],
          environment: "node",
          // Some start a process; a busy machine is no reason for red.
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: "lab",
          include: ["test/lab/**/*.test.ts"],
          environment: "node",
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        // Jool needs a kernel of its own: a virtual machine without KVM.
        test: {
          name: "jool",
          include: ["test/jool/**/*.test.ts"],
          environment: "node",
          testTimeout: 480_000,
          hookTimeout: 600_000,
        },
      },
      {
        // Booted hosts of every network stack, minutes long: beside `npm run faults`, not in the daily tier.
        test: {
          name: "stacks",
          include: ["test/faults/stacks.test.ts"],
          environment: "node",
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
      {
        // What `npm pack` gives, installed in a Debian of its own: minutes, once for the image.
        test: {
          name: "package",
          include: ["test/package/**/*.test.ts"],
          environment: "node",
          testTimeout: 120_000,
          hookTimeout: 580_000,
        },
      },
    ],
  },
});
