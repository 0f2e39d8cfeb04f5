// Written by `npm run generate`.
import type { Rule } from "../lib/rule/rule";
import * as aws_s3 from "./aws/s3";
import * as azure_authorization from "./azure/authorization";
import * as azure_containerregistry from "./azure/containerregistry";
import * as azure_keyvault from "./azure/keyvault";
import * as azure_managedidentity from "./azure/managedidentity";
import * as azure_monitor from "./azure/monitor";
import * as azure_network from "./azure/network";
import * as azure_provider from "./azure/provider";
import * as azure_resources from "./azure/resources";
import * as azure_security from "./azure/security";
import * as azure_sql from "./azure/sql";
import * as azure_storage from "./azure/storage";
import * as gcp_storage from "./gcp/storage";

/** All rules, by service. */
export const rules: readonly Rule[] = [
  ...Object.values(aws_s3),
  ...Object.values(azure_authorization),
  ...Object.values(azure_containerregistry),
  ...Object.values(azure_keyvault),
  ...Object.values(azure_managedidentity),
  ...Object.values(azure_monitor),
  ...Object.values(azure_network),
  ...Object.values(azure_provider),
  ...Object.values(azure_resources),
  ...Object.values(azure_security),
  ...Object.values(azure_sql),
  ...Object.values(azure_storage),
  ...Object.values(gcp_storage),
];
