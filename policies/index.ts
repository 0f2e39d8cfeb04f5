// Written by `npm run generate`.
import type { Rule } from "../lib/rule/rule";
import * as aws_acm from "./aws/acm";
import * as aws_autoscaling from "./aws/autoscaling";
import * as aws_cloudfront from "./aws/cloudfront";
import * as aws_cloudtrail from "./aws/cloudtrail";
import * as aws_directconnect from "./aws/directconnect";
import * as aws_dlm from "./aws/dlm";
import * as aws_ebs from "./aws/ebs";
import * as aws_ec2 from "./aws/ec2";
import * as aws_ecr from "./aws/ecr";
import * as aws_elb from "./aws/elb";
import * as aws_globalaccelerator from "./aws/globalaccelerator";
import * as aws_iam from "./aws/iam";
import * as aws_kms from "./aws/kms";
import * as aws_lb from "./aws/lb";
import * as aws_networkfirewall from "./aws/networkfirewall";
import * as aws_provider from "./aws/provider";
import * as aws_rds from "./aws/rds";
import * as aws_route53 from "./aws/route53";
import * as aws_s3 from "./aws/s3";
import * as aws_secretsmanager from "./aws/secretsmanager";
import * as aws_shield from "./aws/shield";
import * as aws_ssoadmin from "./aws/ssoadmin";
import * as aws_verifiedaccess from "./aws/verifiedaccess";
import * as aws_vpc from "./aws/vpc";
import * as aws_waf from "./aws/waf";
import * as azure_app from "./azure/app";
import * as azure_authorization from "./azure/authorization";
import * as azure_automation from "./azure/automation";
import * as azure_batch from "./azure/batch";
import * as azure_cognitiveservices from "./azure/cognitiveservices";
import * as azure_compute from "./azure/compute";
import * as azure_containerinstance from "./azure/containerinstance";
import * as azure_containerregistry from "./azure/containerregistry";
import * as azure_containerservice from "./azure/containerservice";
import * as azure_databricks from "./azure/databricks";
import * as azure_keyvault from "./azure/keyvault";
import * as azure_machinelearningservices from "./azure/machinelearningservices";
import * as azure_managedidentity from "./azure/managedidentity";
import * as azure_monitor from "./azure/monitor";
import * as azure_network from "./azure/network";
import * as azure_provider from "./azure/provider";
import * as azure_recoveryservices from "./azure/recoveryservices";
import * as azure_resources from "./azure/resources";
import * as azure_search from "./azure/search";
import * as azure_security from "./azure/security";
import * as azure_servicefabric from "./azure/servicefabric";
import * as azure_sql from "./azure/sql";
import * as azure_storage from "./azure/storage";
import * as azure_storagesync from "./azure/storagesync";
import * as azure_web from "./azure/web";
import * as gcp_accesscontextmanager from "./gcp/accesscontextmanager";
import * as gcp_alloydb from "./gcp/alloydb";
import * as gcp_apigee from "./gcp/apigee";
import * as gcp_apihub from "./gcp/apihub";
import * as gcp_appengine from "./gcp/appengine";
import * as gcp_applicationintegration from "./gcp/applicationintegration";
import * as gcp_artifactregistry from "./gcp/artifactregistry";
import * as gcp_assuredworkloads from "./gcp/assuredworkloads";
import * as gcp_backupdisasterrecovery from "./gcp/backupdisasterrecovery";
import * as gcp_beyondcorp from "./gcp/beyondcorp";
import * as gcp_bigquery from "./gcp/bigquery";
import * as gcp_bigtable from "./gcp/bigtable";
import * as gcp_binaryauthorization from "./gcp/binaryauthorization";
import * as gcp_certificateauthority from "./gcp/certificateauthority";
import * as gcp_ces from "./gcp/ces";
import * as gcp_cloudbuild from "./gcp/cloudbuild";
import * as gcp_clouddeploy from "./gcp/clouddeploy";
import * as gcp_cloudfunctions from "./gcp/cloudfunctions";
import * as gcp_cloudfunctionsv2 from "./gcp/cloudfunctionsv2";
import * as gcp_cloudrun from "./gcp/cloudrun";
import * as gcp_cloudrunv2 from "./gcp/cloudrunv2";
import * as gcp_cloudscheduler from "./gcp/cloudscheduler";
import * as gcp_cloudtasks from "./gcp/cloudtasks";
import * as gcp_colab from "./gcp/colab";
import * as gcp_composer from "./gcp/composer";
import * as gcp_compute from "./gcp/compute";
import * as gcp_container from "./gcp/container";
import * as gcp_databasemigrationservice from "./gcp/databasemigrationservice";
import * as gcp_dataflow from "./gcp/dataflow";
import * as gcp_dataform from "./gcp/dataform";
import * as gcp_datafusion from "./gcp/datafusion";
import * as gcp_dataplex from "./gcp/dataplex";
import * as gcp_dataproc from "./gcp/dataproc";
import * as gcp_datastream from "./gcp/datastream";
import * as gcp_developerconnect from "./gcp/developerconnect";
import * as gcp_diagflow from "./gcp/diagflow";
import * as gcp_discoveryengine from "./gcp/discoveryengine";
import * as gcp_dns from "./gcp/dns";
import * as gcp_edgecontainer from "./gcp/edgecontainer";
import * as gcp_essentialcontacts from "./gcp/essentialcontacts";
import * as gcp_eventarc from "./gcp/eventarc";
import * as gcp_filestore from "./gcp/filestore";
import * as gcp_firebaserules from "./gcp/firebaserules";
import * as gcp_firestore from "./gcp/firestore";
import * as gcp_firewall from "./gcp/firewall";
import * as gcp_gemini from "./gcp/gemini";
import * as gcp_general from "./gcp/general";
import * as gcp_gkebackup from "./gcp/gkebackup";
import * as gcp_gkeonprem from "./gcp/gkeonprem";
import * as gcp_healthcare from "./gcp/healthcare";
import * as gcp_iam from "./gcp/iam";
import * as gcp_iap from "./gcp/iap";
import * as gcp_identityplatform from "./gcp/identityplatform";
import * as gcp_integrationconnectors from "./gcp/integrationconnectors";
import * as gcp_kms from "./gcp/kms";
import * as gcp_loadbalancing from "./gcp/loadbalancing";
import * as gcp_logging from "./gcp/logging";
import * as gcp_looker from "./gcp/looker";
import * as gcp_lustre from "./gcp/lustre";
import * as gcp_managedkafka from "./gcp/managedkafka";
import * as gcp_memorystore from "./gcp/memorystore";
import * as gcp_monitoring from "./gcp/monitoring";
import * as gcp_netapp from "./gcp/netapp";
import * as gcp_network from "./gcp/network";
import * as gcp_networkmanagement from "./gcp/networkmanagement";
import * as gcp_networksecurity from "./gcp/networksecurity";
import * as gcp_networkservices from "./gcp/networkservices";
import * as gcp_nodes from "./gcp/nodes";
import * as gcp_notebooks from "./gcp/notebooks";
import * as gcp_observability from "./gcp/observability";
import * as gcp_oracledatabase from "./gcp/oracledatabase";
import * as gcp_organizations from "./gcp/organizations";
import * as gcp_orgpolicy from "./gcp/orgpolicy";
import * as gcp_parametermanager from "./gcp/parametermanager";
import * as gcp_privilegedaccessmanager from "./gcp/privilegedaccessmanager";
import * as gcp_projects from "./gcp/projects";
import * as gcp_provider from "./gcp/provider";
import * as gcp_pubsub from "./gcp/pubsub";
import * as gcp_recaptcha from "./gcp/recaptcha";
import * as gcp_redis from "./gcp/redis";
import * as gcp_secretmanager from "./gcp/secretmanager";
import * as gcp_securesourcemanager from "./gcp/securesourcemanager";
import * as gcp_securitycenter from "./gcp/securitycenter";
import * as gcp_serviceaccount from "./gcp/serviceaccount";
import * as gcp_serviceusage from "./gcp/serviceusage";
import * as gcp_spanner from "./gcp/spanner";
import * as gcp_sql from "./gcp/sql";
import * as gcp_storage from "./gcp/storage";
import * as gcp_tpu from "./gcp/tpu";
import * as gcp_vectorsearch from "./gcp/vectorsearch";
import * as gcp_vertex from "./gcp/vertex";
import * as gcp_vmwareengine from "./gcp/vmwareengine";
import * as gcp_workbench from "./gcp/workbench";
import * as gcp_workflows from "./gcp/workflows";
import * as gcp_workstations from "./gcp/workstations";

/** All rules, by their ids: compilers don't agree on the order of exports. */
export const rules: readonly Rule[] = [
  ...Object.values(aws_acm),
  ...Object.values(aws_autoscaling),
  ...Object.values(aws_cloudfront),
  ...Object.values(aws_cloudtrail),
  ...Object.values(aws_directconnect),
  ...Object.values(aws_dlm),
  ...Object.values(aws_ebs),
  ...Object.values(aws_ec2),
  ...Object.values(aws_ecr),
  ...Object.values(aws_elb),
  ...Object.values(aws_globalaccelerator),
  ...Object.values(aws_iam),
  ...Object.values(aws_kms),
  ...Object.values(aws_lb),
  ...Object.values(aws_networkfirewall),
  ...Object.values(aws_provider),
  ...Object.values(aws_rds),
  ...Object.values(aws_route53),
  ...Object.values(aws_s3),
  ...Object.values(aws_secretsmanager),
  ...Object.values(aws_shield),
  ...Object.values(aws_ssoadmin),
  ...Object.values(aws_verifiedaccess),
  ...Object.values(aws_vpc),
  ...Object.values(aws_waf),
  ...Object.values(azure_app),
  ...Object.values(azure_authorization),
  ...Object.values(azure_automation),
  ...Object.values(azure_batch),
  ...Object.values(azure_cognitiveservices),
  ...Object.values(azure_compute),
  ...Object.values(azure_containerinstance),
  ...Object.values(azure_containerregistry),
  ...Object.values(azure_containerservice),
  ...Object.values(azure_databricks),
  ...Object.values(azure_keyvault),
  ...Object.values(azure_machinelearningservices),
  ...Object.values(azure_managedidentity),
  ...Object.values(azure_monitor),
  ...Object.values(azure_network),
  ...Object.values(azure_provider),
  ...Object.values(azure_recoveryservices),
  ...Object.values(azure_resources),
  ...Object.values(azure_search),
  ...Object.values(azure_security),
  ...Object.values(azure_servicefabric),
  ...Object.values(azure_sql),
  ...Object.values(azure_storage),
  ...Object.values(azure_storagesync),
  ...Object.values(azure_web),
  ...Object.values(gcp_accesscontextmanager),
  ...Object.values(gcp_alloydb),
  ...Object.values(gcp_apigee),
  ...Object.values(gcp_apihub),
  ...Object.values(gcp_appengine),
  ...Object.values(gcp_applicationintegration),
  ...Object.values(gcp_artifactregistry),
  ...Object.values(gcp_assuredworkloads),
  ...Object.values(gcp_backupdisasterrecovery),
  ...Object.values(gcp_beyondcorp),
  ...Object.values(gcp_bigquery),
  ...Object.values(gcp_bigtable),
  ...Object.values(gcp_binaryauthorization),
  ...Object.values(gcp_certificateauthority),
  ...Object.values(gcp_ces),
  ...Object.values(gcp_cloudbuild),
  ...Object.values(gcp_clouddeploy),
  ...Object.values(gcp_cloudfunctions),
  ...Object.values(gcp_cloudfunctionsv2),
  ...Object.values(gcp_cloudrun),
  ...Object.values(gcp_cloudrunv2),
  ...Object.values(gcp_cloudscheduler),
  ...Object.values(gcp_cloudtasks),
  ...Object.values(gcp_colab),
  ...Object.values(gcp_composer),
  ...Object.values(gcp_compute),
  ...Object.values(gcp_container),
  ...Object.values(gcp_databasemigrationservice),
  ...Object.values(gcp_dataflow),
  ...Object.values(gcp_dataform),
  ...Object.values(gcp_datafusion),
  ...Object.values(gcp_dataplex),
  ...Object.values(gcp_dataproc),
  ...Object.values(gcp_datastream),
  ...Object.values(gcp_developerconnect),
  ...Object.values(gcp_diagflow),
  ...Object.values(gcp_discoveryengine),
  ...Object.values(gcp_dns),
  ...Object.values(gcp_edgecontainer),
  ...Object.values(gcp_essentialcontacts),
  ...Object.values(gcp_eventarc),
  ...Object.values(gcp_filestore),
  ...Object.values(gcp_firebaserules),
  ...Object.values(gcp_firestore),
  ...Object.values(gcp_firewall),
  ...Object.values(gcp_gemini),
  ...Object.values(gcp_general),
  ...Object.values(gcp_gkebackup),
  ...Object.values(gcp_gkeonprem),
  ...Object.values(gcp_healthcare),
  ...Object.values(gcp_iam),
  ...Object.values(gcp_iap),
  ...Object.values(gcp_identityplatform),
  ...Object.values(gcp_integrationconnectors),
  ...Object.values(gcp_kms),
  ...Object.values(gcp_loadbalancing),
  ...Object.values(gcp_logging),
  ...Object.values(gcp_looker),
  ...Object.values(gcp_lustre),
  ...Object.values(gcp_managedkafka),
  ...Object.values(gcp_memorystore),
  ...Object.values(gcp_monitoring),
  ...Object.values(gcp_netapp),
  ...Object.values(gcp_network),
  ...Object.values(gcp_networkmanagement),
  ...Object.values(gcp_networksecurity),
  ...Object.values(gcp_networkservices),
  ...Object.values(gcp_nodes),
  ...Object.values(gcp_notebooks),
  ...Object.values(gcp_observability),
  ...Object.values(gcp_oracledatabase),
  ...Object.values(gcp_organizations),
  ...Object.values(gcp_orgpolicy),
  ...Object.values(gcp_parametermanager),
  ...Object.values(gcp_privilegedaccessmanager),
  ...Object.values(gcp_projects),
  ...Object.values(gcp_provider),
  ...Object.values(gcp_pubsub),
  ...Object.values(gcp_recaptcha),
  ...Object.values(gcp_redis),
  ...Object.values(gcp_secretmanager),
  ...Object.values(gcp_securesourcemanager),
  ...Object.values(gcp_securitycenter),
  ...Object.values(gcp_serviceaccount),
  ...Object.values(gcp_serviceusage),
  ...Object.values(gcp_spanner),
  ...Object.values(gcp_sql),
  ...Object.values(gcp_storage),
  ...Object.values(gcp_tpu),
  ...Object.values(gcp_vectorsearch),
  ...Object.values(gcp_vertex),
  ...Object.values(gcp_vmwareengine),
  ...Object.values(gcp_workbench),
  ...Object.values(gcp_workflows),
  ...Object.values(gcp_workstations),
].sort((a, b) => (a.id < b.id ? -1 : 1));
