import { PolicyPack } from "@pulumi/policy";
import { toPolicies } from "../../../lib/pulumi/policies";
import { rules } from "./rules";

new PolicyPack("conformance", { policies: toPolicies(rules, { presets: ["strict"] }) });
