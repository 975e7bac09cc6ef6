/** At most this many hosts are asked at the same time by one gate. */
export const AT_ONCE = 20;

/** Results in the order of `items`; at most `limit` under way. */
export async function mapBounded<T, R>(
  items: readonly T[],
  ask: (item: T) => Promise<R>,
  limit: number = AT_ONCE,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < items.length) {
      const i = next++;
      results[i] = await ask(items[i]!);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
  return results;
}
