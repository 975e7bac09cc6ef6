import { expect, test } from "vitest";
import { parseLists } from "../../../../agent/audit/packages.ts";

test("packages by the program they came with, also where /bin is a link", () => {
  const listed = [
    "/var/lib/dpkg/info/nginx-light.list:/usr/sbin/nginx",
    "/var/lib/dpkg/info/dash.list:/bin/dash",
    "/var/lib/dpkg/info/libc6:amd64.list:/usr/lib/ld.so",
    "/var/lib/dpkg/info/other.list:/usr/bin/unasked",
  ].join("\n");
  const paths = ["/usr/sbin/nginx", "/usr/bin/dash", "/usr/lib/ld.so", "/srv/bin/own"];
  expect(Object.fromEntries(parseLists(listed, paths))).toEqual({
    "/usr/sbin/nginx": "nginx-light",
    "/usr/bin/dash": "dash",
    "/usr/lib/ld.so": "libc6",
  });
});
