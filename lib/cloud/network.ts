import { some } from "../rule/logic";

/** Whether an address range is the whole internet, in the words of any cloud: `0.0.0.0/0`, `::/0`, Azure's `*`, `Internet`, `Any`; and `0.0.0.0` alone, which can only mean it. */
export const isAnywhere = (range: string | undefined): boolean =>
  typeof range === "string" && /^(\*|any|internet|0\.0\.0\.0|::0?|[0-9a-f:.]+\/0+)$/i.test(range.trim());

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

/** How many addresses a range such as `10.0.0.0/8` has; an address alone is one. */
export function addressesIn(range: string): number {
  const [address = "", prefix] = range.trim().split("/");
  if (prefix === undefined) return isAnywhere(range) ? 2 ** 32 : 1;
  return 2 ** ((address.includes(":") ? 128 : 32) - Number(prefix));
}

/** Whether a range of IPv4 lies in the space for private networks: RFC 1918, RFC 6598, loopback, link-local. */
export const isPrivateIpv4 = (range: string): boolean =>
  /^(10\.|127\.|169\.254\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(range.trim());

/** Whether a range lies in the space for private networks, that of IPv6's unique local and link-local addresses included. */
export const isPrivate = (range: string): boolean => isPrivateIpv4(range) || /^(f[cd][0-9a-f]{2}:|fe80:)/i.test(range.trim());

/** Whether a range is one of IPv4 on the internet, though not all of it. */
export const isPublicIpv4 = (range: string): boolean => /^\d+\./.test(range) && !isPrivateIpv4(range) && !isAnywhere(range);

/** The length in bits of the prefix of a range of IPv4; an address alone has all 32. */
export const prefixLength = (range: string): number => Number(/\/(\d+)$/.exec(range)?.[1] ?? 32);

/** An address of IPv4 as a number; NaN for any other text. */
export const ipv4 = (address: string | undefined): number =>
  /^\d+(\.\d+){3}$/.test(address ?? "") ? address!.split(".").reduce((sum, part) => sum * 256 + Number(part), 0) : Number.NaN;

/** Whether an address of IPv4 lies in a range. */
export function isWithin(address: string, range: string): boolean {
  const first = ipv4(range.split("/", 1)[0]);
  const distance = ipv4(address) - first;
  return distance >= 0 && distance < 2 ** (32 - prefixLength(range));
}
