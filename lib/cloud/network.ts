import { some } from "../rule/logic";

/** Whether an address range is the whole internet, in the words of any cloud: `0.0.0.0/0`, `::/0`, Azure's `*`, `Internet`, `Any`. */
export const isAnywhere = (range: string | undefined): boolean => range !== undefined && /^(\*|any|internet|[0-9a-f:.]+\/0+)$/i.test(range.trim());

/** Whether one of the ranges is the whole internet; an unknown one hides no other. */
export const someAnywhere = (ranges: readonly string[] | undefined): boolean => some(ranges, isAnywhere);

/** Whether `port` is within a range as Azure and Google Cloud write one: `22`, `20-25`, `*`; also a number. */
export function portInRange(range: string | number | undefined, port: number): boolean {
  if (range === undefined) return false;
  const text = String(range).trim();
  if (text === "*") return true;
  const [first = "", last = first] = text.split("-");
  return /^\d+$/.test(first.trim()) && Number(first) <= port && port <= Number(last);
}
