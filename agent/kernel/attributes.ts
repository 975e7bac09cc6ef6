/** Extended attributes of a file: labels and access lists. xattr(7). */
import koffi from "koffi";

const EOPNOTSUPP = 95;

type ListAttributes = (path: string, list: null, size: number) => number;

let call: ListAttributes | null = null;

/** Follows symlinks. True also where the file cannot be asked: then there may be some. */
export function hasAttributes(path: string): boolean {
  call ??= koffi.load(null).func("long listxattr(const char *path, void *list, size_t size)") as ListAttributes;
  const bytes = call(path, null, 0);
  return bytes > 0 || (bytes < 0 && koffi.errno() !== EOPNOTSUPP);
}
