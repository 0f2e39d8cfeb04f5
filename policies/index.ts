// Written by `npm run generate`.
import type { Rule } from "../lib/rule/rule";
import * as any_build from "./any/build";
import * as any_image from "./any/image";
import * as any_scan from "./any/scan";
import * as any_secrets from "./any/secrets";
import * as any_signature from "./any/signature";
import * as any_stack from "./any/stack";
import * as aws_accessanalyzer from "./aws/accessanalyzer";
import * as aws_acm from "./aws/acm";
import * as aws_agentregistry from "./aws/agentregistry";
import * as aws_amp from "./aws/amp";
import * as aws_apigateway_api from "./aws/apigateway/api";
import * as aws_apigateway_method from "./aws/apigateway/method";
import * as aws_apigateway_stage from "./aws/apigateway/stage";
import * as aws_apigatewayv2 from "./aws/apigatewayv2";
import * as aws_appconfig from "./aws/appconfig";
import * as aws_appfabric from "./aws/appfabric";
import * as aws_appflow from "./aws/appflow";
import * as aws_apprunner from "./aws/apprunner";
import * as aws_appstream from "./aws/appstream";
import * as aws_appsync from "./aws/appsync";
import * as aws_athena from "./aws/athena";
import * as aws_auditmanager from "./aws/auditmanager";
import * as aws_autoscaling from "./aws/autoscaling";
import * as aws_backup from "./aws/backup";
import * as aws_batch from "./aws/batch";
import * as aws_bedrock from "./aws/bedrock";
import * as aws_cfg from "./aws/cfg";
import * as aws_chatbot from "./aws/chatbot";
import * as aws_chime from "./aws/chime";
import * as aws_cleanrooms from "./aws/cleanrooms";
import * as aws_cloud9 from "./aws/cloud9";
import * as aws_cloudformation from "./aws/cloudformation";
import * as aws_cloudfront from "./aws/cloudfront";
import * as aws_cloudhsmv2 from "./aws/cloudhsmv2";
import * as aws_cloudsearch from "./aws/cloudsearch";
import * as aws_cloudtrail from "./aws/cloudtrail";
import * as aws_cloudwatch_alarm from "./aws/cloudwatch/alarm";
import * as aws_cloudwatch_events from "./aws/cloudwatch/events";
import * as aws_cloudwatch_logs from "./aws/cloudwatch/logs";
import * as aws_cloudwatch_watch from "./aws/cloudwatch/watch";
import * as aws_codeartifact from "./aws/codeartifact";
import * as aws_codebuild from "./aws/codebuild";
import * as aws_codecommit from "./aws/codecommit";
import * as aws_codegurureviewer from "./aws/codegurureviewer";
import * as aws_codepipeline from "./aws/codepipeline";
import * as aws_cognito from "./aws/cognito";
import * as aws_comprehend from "./aws/comprehend";
import * as aws_connect from "./aws/connect";
import * as aws_customerprofiles from "./aws/customerprofiles";
import * as aws_datasync from "./aws/datasync";
import * as aws_datazone from "./aws/datazone";
import * as aws_dax from "./aws/dax";
import * as aws_detective from "./aws/detective";
import * as aws_devopsguru from "./aws/devopsguru";
import * as aws_directconnect from "./aws/directconnect";
import * as aws_directoryservice from "./aws/directoryservice";
import * as aws_dlm from "./aws/dlm";
import * as aws_dms from "./aws/dms";
import * as aws_docdb from "./aws/docdb";
import * as aws_drs from "./aws/drs";
import * as aws_dsql from "./aws/dsql";
import * as aws_dynamodb from "./aws/dynamodb";
import * as aws_ebs from "./aws/ebs";
import * as aws_ec2_image from "./aws/ec2/image";
import * as aws_ec2_instance from "./aws/ec2/instance";
import * as aws_ec2_metadata from "./aws/ec2/metadata";
import * as aws_ec2_volumes from "./aws/ec2/volumes";
import * as aws_ec2clientvpn from "./aws/ec2clientvpn";
import * as aws_ecr from "./aws/ecr";
import * as aws_ecrpublic from "./aws/ecrpublic";
import * as aws_ecs_cluster from "./aws/ecs/cluster";
import * as aws_ecs_service from "./aws/ecs/service";
import * as aws_ecs_task from "./aws/ecs/task";
import * as aws_efs from "./aws/efs";
import * as aws_eks from "./aws/eks";
import * as aws_elasticache from "./aws/elasticache";
import * as aws_elasticbeanstalk from "./aws/elasticbeanstalk";
import * as aws_elb from "./aws/elb";
import * as aws_emr from "./aws/emr";
import * as aws_emrcontainers from "./aws/emrcontainers";
import * as aws_emrserverless from "./aws/emrserverless";
import * as aws_eventbridge from "./aws/eventbridge";
import * as aws_fsx from "./aws/fsx";
import * as aws_gamelift from "./aws/gamelift";
import * as aws_glacier from "./aws/glacier";
import * as aws_globalaccelerator from "./aws/globalaccelerator";
import * as aws_glue from "./aws/glue";
import * as aws_grafana from "./aws/grafana";
import * as aws_guardduty from "./aws/guardduty";
import * as aws_iam_account from "./aws/iam/account";
import * as aws_iam_attachment from "./aws/iam/attachment";
import * as aws_iam_policy from "./aws/iam/policy";
import * as aws_iam_sensitive_actions from "./aws/iam/sensitive-actions";
import * as aws_iam_trust from "./aws/iam/trust";
import * as aws_iam_user from "./aws/iam/user";
import * as aws_imagebuilder from "./aws/imagebuilder";
import * as aws_inspector2 from "./aws/inspector2";
import * as aws_iot from "./aws/iot";
import * as aws_kendra from "./aws/kendra";
import * as aws_keyspaces from "./aws/keyspaces";
import * as aws_kinesis from "./aws/kinesis";
import * as aws_kinesisanalyticsv2 from "./aws/kinesisanalyticsv2";
import * as aws_kms from "./aws/kms";
import * as aws_lakeformation from "./aws/lakeformation";
import * as aws_lambda_function from "./aws/lambda/function";
import * as aws_lambda_invocation from "./aws/lambda/invocation";
import * as aws_lambda_permission from "./aws/lambda/permission";
import * as aws_lambdamicrovms from "./aws/lambdamicrovms";
import * as aws_lb from "./aws/lb";
import * as aws_location from "./aws/location";
import * as aws_m2 from "./aws/m2";
import * as aws_macie2 from "./aws/macie2";
import * as aws_mailmanager from "./aws/mailmanager";
import * as aws_medialive from "./aws/medialive";
import * as aws_memorydb from "./aws/memorydb";
import * as aws_mq from "./aws/mq";
import * as aws_msk from "./aws/msk";
import * as aws_mskconnect from "./aws/mskconnect";
import * as aws_mwaa from "./aws/mwaa";
import * as aws_neptune from "./aws/neptune";
import * as aws_neptunegraph from "./aws/neptunegraph";
import * as aws_networkfirewall from "./aws/networkfirewall";
import * as aws_oam from "./aws/oam";
import * as aws_observabilityadmin from "./aws/observabilityadmin";
import * as aws_odb from "./aws/odb";
import * as aws_opensearch_access from "./aws/opensearch/access";
import * as aws_opensearch_encryption from "./aws/opensearch/encryption";
import * as aws_opensearch_logging from "./aws/opensearch/logging";
import * as aws_opensearch_resilience from "./aws/opensearch/resilience";
import * as aws_opensearch_serverless from "./aws/opensearch/serverless";
import * as aws_opensearchingest from "./aws/opensearchingest";
import * as aws_organizations from "./aws/organizations";
import * as aws_paymentcryptography from "./aws/paymentcryptography";
import * as aws_pinpoint from "./aws/pinpoint";
import * as aws_pipes from "./aws/pipes";
import * as aws_provider from "./aws/provider";
import * as aws_qbusiness from "./aws/qbusiness";
import * as aws_quicksight from "./aws/quicksight";
import * as aws_ram from "./aws/ram";
import * as aws_rds_access from "./aws/rds/access";
import * as aws_rds_encryption from "./aws/rds/encryption";
import * as aws_rds_logging from "./aws/rds/logging";
import * as aws_rds_resilience from "./aws/rds/resilience";
import * as aws_redshift_access from "./aws/redshift/access";
import * as aws_redshift_encryption from "./aws/redshift/encryption";
import * as aws_redshift_operation from "./aws/redshift/operation";
import * as aws_redshift_parameters from "./aws/redshift/parameters";
import * as aws_redshiftserverless from "./aws/redshiftserverless";
import * as aws_rekognition from "./aws/rekognition";
import * as aws_resiliencehub from "./aws/resiliencehub";
import * as aws_rolesanywhere from "./aws/rolesanywhere";
import * as aws_route53 from "./aws/route53";
import * as aws_s3_acl from "./aws/s3/acl";
import * as aws_s3_bucket from "./aws/s3/bucket";
import * as aws_s3_encryption from "./aws/s3/encryption";
import * as aws_s3_policy from "./aws/s3/policy";
import * as aws_s3_public_access_block from "./aws/s3/public-access-block";
import * as aws_s3_publishing from "./aws/s3/publishing";
import * as aws_s3_versions from "./aws/s3/versions";
import * as aws_s3control from "./aws/s3control";
import * as aws_s3files from "./aws/s3files";
import * as aws_s3tables from "./aws/s3tables";
import * as aws_s3vectors from "./aws/s3vectors";
import * as aws_sagemaker from "./aws/sagemaker";
import * as aws_scheduler from "./aws/scheduler";
import * as aws_schemas from "./aws/schemas";
import * as aws_secretsmanager from "./aws/secretsmanager";
import * as aws_securityhub from "./aws/securityhub";
import * as aws_securitylake from "./aws/securitylake";
import * as aws_ses from "./aws/ses";
import * as aws_sfn from "./aws/sfn";
import * as aws_shield from "./aws/shield";
import * as aws_signer from "./aws/signer";
import * as aws_sns from "./aws/sns";
import * as aws_sqs from "./aws/sqs";
import * as aws_ssm from "./aws/ssm";
import * as aws_ssoadmin from "./aws/ssoadmin";
import * as aws_storagegateway from "./aws/storagegateway";
import * as aws_synthetics from "./aws/synthetics";
import * as aws_timestreamquery from "./aws/timestreamquery";
import * as aws_timestreamwrite from "./aws/timestreamwrite";
import * as aws_transfer from "./aws/transfer";
import * as aws_verifiedaccess from "./aws/verifiedaccess";
import * as aws_verifiedpermissions from "./aws/verifiedpermissions";
import * as aws_vpc_endpoint from "./aws/vpc/endpoint";
import * as aws_vpc_network from "./aws/vpc/network";
import * as aws_vpc_network_acl from "./aws/vpc/network-acl";
import * as aws_vpc_ports from "./aws/vpc/ports";
import * as aws_vpc_routing from "./aws/vpc/routing";
import * as aws_vpc_security_group from "./aws/vpc/security-group";
import * as aws_vpclattice from "./aws/vpclattice";
import * as aws_waf from "./aws/waf";
import * as aws_workmail from "./aws/workmail";
import * as aws_workspaces from "./aws/workspaces";
import * as aws_workspacesweb from "./aws/workspacesweb";
import * as aws_xray from "./aws/xray";
import * as azure_apimanagement from "./azure/apimanagement";
import * as azure_app from "./azure/app";
import * as azure_appconfiguration from "./azure/appconfiguration";
import * as azure_applicationgateway from "./azure/applicationgateway";
import * as azure_applicationinsights from "./azure/applicationinsights";
import * as azure_appplatform from "./azure/appplatform";
import * as azure_authorization from "./azure/authorization";
import * as azure_automation from "./azure/automation";
import * as azure_avs from "./azure/avs";
import * as azure_azurestackhci from "./azure/azurestackhci";
import * as azure_batch from "./azure/batch";
import * as azure_botservice from "./azure/botservice";
import * as azure_cdn from "./azure/cdn";
import * as azure_cognitiveservices from "./azure/cognitiveservices";
import * as azure_communication from "./azure/communication";
import * as azure_compute_disk from "./azure/compute/disk";
import * as azure_compute_extension from "./azure/compute/extension";
import * as azure_compute_scale_set from "./azure/compute/scale-set";
import * as azure_compute_virtual_machine from "./azure/compute/virtual-machine";
import * as azure_containerinstance from "./azure/containerinstance";
import * as azure_containerregistry from "./azure/containerregistry";
import * as azure_containerservice_access from "./azure/containerservice/access";
import * as azure_containerservice_cluster from "./azure/containerservice/cluster";
import * as azure_containerservice_pool from "./azure/containerservice/pool";
import * as azure_cosmosdb from "./azure/cosmosdb";
import * as azure_dashboard from "./azure/dashboard";
import * as azure_databricks from "./azure/databricks";
import * as azure_datafactory from "./azure/datafactory";
import * as azure_datalakestore from "./azure/datalakestore";
import * as azure_dbformariadb from "./azure/dbformariadb";
import * as azure_dbformysql from "./azure/dbformysql";
import * as azure_dbforpostgresql from "./azure/dbforpostgresql";
import * as azure_desktopvirtualization from "./azure/desktopvirtualization";
import * as azure_devcenter from "./azure/devcenter";
import * as azure_deviceprovisioningservices from "./azure/deviceprovisioningservices";
import * as azure_deviceupdate from "./azure/deviceupdate";
import * as azure_digitaltwins from "./azure/digitaltwins";
import * as azure_elasticsan from "./azure/elasticsan";
import * as azure_eventgrid from "./azure/eventgrid";
import * as azure_eventhub from "./azure/eventhub";
import * as azure_fluidrelay from "./azure/fluidrelay";
import * as azure_frontdoor from "./azure/frontdoor";
import * as azure_general from "./azure/general";
import * as azure_hardwaresecuritymodules from "./azure/hardwaresecuritymodules";
import * as azure_hdinsight from "./azure/hdinsight";
import * as azure_healthcareapis from "./azure/healthcareapis";
import * as azure_intune from "./azure/intune";
import * as azure_iotcentral from "./azure/iotcentral";
import * as azure_iothub from "./azure/iothub";
import * as azure_iotoperationsmq from "./azure/iotoperationsmq";
import * as azure_keyvault from "./azure/keyvault";
import * as azure_kusto from "./azure/kusto";
import * as azure_loadtestservice from "./azure/loadtestservice";
import * as azure_machinelearningservices from "./azure/machinelearningservices";
import * as azure_managedidentity from "./azure/managedidentity";
import * as azure_maps from "./azure/maps";
import * as azure_mongocluster from "./azure/mongocluster";
import * as azure_monitor from "./azure/monitor";
import * as azure_netapp from "./azure/netapp";
import * as azure_network_firewall from "./azure/network/firewall";
import * as azure_network_security_rule from "./azure/network/security-rule";
import * as azure_network_virtual_network from "./azure/network/virtual-network";
import * as azure_notificationhubs from "./azure/notificationhubs";
import * as azure_operationalinsights from "./azure/operationalinsights";
import * as azure_provider from "./azure/provider";
import * as azure_purview from "./azure/purview";
import * as azure_recoveryservices from "./azure/recoveryservices";
import * as azure_redis from "./azure/redis";
import * as azure_redisenterprise from "./azure/redisenterprise";
import * as azure_relay from "./azure/relay";
import * as azure_resources from "./azure/resources";
import * as azure_search from "./azure/search";
import * as azure_security from "./azure/security";
import * as azure_securityinsights from "./azure/securityinsights";
import * as azure_servicebus from "./azure/servicebus";
import * as azure_servicefabric from "./azure/servicefabric";
import * as azure_signalrservice from "./azure/signalrservice";
import * as azure_sql_alerts from "./azure/sql/alerts";
import * as azure_sql_assessment from "./azure/sql/assessment";
import * as azure_sql_auditing from "./azure/sql/auditing";
import * as azure_sql_database from "./azure/sql/database";
import * as azure_sql_firewall from "./azure/sql/firewall";
import * as azure_sql_managed_instance from "./azure/sql/managed-instance";
import * as azure_sql_server from "./azure/sql/server";
import * as azure_storage_account from "./azure/storage/account";
import * as azure_storage_data from "./azure/storage/data";
import * as azure_storage_logging from "./azure/storage/logging";
import * as azure_storagecache from "./azure/storagecache";
import * as azure_storagesync from "./azure/storagesync";
import * as azure_synapse from "./azure/synapse";
import * as azure_virtualwan from "./azure/virtualwan";
import * as azure_web_access from "./azure/web/access";
import * as azure_web_app from "./azure/web/app";
import * as azure_web_logging from "./azure/web/logging";
import * as azure_web_plan from "./azure/web/plan";
import * as azure_web_runtime from "./azure/web/runtime";
import * as azure_webpubsub from "./azure/webpubsub";
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
import * as gcp_compute_encryption from "./gcp/compute/encryption";
import * as gcp_compute_instance from "./gcp/compute/instance";
import * as gcp_compute_metadata from "./gcp/compute/metadata";
import * as gcp_container_attached from "./gcp/container/attached";
import * as gcp_container_cluster from "./gcp/container/cluster";
import * as gcp_container_control_plane from "./gcp/container/control-plane";
import * as gcp_container_network from "./gcp/container/network";
import * as gcp_container_registry from "./gcp/container/registry";
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
import * as gcp_firewall_logging from "./gcp/firewall/logging";
import * as gcp_firewall_ports from "./gcp/firewall/ports";
import * as gcp_firewall_ranges from "./gcp/firewall/ranges";
import * as gcp_gemini from "./gcp/gemini";
import * as gcp_general from "./gcp/general";
import * as gcp_gkebackup from "./gcp/gkebackup";
import * as gcp_gkeonprem from "./gcp/gkeonprem";
import * as gcp_healthcare from "./gcp/healthcare";
import * as gcp_iam_federation from "./gcp/iam/federation";
import * as gcp_iam_grant from "./gcp/iam/grant";
import * as gcp_iam_role from "./gcp/iam/role";
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
import * as gcp_sql_instance from "./gcp/sql/instance";
import * as gcp_sql_mysql from "./gcp/sql/mysql";
import * as gcp_sql_postgres from "./gcp/sql/postgres";
import * as gcp_sql_sqlserver from "./gcp/sql/sqlserver";
import * as gcp_storage from "./gcp/storage";
import * as gcp_tpu from "./gcp/tpu";
import * as gcp_vectorsearch from "./gcp/vectorsearch";
import * as gcp_vertex from "./gcp/vertex";
import * as gcp_vmwareengine from "./gcp/vmwareengine";
import * as gcp_workbench from "./gcp/workbench";
import * as gcp_workflows from "./gcp/workflows";
import * as gcp_workstations from "./gcp/workstations";
import * as kubernetes_admission from "./kubernetes/admission";
import * as kubernetes_binding from "./kubernetes/binding";
import * as kubernetes_container from "./kubernetes/container";
import * as kubernetes_controlplane from "./kubernetes/controlplane";
import * as kubernetes_image from "./kubernetes/image";
import * as kubernetes_ingress from "./kubernetes/ingress";
import * as kubernetes_kernel from "./kubernetes/kernel";
import * as kubernetes_namespace from "./kubernetes/namespace";
import * as kubernetes_network from "./kubernetes/network";
import * as kubernetes_pod from "./kubernetes/pod";
import * as kubernetes_provider from "./kubernetes/provider";
import * as kubernetes_resources from "./kubernetes/resources";
import * as kubernetes_role from "./kubernetes/role";
import * as kubernetes_secret from "./kubernetes/secret";
import * as kubernetes_service from "./kubernetes/service";
import * as kubernetes_serviceaccount from "./kubernetes/serviceaccount";
import * as kubernetes_storage from "./kubernetes/storage";

/** All rules, by their ids: compilers don't agree on the order of exports. */
export const rules: readonly Rule[] = [
  ...Object.values(any_build),
  ...Object.values(any_image),
  ...Object.values(any_scan),
  ...Object.values(any_secrets),
  ...Object.values(any_signature),
  ...Object.values(any_stack),
  ...Object.values(aws_accessanalyzer),
  ...Object.values(aws_acm),
  ...Object.values(aws_agentregistry),
  ...Object.values(aws_amp),
  ...Object.values(aws_apigateway_api),
  ...Object.values(aws_apigateway_method),
  ...Object.values(aws_apigateway_stage),
  ...Object.values(aws_apigatewayv2),
  ...Object.values(aws_appconfig),
  ...Object.values(aws_appfabric),
  ...Object.values(aws_appflow),
  ...Object.values(aws_apprunner),
  ...Object.values(aws_appstream),
  ...Object.values(aws_appsync),
  ...Object.values(aws_athena),
  ...Object.values(aws_auditmanager),
  ...Object.values(aws_autoscaling),
  ...Object.values(aws_backup),
  ...Object.values(aws_batch),
  ...Object.values(aws_bedrock),
  ...Object.values(aws_cfg),
  ...Object.values(aws_chatbot),
  ...Object.values(aws_chime),
  ...Object.values(aws_cleanrooms),
  ...Object.values(aws_cloud9),
  ...Object.values(aws_cloudformation),
  ...Object.values(aws_cloudfront),
  ...Object.values(aws_cloudhsmv2),
  ...Object.values(aws_cloudsearch),
  ...Object.values(aws_cloudtrail),
  ...Object.values(aws_cloudwatch_alarm),
  ...Object.values(aws_cloudwatch_events),
  ...Object.values(aws_cloudwatch_logs),
  ...Object.values(aws_cloudwatch_watch),
  ...Object.values(aws_codeartifact),
  ...Object.values(aws_codebuild),
  ...Object.values(aws_codecommit),
  ...Object.values(aws_codegurureviewer),
  ...Object.values(aws_codepipeline),
  ...Object.values(aws_cognito),
  ...Object.values(aws_comprehend),
  ...Object.values(aws_connect),
  ...Object.values(aws_customerprofiles),
  ...Object.values(aws_datasync),
  ...Object.values(aws_datazone),
  ...Object.values(aws_dax),
  ...Object.values(aws_detective),
  ...Object.values(aws_devopsguru),
  ...Object.values(aws_directconnect),
  ...Object.values(aws_directoryservice),
  ...Object.values(aws_dlm),
  ...Object.values(aws_dms),
  ...Object.values(aws_docdb),
  ...Object.values(aws_drs),
  ...Object.values(aws_dsql),
  ...Object.values(aws_dynamodb),
  ...Object.values(aws_ebs),
  ...Object.values(aws_ec2_image),
  ...Object.values(aws_ec2_instance),
  ...Object.values(aws_ec2_metadata),
  ...Object.values(aws_ec2_volumes),
  ...Object.values(aws_ec2clientvpn),
  ...Object.values(aws_ecr),
  ...Object.values(aws_ecrpublic),
  ...Object.values(aws_ecs_cluster),
  ...Object.values(aws_ecs_service),
  ...Object.values(aws_ecs_task),
  ...Object.values(aws_efs),
  ...Object.values(aws_eks),
  ...Object.values(aws_elasticache),
  ...Object.values(aws_elasticbeanstalk),
  ...Object.values(aws_elb),
  ...Object.values(aws_emr),
  ...Object.values(aws_emrcontainers),
  ...Object.values(aws_emrserverless),
  ...Object.values(aws_eventbridge),
  ...Object.values(aws_fsx),
  ...Object.values(aws_gamelift),
  ...Object.values(aws_glacier),
  ...Object.values(aws_globalaccelerator),
  ...Object.values(aws_glue),
  ...Object.values(aws_grafana),
  ...Object.values(aws_guardduty),
  ...Object.values(aws_iam_account),
  ...Object.values(aws_iam_attachment),
  ...Object.values(aws_iam_policy),
  ...Object.values(aws_iam_sensitive_actions),
  ...Object.values(aws_iam_trust),
  ...Object.values(aws_iam_user),
  ...Object.values(aws_imagebuilder),
  ...Object.values(aws_inspector2),
  ...Object.values(aws_iot),
  ...Object.values(aws_kendra),
  ...Object.values(aws_keyspaces),
  ...Object.values(aws_kinesis),
  ...Object.values(aws_kinesisanalyticsv2),
  ...Object.values(aws_kms),
  ...Object.values(aws_lakeformation),
  ...Object.values(aws_lambda_function),
  ...Object.values(aws_lambda_invocation),
  ...Object.values(aws_lambda_permission),
  ...Object.values(aws_lambdamicrovms),
  ...Object.values(aws_lb),
  ...Object.values(aws_location),
  ...Object.values(aws_m2),
  ...Object.values(aws_macie2),
  ...Object.values(aws_mailmanager),
  ...Object.values(aws_medialive),
  ...Object.values(aws_memorydb),
  ...Object.values(aws_mq),
  ...Object.values(aws_msk),
  ...Object.values(aws_mskconnect),
  ...Object.values(aws_mwaa),
  ...Object.values(aws_neptune),
  ...Object.values(aws_neptunegraph),
  ...Object.values(aws_networkfirewall),
  ...Object.values(aws_oam),
  ...Object.values(aws_observabilityadmin),
  ...Object.values(aws_odb),
  ...Object.values(aws_opensearch_access),
  ...Object.values(aws_opensearch_encryption),
  ...Object.values(aws_opensearch_logging),
  ...Object.values(aws_opensearch_resilience),
  ...Object.values(aws_opensearch_serverless),
  ...Object.values(aws_opensearchingest),
  ...Object.values(aws_organizations),
  ...Object.values(aws_paymentcryptography),
  ...Object.values(aws_pinpoint),
  ...Object.values(aws_pipes),
  ...Object.values(aws_provider),
  ...Object.values(aws_qbusiness),
  ...Object.values(aws_quicksight),
  ...Object.values(aws_ram),
  ...Object.values(aws_rds_access),
  ...Object.values(aws_rds_encryption),
  ...Object.values(aws_rds_logging),
  ...Object.values(aws_rds_resilience),
  ...Object.values(aws_redshift_access),
  ...Object.values(aws_redshift_encryption),
  ...Object.values(aws_redshift_operation),
  ...Object.values(aws_redshift_parameters),
  ...Object.values(aws_redshiftserverless),
  ...Object.values(aws_rekognition),
  ...Object.values(aws_resiliencehub),
  ...Object.values(aws_rolesanywhere),
  ...Object.values(aws_route53),
  ...Object.values(aws_s3_acl),
  ...Object.values(aws_s3_bucket),
  ...Object.values(aws_s3_encryption),
  ...Object.values(aws_s3_policy),
  ...Object.values(aws_s3_public_access_block),
  ...Object.values(aws_s3_publishing),
  ...Object.values(aws_s3_versions),
  ...Object.values(aws_s3control),
  ...Object.values(aws_s3files),
  ...Object.values(aws_s3tables),
  ...Object.values(aws_s3vectors),
  ...Object.values(aws_sagemaker),
  ...Object.values(aws_scheduler),
  ...Object.values(aws_schemas),
  ...Object.values(aws_secretsmanager),
  ...Object.values(aws_securityhub),
  ...Object.values(aws_securitylake),
  ...Object.values(aws_ses),
  ...Object.values(aws_sfn),
  ...Object.values(aws_shield),
  ...Object.values(aws_signer),
  ...Object.values(aws_sns),
  ...Object.values(aws_sqs),
  ...Object.values(aws_ssm),
  ...Object.values(aws_ssoadmin),
  ...Object.values(aws_storagegateway),
  ...Object.values(aws_synthetics),
  ...Object.values(aws_timestreamquery),
  ...Object.values(aws_timestreamwrite),
  ...Object.values(aws_transfer),
  ...Object.values(aws_verifiedaccess),
  ...Object.values(aws_verifiedpermissions),
  ...Object.values(aws_vpc_endpoint),
  ...Object.values(aws_vpc_network),
  ...Object.values(aws_vpc_network_acl),
  ...Object.values(aws_vpc_ports),
  ...Object.values(aws_vpc_routing),
  ...Object.values(aws_vpc_security_group),
  ...Object.values(aws_vpclattice),
  ...Object.values(aws_waf),
  ...Object.values(aws_workmail),
  ...Object.values(aws_workspaces),
  ...Object.values(aws_workspacesweb),
  ...Object.values(aws_xray),
  ...Object.values(azure_apimanagement),
  ...Object.values(azure_app),
  ...Object.values(azure_appconfiguration),
  ...Object.values(azure_applicationgateway),
  ...Object.values(azure_applicationinsights),
  ...Object.values(azure_appplatform),
  ...Object.values(azure_authorization),
  ...Object.values(azure_automation),
  ...Object.values(azure_avs),
  ...Object.values(azure_azurestackhci),
  ...Object.values(azure_batch),
  ...Object.values(azure_botservice),
  ...Object.values(azure_cdn),
  ...Object.values(azure_cognitiveservices),
  ...Object.values(azure_communication),
  ...Object.values(azure_compute_disk),
  ...Object.values(azure_compute_extension),
  ...Object.values(azure_compute_scale_set),
  ...Object.values(azure_compute_virtual_machine),
  ...Object.values(azure_containerinstance),
  ...Object.values(azure_containerregistry),
  ...Object.values(azure_containerservice_access),
  ...Object.values(azure_containerservice_cluster),
  ...Object.values(azure_containerservice_pool),
  ...Object.values(azure_cosmosdb),
  ...Object.values(azure_dashboard),
  ...Object.values(azure_databricks),
  ...Object.values(azure_datafactory),
  ...Object.values(azure_datalakestore),
  ...Object.values(azure_dbformariadb),
  ...Object.values(azure_dbformysql),
  ...Object.values(azure_dbforpostgresql),
  ...Object.values(azure_desktopvirtualization),
  ...Object.values(azure_devcenter),
  ...Object.values(azure_deviceprovisioningservices),
  ...Object.values(azure_deviceupdate),
  ...Object.values(azure_digitaltwins),
  ...Object.values(azure_elasticsan),
  ...Object.values(azure_eventgrid),
  ...Object.values(azure_eventhub),
  ...Object.values(azure_fluidrelay),
  ...Object.values(azure_frontdoor),
  ...Object.values(azure_general),
  ...Object.values(azure_hardwaresecuritymodules),
  ...Object.values(azure_hdinsight),
  ...Object.values(azure_healthcareapis),
  ...Object.values(azure_intune),
  ...Object.values(azure_iotcentral),
  ...Object.values(azure_iothub),
  ...Object.values(azure_iotoperationsmq),
  ...Object.values(azure_keyvault),
  ...Object.values(azure_kusto),
  ...Object.values(azure_loadtestservice),
  ...Object.values(azure_machinelearningservices),
  ...Object.values(azure_managedidentity),
  ...Object.values(azure_maps),
  ...Object.values(azure_mongocluster),
  ...Object.values(azure_monitor),
  ...Object.values(azure_netapp),
  ...Object.values(azure_network_firewall),
  ...Object.values(azure_network_security_rule),
  ...Object.values(azure_network_virtual_network),
  ...Object.values(azure_notificationhubs),
  ...Object.values(azure_operationalinsights),
  ...Object.values(azure_provider),
  ...Object.values(azure_purview),
  ...Object.values(azure_recoveryservices),
  ...Object.values(azure_redis),
  ...Object.values(azure_redisenterprise),
  ...Object.values(azure_relay),
  ...Object.values(azure_resources),
  ...Object.values(azure_search),
  ...Object.values(azure_security),
  ...Object.values(azure_securityinsights),
  ...Object.values(azure_servicebus),
  ...Object.values(azure_servicefabric),
  ...Object.values(azure_signalrservice),
  ...Object.values(azure_sql_alerts),
  ...Object.values(azure_sql_assessment),
  ...Object.values(azure_sql_auditing),
  ...Object.values(azure_sql_database),
  ...Object.values(azure_sql_firewall),
  ...Object.values(azure_sql_managed_instance),
  ...Object.values(azure_sql_server),
  ...Object.values(azure_storage_account),
  ...Object.values(azure_storage_data),
  ...Object.values(azure_storage_logging),
  ...Object.values(azure_storagecache),
  ...Object.values(azure_storagesync),
  ...Object.values(azure_synapse),
  ...Object.values(azure_virtualwan),
  ...Object.values(azure_web_access),
  ...Object.values(azure_web_app),
  ...Object.values(azure_web_logging),
  ...Object.values(azure_web_plan),
  ...Object.values(azure_web_runtime),
  ...Object.values(azure_webpubsub),
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
  ...Object.values(gcp_compute_encryption),
  ...Object.values(gcp_compute_instance),
  ...Object.values(gcp_compute_metadata),
  ...Object.values(gcp_container_attached),
  ...Object.values(gcp_container_cluster),
  ...Object.values(gcp_container_control_plane),
  ...Object.values(gcp_container_network),
  ...Object.values(gcp_container_registry),
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
  ...Object.values(gcp_firewall_logging),
  ...Object.values(gcp_firewall_ports),
  ...Object.values(gcp_firewall_ranges),
  ...Object.values(gcp_gemini),
  ...Object.values(gcp_general),
  ...Object.values(gcp_gkebackup),
  ...Object.values(gcp_gkeonprem),
  ...Object.values(gcp_healthcare),
  ...Object.values(gcp_iam_federation),
  ...Object.values(gcp_iam_grant),
  ...Object.values(gcp_iam_role),
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
  ...Object.values(gcp_sql_instance),
  ...Object.values(gcp_sql_mysql),
  ...Object.values(gcp_sql_postgres),
  ...Object.values(gcp_sql_sqlserver),
  ...Object.values(gcp_storage),
  ...Object.values(gcp_tpu),
  ...Object.values(gcp_vectorsearch),
  ...Object.values(gcp_vertex),
  ...Object.values(gcp_vmwareengine),
  ...Object.values(gcp_workbench),
  ...Object.values(gcp_workflows),
  ...Object.values(gcp_workstations),
  ...Object.values(kubernetes_admission),
  ...Object.values(kubernetes_binding),
  ...Object.values(kubernetes_container),
  ...Object.values(kubernetes_controlplane),
  ...Object.values(kubernetes_image),
  ...Object.values(kubernetes_ingress),
  ...Object.values(kubernetes_kernel),
  ...Object.values(kubernetes_namespace),
  ...Object.values(kubernetes_network),
  ...Object.values(kubernetes_pod),
  ...Object.values(kubernetes_provider),
  ...Object.values(kubernetes_resources),
  ...Object.values(kubernetes_role),
  ...Object.values(kubernetes_secret),
  ...Object.values(kubernetes_service),
  ...Object.values(kubernetes_serviceaccount),
  ...Object.values(kubernetes_storage),
].sort((a, b) => (a.id < b.id ? -1 : 1));
