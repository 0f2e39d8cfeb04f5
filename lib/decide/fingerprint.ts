import { createHash } from "node:crypto";

/** A finding as far as it tells which one it is. */
export interface Found {
  readonly rule: string;
  readonly urn: string;
  readonly message: string;
}

/** What is wrong with a resource, without the indexes of lists: they move when another element comes or goes. */
export const partOf = (message: string): string => message.replace(/\[\d+\]/g, "[]");

/** What a finding keeps from one run to the next, wherever its line in the program moves: the rule, the resource, and what is wrong with it. */
export const identityOf = ({ rule, urn, message }: Found): string => JSON.stringify([rule, urn, partOf(message)]);

export const fingerprintOf = (found: Found): string => createHash("sha256").update(identityOf(found)).digest("hex");
