/** Services refer to one another, in an order that can be kept; what they promise is complete. */
import { parseIp4 } from "../../../agent/net/ip4.ts";
import { endOfDate } from "../formats.ts";
import { hintFor } from "../nearest.ts";
import { type LooseService, present, type Rule, servicesOf } from "./context.ts";

export const servicesExist: Rule = (context) => {
  const names = servicesOf(context).map(([name]) => name);
  const known = (name: string, path: (string | number)[]): void => {
    if (!names.includes(name))
      context.error("unknown-service", path, `there is no service \`${name}\``, hintFor(name, names, "services"));
  };
  for (const [name, service] of servicesOf(context)) {
    for (const [i, after] of present(service.after)) known(after, ["services", name, "after", i]);
    if (context.inventory.hosts.has(name)) {
      context.error(
        "ambiguous-name",
        ["services", name],
        `\`${name}\` is also a host: commands that take either could not tell them apart`,
        "give the service another name",
      );
    }
  }
  for (const [i, name] of present(context.plan.new_hosts?.services)) known(name, ["new_hosts", "services", i]);
};

export const needsAreMet: Rule = (context) => {
  const services = new Map(servicesOf(context));
  for (const [name, service] of services) {
    for (const [i, need] of present(service.needs)) {
      const path = ["services", name, "needs", i];
      if (typeof need === "string") needOfService(need, path);
      else if (need.name !== undefined && parseIp4(need.name) !== null && service.target === "ipv6-only") {
        context.error(
          "ipv4-literal",
          path,
          `\`${name}\` is to be ipv6-only: it cannot connect to the IPv4 literal ${need.name}`,
          "name the server, so that DNS64 can give it an address",
        );
      }
    }
  }
  function needOfService(need: string, path: (string | number)[]): void {
    const [, target, digits, protocol = "tcp"] = /^(.+):(\d+)(?:\/(tcp|udp))?$/.exec(need)!;
    const port = Number(digits);
    if (port < 1 || port > 65535) context.error("wrong-port", path, `${port} is no port: ports go from 1 to 65535`);
    const service = services.get(target!);
    if (service === undefined) {
      const hint = target!.includes(".")
        ? `a name outside is written {name: ${target}, port: ${port}}`
        : hintFor(target!, [...services.keys()], "services");
      context.error("unknown-service", path, `there is no service \`${target}\``, hint);
    } else if (service.listen !== undefined && !present(service.listen).some(([, l]) => l === `${port}/${protocol}`)) {
      const listens = present(service.listen).map(([, l]) => l);
      context.warn(
        "not-listening",
        path,
        `\`${target}\` does not list ${port}/${protocol} under \`listen\``,
        `it lists: ${listens.join(", ") || "nothing"}`,
      );
    }
  }
};

export const listenPorts: Rule = (context) => {
  for (const [name, service] of servicesOf(context)) {
    for (const [i, listen] of present(service.listen)) {
      const port = Number(listen.split("/")[0]);
      if (port < 1 || port > 65535)
        context.error("wrong-port", ["services", name, "listen", i], `${port} is no port: ports go from 1 to 65535`);
    }
  }
};

/** `after` must have no cycle; each cycle is told once, at the edge that closes it. */
export const orderHasNoCycle: Rule = (context) => {
  const services = new Map(servicesOf(context));
  const state = new Map<string, "open" | "done">();
  const visit = (name: string, trail: readonly string[]): void => {
    state.set(name, "open");
    for (const [i, next] of present(services.get(name)?.after)) {
      if (!services.has(next)) continue;
      if (state.get(next) === "open") {
        const cycle = [...trail.slice(trail.indexOf(next)), next];
        context.error("cycle", ["services", name, "after", i], `\`after\` goes in a circle: ${cycle.join(" → ")}`);
      } else if (!state.has(next)) {
        visit(next, [...trail, next]);
      }
    }
    state.set(name, "done");
  };
  for (const name of services.keys()) if (!state.has(name)) visit(name, [name]);
};

export const exceptionsAreOwned: Rule = (context) => {
  for (const [name, service] of servicesOf(context)) {
    const path = ["services", name];
    if (service.target === "dual-stack") dualStack(name, service);
    else if (service.target !== undefined) {
      for (const key of ["reason", "review"] as const) {
        if (service[key] !== undefined)
          context.error(
            "exception-unused",
            [...path, key],
            `\`${key}\` belongs to services that stay dual-stack; \`${name}\` is to be ${service.target}`,
          );
      }
    }
    if (service.clat !== undefined && service.target !== "ipv6-only" && service.target !== undefined)
      context.error(
        "exception-unused",
        [...path, "clat"],
        `\`clat\` gives IPv4 sockets to services without IPv4; \`${name}\` is to be ${service.target}`,
      );
    else if (service.clat !== undefined && context.plan.nat64 === undefined && !context.isWritten(["nat64"]))
      context.error(
        "clat-without-nat64",
        [...path, "clat"],
        `a CLAT needs a NAT64 at the other end, and the plan has none`,
      );
    if (service.clat !== undefined && service.unit !== undefined && !service.unit.endsWith(".service"))
      context.error(
        "clat-unit",
        [...path, "unit"],
        `a CLAT is for a service of systemd: ${service.unit} cannot have a network of its own`,
      );
    const expires = service.clat?.expires;
    if (expires !== undefined && endOfDate(expires)! <= context.now.getTime()) {
      context.error(
        "expired",
        [...path, "clat", "expires"],
        `the clat of \`${name}\` expired on ${expires}`,
        "remove it, or have its owner decide anew",
      );
    }
  }
  function dualStack(name: string, service: LooseService): void {
    const path = ["services", name];
    const missing = (["reason", "owner", "review"] as const).filter(
      (key) => service[key] === undefined && !context.isWritten([...path, key]),
    );
    if (missing.length > 0) {
      const keys = missing.map((key) => `\`${key}\``).join(", ");
      context.error(
        "exception-incomplete",
        [...path, "target"],
        `\`${name}\` stays dual-stack but does not say ${keys}`,
        "an exception has a reason (public-web, sla, mail or other), an owner and a review date",
      );
    }
    if (service.reason === "other" && service.because === undefined) {
      context.error("exception-incomplete", [...path, "reason"], `reason \`other\` says nothing without \`because\``);
    }
    if (service.review !== undefined && endOfDate(service.review)! <= context.now.getTime()) {
      const days = Math.ceil((context.now.getTime() - endOfDate(service.review)!) / 86_400_000);
      context.error(
        "overdue",
        [...path, "review"],
        `the review of \`${name}\` was due on ${service.review}, ${days} ${days === 1 ? "day" : "days"} ago`,
        `ask ${service.owner ?? "its owner"} whether it still must stay dual-stack`,
      );
    }
  }
};

export const inboundIsStated: Rule = (context) => {
  for (const [name, service] of servicesOf(context)) {
    const path = ["services", name];
    const listens = present(service.listen).length > 0;
    if (
      service.target === "ipv6-only" &&
      listens &&
      service.inbound_ipv4 === undefined &&
      !context.isWritten([...path, "inbound_ipv4"])
    ) {
      context.error(
        "inbound-unstated",
        [...path, "listen"],
        `\`${name}\` listens and is to be ipv6-only, but \`inbound_ipv4\` does not say what becomes of IPv4 clients`,
        "inbound_ipv4: none (there are none), siit or proxy",
      );
    }
    if (
      service.target !== "ipv6-only" &&
      service.target !== undefined &&
      service.inbound_ipv4 !== undefined &&
      service.inbound_ipv4 !== "none"
    ) {
      context.error(
        "inbound-unused",
        [...path, "inbound_ipv4"],
        `\`${name}\` keeps IPv4 (${service.target}): \`inbound_ipv4\` is for ipv6-only services`,
      );
    }
    if (service.target === "ipv6-only" && service.health === undefined && !context.isWritten([...path, "health"])) {
      context.warn(
        "no-health",
        [...path, "target"],
        `\`${name}\` has no \`health\`: whether it works without IPv4 cannot be seen`,
      );
    }
  }
};
