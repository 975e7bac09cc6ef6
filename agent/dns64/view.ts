/** Clients of different views may get different answers: which, and how jobs and the cache tell them apart. */
import { TYPE } from "./wire/constants.ts";

/** A view's number takes the upper four bits of `asked`, in jobs and in the cache's key. */
export const VIEW_SHIFT = 4;
export const MOST_VIEWS = 15;

/** View of those who may not ask. */
export const NOBODY = -1;

/** @param asked OR of ASKED, with or without a view. @returns the same with this view, where answers of the type depend on it: others are shared by all views. */
export function withView(asked: number, type: number, view: number): number {
  const bits = asked & ((1 << VIEW_SHIFT) - 1);
  return type === TYPE.AAAA || type === TYPE.PTR ? bits | (view << VIEW_SHIFT) : bits;
}
