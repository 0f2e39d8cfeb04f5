import { unknown } from "../stack/values";

/** Where a type's inputs name images: property names from outside in. A list on the way stands for its elements, a text for the JSON in it, `*` for any name. */
export interface ImagePlace {
  readonly path: readonly string[];
  /** `run`: what the resource runs. `build`: what it builds in. `base`: what an image is made from. */
  readonly use: ImageUse;
  /** Finds the image in the text that is there; undefined where that names none. */
  readonly read?: (text: string) => string | undefined;
}
export type ImageUse = "run" | "build" | "base";

const at =
  (use: ImageUse, read?: ImagePlace["read"]) =>
  (...paths: string[]): ImagePlace[] =>
    paths.map((path) => ({ path: path.split("."), use, read }));
const run = at("run");

/** App Service takes a name for a runtime of its own, or an image behind a word that tells so. */
const appService = at("run", (text) => /^docker\|(.*)$/is.exec(text)?.[1])("siteConfig.linuxFxVersion", "siteConfig.windowsFxVersion");
/** CodeBuild's own images have names that no registry knows. */
const codeBuild = at("build", (text) => (/^aws\/codebuild\//.test(text) ? undefined : text));
/** An image that was pushed to Lightsail itself is named by a label. */
const lightsail = at("run", (text) => (text.startsWith(":") ? undefined : text));
/** Docker also takes the id of an image that the machine has. */
const local = at("run", (text) => (/^(sha256:)?[a-f0-9]{64}$/.test(text) ? undefined : text));
/** What Image Builder has made itself is named by its ARN. */
const parent = at("base", (text) => (text.startsWith("arn:") ? undefined : text));
/** Plugins are kept as images, or as files of the registry that have a path of its API. */
const plugin = at("run", (text) => (text.startsWith("projects/") ? undefined : text));

/** What Cloud Build replaces in a step's name isn't known before it runs. */
const step = at("build", (text) => (text.includes("$") ? unknown : text));

const batchContainers = (prefix: string): string[] => [
  `${prefix}ecsProperties.taskProperties.containers.image`,
  `${prefix}eksProperties.podProperties.containers.image`,
  `${prefix}eksProperties.podProperties.initContainers.image`,
];
const analysis = (stage: string): string[] => [
  `serialPipeline.stages.strategy.${stage}.analysis.customChecks.task.container.image`,
  `serialPipeline.stages.strategy.${stage}.verifyConfig.tasks.container.image`,
];

/** Canonical type tokens. Kubernetes is in its own file. */
export const imagePlaces: Readonly<Record<string, readonly ImagePlace[]>> = {
  "aws:apprunner/service:Service": run("sourceConfiguration.imageRepository.imageIdentifier"),
  "aws:batch/jobDefinition:JobDefinition": run(
    "containerProperties.image",
    ...batchContainers(""),
    "nodeProperties.nodeRangeProperties.container.image",
    ...batchContainers("nodeProperties.nodeRangeProperties."),
  ),
  "aws:bedrock/agentcoreAgentRuntime:AgentcoreAgentRuntime": run("agentRuntimeArtifact.containerConfiguration.containerUri"),
  "aws:bedrock/agentcoreHarness:AgentcoreHarness": run("environmentArtifact.containerConfiguration.containerUri"),
  "aws:codebuild/project:Project": codeBuild("environment.image"),
  "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition": run("containerDefinitions.image"),
  "aws:ecs/expressGatewayService:ExpressGatewayService": run("primaryContainer.image"),
  "aws:ecs/taskDefinition:TaskDefinition": run("containerDefinitions.image"),
  "aws:emrserverless/application:Application": run("imageConfiguration.imageUri"),
  "aws:imagebuilder/containerRecipe:ContainerRecipe": parent("parentImage"),
  "aws:lambda/function:Function": run("imageUri"),
  "aws:lightsail/containerServiceDeploymentVersion:ContainerServiceDeploymentVersion": lightsail("containers.image"),
  "aws:sagemaker/algorithm:Algorithm": run("inferenceSpecification.containers.image", "trainingSpecification.trainingImage"),
  "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition": run("dataQualityAppSpecification.imageUri"),
  "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": run(
    "trainingJobDefinition.algorithmSpecification.trainingImage",
    "trainingJobDefinitions.algorithmSpecification.trainingImage",
  ),
  "aws:sagemaker/imageVersion:ImageVersion": run("baseImage"),
  "aws:sagemaker/model:Model": run("primaryContainer.image", "containers.image"),
  "aws:sagemaker/monitoringSchedule:MonitoringSchedule": run("monitoringScheduleConfig.monitoringJobDefinition.monitoringAppSpecification.imageUri"),
  "aws:sagemaker/trainingJob:TrainingJob": run(
    "algorithmSpecification.trainingImage",
    "debugRuleConfigurations.ruleEvaluatorImage",
    "profilerRuleConfigurations.ruleEvaluatorImage",
  ),
  "azure-native:app:ContainerApp": run("template.containers.image", "template.initContainers.image"),
  "azure-native:app:ContainerAppsSessionPool": run("customContainerTemplate.containers.image"),
  "azure-native:app:Job": run("template.containers.image", "template.initContainers.image"),
  "azure-native:batch:Pool": run(
    "deploymentConfiguration.virtualMachineConfiguration.containerConfiguration.containerImageNames",
    "startTask.containerSettings.imageName",
  ),
  "azure-native:containerinstance:CGProfile": run("containers.image", "initContainers.image"),
  "azure-native:containerinstance:ContainerGroup": run("containers.image", "initContainers.image"),
  "azure-native:containerinstance:ContainerGroupProfile": run("containers.image", "initContainers.image"),
  "azure-native:machinelearningservices:EnvironmentVersion": run("properties.image"),
  "azure-native:machinelearningservices:RegistryEnvironmentVersion": run("properties.image"),
  "azure-native:web:WebApp": appService,
  "azure-native:web:WebAppSiteContainer": run("image"),
  "azure-native:web:WebAppSiteContainerSlot": run("image"),
  "azure-native:web:WebAppSlot": appService,
  "docker-build:index:Index": at("base")("sources"),
  "docker:index/container:Container": local("image"),
  "docker:index/remoteImage:RemoteImage": run("name"),
  "docker:index/service:Service": run("taskSpec.containerSpec.image"),
  "gcp:appengine/flexibleAppVersion:FlexibleAppVersion": run("deployment.container.image"),
  "gcp:bigquery/routine:Routine": run("sparkOptions.containerImage"),
  "gcp:cloudbuild/trigger:Trigger": step("build.steps.name"),
  "gcp:clouddeploy/customTargetType:CustomTargetType": run("tasks.deploy.container.image", "tasks.render.container.image"),
  "gcp:clouddeploy/deliveryPipeline:DeliveryPipeline": run(
    ...analysis("standard"),
    "serialPipeline.stages.strategy.standard.predeploy.tasks.container.image",
    "serialPipeline.stages.strategy.standard.postdeploy.tasks.container.image",
    ...analysis("canary.canaryDeployment"),
    ...analysis("canary.customCanaryDeployment.phaseConfigs"),
  ),
  "gcp:cloudrun/service:Service": run("template.spec.containers.image"),
  "gcp:cloudrunv2/job:Job": run("template.template.containers.image"),
  "gcp:cloudrunv2/service:Service": run("template.containers.image", "template.sandboxes.templates.image"),
  "gcp:cloudrunv2/workerPool:WorkerPool": run("template.containers.image"),
  "gcp:dataflow/flexTemplateJob:FlexTemplateJob": run("sdkContainerImage"),
  "gcp:dataplex/task:Task": run("notebook.infrastructureSpec.containerImage.image", "spark.infrastructureSpec.containerImage.image"),
  "gcp:dataproc/batch:Batch": run("runtimeConfig.containerImage"),
  "gcp:dataproc/gdcSparkApplication:GdcSparkApplication": run("dependencyImages"),
  "gcp:dataproc/sessionTemplate:SessionTemplate": run("runtimeConfig.containerImage"),
  "gcp:firebase/appHostingBuild:AppHostingBuild": run("source.container.image"),
  "gcp:networkservices/wasmPlugin:WasmPlugin": plugin("versions.imageUri"),
  "gcp:notebooks/environment:Environment": run("containerImage"),
  "gcp:notebooks/instance:Instance": run("containerImage"),
  "gcp:notebooks/runtime:Runtime": run("virtualMachine.virtualMachineConfig.containerImages", "softwareConfig.kernels"),
  "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment": run("modelConfig.containerSpec.imageUri"),
  "gcp:vertex/aiReasoningEngine:AiReasoningEngine": run("spec.containerSpec.imageUri"),
  "gcp:workbench/instance:Instance": run("gceSetup.containerImage"),
  "gcp:workstations/workstationConfig:WorkstationConfig": run("container.image"),
};
