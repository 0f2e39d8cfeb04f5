// Written by `npm run generate`.
import type { Rule } from "../lib/rule/rule";
import * as aws_cloudtrail from "./aws/cloudtrail";
import * as aws_ecr from "./aws/ecr";
import * as aws_iam from "./aws/iam";
import * as aws_kms from "./aws/kms";
import * as aws_provider from "./aws/provider";
import * as aws_rds from "./aws/rds";
import * as aws_s3 from "./aws/s3";
import * as aws_secretsmanager from "./aws/secretsmanager";
import * as aws_ssoadmin from "./aws/ssoadmin";
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

/** All rules, by their ids: compilers don't agree on the order of exports. */
export const rules: readonly Rule[] = [
  ...Object.values(aws_cloudtrail),
  ...Object.values(aws_ecr),
  ...Object.values(aws_iam),
  ...Object.values(aws_kms),
  ...Object.values(aws_provider),
  ...Object.values(aws_rds),
  ...Object.values(aws_s3),
  ...Object.values(aws_secretsmanager),
  ...Object.values(aws_ssoadmin),
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
].sort((a, b) => (a.id < b.id ? -1 : 1));
