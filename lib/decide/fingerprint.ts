import { createHash } from "node:crypto";
import type { Finding } from "./finding";

/** What a finding keeps from one run to the next, wherever its line in the program moves: the rule, the resource, and what is wrong with it. */
export const fingerprintOf = ({ rule, urn, message }: Finding): string =>
  createHash("sha256")
    .update(JSON.stringify([rule, urn, message]))
    .digest("hex");
