// Written by `npm run generate`.
import type { Rule } from "../lib/rule/rule";
import * as aws_s3 from "./aws/s3";
import * as gcp_storage from "./gcp/storage";

/** All rules, by service. */
export const rules: readonly Rule[] = [
  ...Object.values(aws_s3),
  ...Object.values(gcp_storage),
];
