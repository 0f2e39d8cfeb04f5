import { PolicyPack, type ResourceValidationPolicy } from "@pulumi/policy";
import { toPolicies } from "../../../lib/pulumi/policies";
import { rules, settings } from "./rules";

const [first, ...others] = toPolicies(rules, settings);

/** A user's own policy that takes its time between ours. */
const slow: ResourceValidationPolicy = {
  name: "slow",
  description: "Finds nothing.",
  validateResource: () => new Promise((resolve) => setImmediate(resolve)),
};

new PolicyPack("conformance", { policies: [first!, slow, ...others] });
