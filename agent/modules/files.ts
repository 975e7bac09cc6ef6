/** Files as a step finds, writes and restores them: content, mode, owner, symlink target. */
import { realPath } from "../guard/real-path.ts";
import type { Change } from "../protocol/messages.ts";
import { Fault } from "../rpc.ts";
import type { FileState, System } from "../system.ts";
import type { FileEdit } from "./module.ts";

const RMDIR_MS = 5_000;

/** A file as it was. */
export interface FileImage {
  /** The very name that is written: symlinks followed unless the link itself is replaced. */
  readonly path: string;
  readonly state: Omit<FileState, "mtimeMs"> | null;
  /** Of a file that is new: folders made for it, deepest first. */
  readonly newFolders?: readonly string[];
}

/** A change that is a whole file. */
export function fileChange(path: string, before: string | null, after: string | null, title: string): Change {
  return { key: `file:${path}`, title, before, after };
}

export async function imagesOf(sys: System, edits: readonly FileEdit[]): Promise<FileImage[]> {
  const images: FileImage[] = [];
  for (const edit of edits) {
    const path = await landingOf(sys, edit);
    const state = withoutTime(await sys.stat(path));
    const newFolders = state === null ? await missingFolders(sys, path) : [];
    images.push({ path, state, ...(newFolders.length === 0 ? {} : { newFolders }) });
  }
  return images;
}

async function missingFolders(sys: System, path: string): Promise<string[]> {
  const missing: string[] = [];
  for (let up = path; ; ) {
    up = up.slice(0, up.lastIndexOf("/"));
    if (up === "" || (await sys.stat(up)) !== null) return missing;
    missing.push(up);
  }
}

/** The very name that is written. */
async function landingOf(sys: System, edit: FileEdit): Promise<string> {
  return edit.replaceLink === true || edit.linkTo === true ? edit.path : realPath(sys, edit.path);
}

function withoutTime(state: FileState | null): FileImage["state"] {
  if (state === null) return null;
  const { mtimeMs: _, ...rest } = state;
  return rest;
}

export async function writeEdits(sys: System, edits: readonly FileEdit[]): Promise<void> {
  for (const edit of edits) {
    const path = await landingOf(sys, edit);
    const found = await sys.stat(path);
    if (edit.after === null) {
      await sys.remove(path);
      continue;
    }
    if (found === null) await sys.mkdir(path.slice(0, path.lastIndexOf("/")) || "/");
    if (edit.linkTo === true) {
      await sys.symlink(edit.after, path);
      continue;
    }
    if (found?.kind === "symlink") await sys.remove(path);
    const mode = found?.kind === "file" ? found.mode : (edit.mode ?? 0o644);
    await sys.write(path, edit.after, { mode });
  }
}

/** @throws Fault where a file is not as before afterwards. @returns where a later edit by someone else was set aside. */
export async function restoreImages(
  sys: System,
  images: readonly FileImage[],
  written: readonly FileEdit[],
  aside: string,
): Promise<string[]> {
  const notes: string[] = [];
  for (const image of images) {
    const now = withoutTime(await sys.stat(image.path));
    if (sameState(now, image.state)) continue;
    const edit = written.find((e) => e.path === image.path);
    if (now?.kind === "file" && edit !== undefined && now.content !== edit.after) {
      const kept = `${aside}${image.path.replaceAll("/", "%2F")}`;
      await sys.write(kept, now.content!, { mode: 0o600 });
      notes.push(`${image.path} was edited after this step; that version is kept in ${kept}`);
    }
    await restore(sys, image, now);
    if (!sameState(withoutTime(await sys.stat(image.path)), image.state)) {
      throw new Fault("io", `${image.path} could not be put back as it was`);
    }
  }
  // Only where nobody has put anything else in it.
  for (const folder of images.flatMap(({ newFolders }) => newFolders ?? [])) {
    await sys.exec(["rmdir", folder], { timeoutMs: RMDIR_MS });
  }
  return notes;
}

async function restore(sys: System, { path, state }: FileImage, now: FileImage["state"]): Promise<void> {
  if (state === null) return sys.remove(path);
  if (state.kind === "directory") return sys.mkdir(path, state.mode);
  if (state.kind === "symlink") {
    await sys.remove(path);
    return sys.symlink(state.content!, path);
  }
  if (now !== null && now.kind !== "file") await sys.remove(path);
  await sys.write(path, state.content!, { mode: state.mode, uid: state.uid, gid: state.gid });
}

function sameState(a: FileImage["state"], b: FileImage["state"]): boolean {
  if (a === null || b === null) return a === b;
  if (a.kind !== b.kind || a.content !== b.content || a.uid !== b.uid || a.gid !== b.gid) return false;
  return a.kind === "symlink" || a.mode === b.mode;
}
