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
import * as gcp_accesscontextmanager from "./gcp/accesscontextmanager";
import * as gcp_artifactregistry from "./gcp/artifactregistry";
import * as gcp_bigquery from "./gcp/bigquery";
import * as gcp_binaryauthorization from "./gcp/binaryauthorization";
import * as gcp_certificateauthority from "./gcp/certificateauthority";
import * as gcp_compute from "./gcp/compute";
import * as gcp_container from "./gcp/container";
import * as gcp_dns from "./gcp/dns";
import * as gcp_edgecontainer from "./gcp/edgecontainer";
import * as gcp_firewall from "./gcp/firewall";
import * as gcp_general from "./gcp/general";
import * as gcp_iam from "./gcp/iam";
import * as gcp_kms from "./gcp/kms";
import * as gcp_loadbalancing from "./gcp/loadbalancing";
import * as gcp_logging from "./gcp/logging";
import * as gcp_monitoring from "./gcp/monitoring";
import * as gcp_network from "./gcp/network";
import * as gcp_networksecurity from "./gcp/networksecurity";
import * as gcp_nodes from "./gcp/nodes";
import * as gcp_organizations from "./gcp/organizations";
import * as gcp_orgpolicy from "./gcp/orgpolicy";
import * as gcp_projects from "./gcp/projects";
import * as gcp_provider from "./gcp/provider";
import * as gcp_pubsub from "./gcp/pubsub";
import * as gcp_secretmanager from "./gcp/secretmanager";
import * as gcp_serviceaccount from "./gcp/serviceaccount";
import * as gcp_sql from "./gcp/sql";
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
  ...Object.values(gcp_accesscontextmanager),
  ...Object.values(gcp_artifactregistry),
  ...Object.values(gcp_bigquery),
  ...Object.values(gcp_binaryauthorization),
  ...Object.values(gcp_certificateauthority),
  ...Object.values(gcp_compute),
  ...Object.values(gcp_container),
  ...Object.values(gcp_dns),
  ...Object.values(gcp_edgecontainer),
  ...Object.values(gcp_firewall),
  ...Object.values(gcp_general),
  ...Object.values(gcp_iam),
  ...Object.values(gcp_kms),
  ...Object.values(gcp_loadbalancing),
  ...Object.values(gcp_logging),
  ...Object.values(gcp_monitoring),
  ...Object.values(gcp_network),
  ...Object.values(gcp_networksecurity),
  ...Object.values(gcp_nodes),
  ...Object.values(gcp_organizations),
  ...Object.values(gcp_orgpolicy),
  ...Object.values(gcp_projects),
  ...Object.values(gcp_provider),
  ...Object.values(gcp_pubsub),
  ...Object.values(gcp_secretmanager),
  ...Object.values(gcp_serviceaccount),
  ...Object.values(gcp_sql),
  ...Object.values(gcp_storage),
].sort((a, b) => (a.id < b.id ? -1 : 1));
