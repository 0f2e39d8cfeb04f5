import type { Unwrap } from "@pulumi/pulumi";
import { option } from "../rule";
import { argumentsWith, placeRead } from "../rule/place";
import type { ResourceType } from "../rule/relation";
import { type Rule, rule } from "../rule/rule";
import { unknown } from "../stack/values";
import type { Given } from "./azure";
import { ipv4 } from "./network";

interface Firewall<Args> extends Given {
  /** Read the first and the last address that are admitted, `startIpAddress` and `endIpAddress` unless told otherwise. */
  first?(self: Unwrap<Args>): string | undefined;
  last?(self: Unwrap<Args>): string | undefined;
}

const half = 2 ** 31;

/** How many addresses a firewall rule admits; none where it isn't a range of IPv4. */
const addressesIn = (start: string | undefined, end: string | undefined): number => Math.max(ipv4(end) - ipv4(start) + 1, 0) || 0;

function range<Args>({ first = (self: any) => self.startIpAddress, last = (self: any) => self.endIpAddress }: Pick<Firewall<Args>, "first" | "last">) {
  const [start, end] = [placeRead(first), placeRead(last)];
  return {
    cases: (from: string, to: string) => argumentsWith(start.slice(0, -1), { [start.at(-1)!]: from, [end.at(-1)!]: to }),
    read: (self: Unwrap<Args>) => [first(self), last(self)] as const,
  };
}

/** A rule that refuses firewall rules that admit the whole internet, or half of it. */
export const firewallOpen = <Args>(type: ResourceType<Args>, { subject, first, last, ...meta }: Firewall<Args>): Rule => {
  const { cases, read } = range<Args>({ first, last });
  return rule(type, {
    ...meta,
    title: `${subject} aren't open to the whole internet`,
    severity: "critical",
    family: "public-access",
    preset: "recommended",
    why: "Anyone on the internet can try credentials and known weaknesses on the server.",
    fix: "Admit only the addresses that need access, or use a private endpoint.",
    pass: [cases("203.0.113.1", "203.0.113.9"), cases("0.0.0.0", "0.0.0.0")],
    fail: [cases("0.0.0.0", "255.255.255.255"), cases("1.0.0.0", "223.255.255.255")],
    unknown: [cases("0.0.0.0", unknown)],
    check: (self) => {
      const [start, end] = read(self as Unwrap<Args>);
      return addressesIn(start, end) >= half && `it admits \`${start}\` to \`${end}\``;
    },
  });
};

/** A rule that refuses the firewall rule `0.0.0.0`, by which all of Azure is admitted. */
export const firewallAzure = <Args>(type: ResourceType<Args>, { subject, first, last, ...meta }: Firewall<Args>): Rule => {
  const { cases, read } = range<Args>({ first, last });
  return rule(type, {
    ...meta,
    title: `Firewall rules of ${subject} don't admit all of Azure`,
    severity: "medium",
    family: "network",
    preset: "strict",
    why: "The rule admits every machine in Azure, also those of other customers.",
    fix: "Remove the rule for `0.0.0.0` and use virtual network rules or a private endpoint.",
    pass: [cases("203.0.113.1", "203.0.113.9")],
    fail: [cases("0.0.0.0", "0.0.0.0")],
    unknown: [cases(unknown, "0.0.0.0")],
    check: (self) => {
      const [start, end] = read(self as Unwrap<Args>);
      return start === "0.0.0.0" && end === "0.0.0.0" && "it admits all of Azure";
    },
  });
};

/** A rule that refuses firewall rules with wide ranges. */
export const firewallRange = <Args>(type: ResourceType<Args>, { subject, first, last, ...meta }: Firewall<Args>): Rule => {
  const { cases, read } = range<Args>({ first, last });
  return rule(type, {
    ...meta,
    title: `Firewall rules of ${subject} admit small ranges`,
    severity: "medium",
    family: "network",
    preset: "strict",
    why: "Each address more is one more place from which to try credentials.",
    fix: "Admit only the addresses that need access.",
    options: { addresses: option.Integer({ default: 256, minimum: 1, description: "The most addresses that one rule may admit." }) },
    pass: [cases("203.0.113.0", "203.0.113.255")],
    fail: [cases("203.0.112.0", "203.0.113.255")],
    unknown: [cases(unknown, "203.0.113.255")],
    check: (self, { options }) => {
      const [start, end] = read(self as Unwrap<Args>);
      const admitted = addressesIn(start, end);
      return admitted > options.addresses && `it admits ${admitted} addresses`;
    },
  });
};
