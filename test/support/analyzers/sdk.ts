import { PolicyPack, type ResourceValidationPolicy } from "@pulumi/policy";
import { toPolicies } from "../../../lib/pulumi/policies";
import { rules } from "./rules";

const [first, ...others] = toPolicies(rules, { presets: ["strict"] });

/** A user's own policy that takes its time between ours. */
const slow: ResourceValidationPolicy = {
  name: "slow",
  description: "Finds nothing.",
  validateResource: () => new Promise((resolve) => setImmediate(resolve)),
};

new PolicyPack("conformance", { policies: [first!, slow, ...others] });
