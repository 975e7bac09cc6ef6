/** Clients of different views may get different answers: which, and how the cache tells them apart. */
import { TYPE } from "./wire/constants.ts";

/** A view's number takes the upper four bits of `asked`, in jobs and in the cache's key. */
export const VIEW_SHIFT = 4;
export const MOST_VIEWS = 16;

/** Whether what a view decides shows in answers of this type; others are shared by all views. */
export function dependsOnView(type: number): boolean {
  return type === TYPE.AAAA || type === TYPE.PTR;
}
