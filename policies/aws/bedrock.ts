import type { AgentAgentArgs } from "@pulumi/aws/bedrock/agentAgent";
import type { AgentcoreGatewayArgs } from "@pulumi/aws/bedrock/agentcoreGateway";
import type { AgentcoreMemoryArgs } from "@pulumi/aws/bedrock/agentcoreMemory";
import type { AgentcoreTokenVaultCmkArgs } from "@pulumi/aws/bedrock/agentcoreTokenVaultCmk";
import type { AgentDataSourceArgs } from "@pulumi/aws/bedrock/agentDataSource";
import type { CustomModelArgs } from "@pulumi/aws/bedrock/customModel";
import type { EvaluationJobArgs } from "@pulumi/aws/bedrock/evaluationJob";
import { customerKey, resource, rule, some, unknown } from "../../lib/rule";

const Agent = resource<AgentAgentArgs>("aws:bedrock/agentAgent:AgentAgent");
const AgentPart = resource<Pick<AgentAgentArgs, "customerEncryptionKeyArn">>(
  "aws:bedrock/agentAgent:AgentAgent",
  "aws:bedrock/agentFlow:AgentFlow",
  "aws:bedrock/agentPrompt:AgentPrompt",
);
const CustomModel = resource<CustomModelArgs>("aws:bedrock/customModel:CustomModel");
const DataSource = resource<AgentDataSourceArgs>("aws:bedrock/agentDataSource:AgentDataSource");
const EvaluationJob = resource<EvaluationJobArgs>("aws:bedrock/evaluationJob:EvaluationJob");
const Gateway = resource<AgentcoreGatewayArgs>("aws:bedrock/agentcoreGateway:AgentcoreGateway");
const GatewayPart = resource<Pick<AgentcoreGatewayArgs, "kmsKeyArn">>(
  "aws:bedrock/agentcoreEvaluator:AgentcoreEvaluator",
  "aws:bedrock/agentcoreGateway:AgentcoreGateway",
  "aws:bedrock/guardrail:Guardrail",
);
const Memory = resource<Pick<AgentcoreMemoryArgs, "encryptionKeyArn">>(
  "aws:bedrock/agentcoreMemory:AgentcoreMemory",
  "aws:bedrock/agentcorePolicyEngine:AgentcorePolicyEngine",
);
const TokenVault = resource<AgentcoreTokenVaultCmkArgs>("aws:bedrock/agentcoreTokenVaultCmk:AgentcoreTokenVaultCmk");

export const agentCustomerKey = customerKey(AgentPart, {
  id: "aws-bedrock-agent-customer-key",
  subject: "Agents, flows and prompts of Bedrock",
  equivalents: { checkov: ["CKV_AWS_373"] },
  see: "https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-agents-new.html",
  at: (agent) => agent.customerEncryptionKeyArn,
});

export const agentGuardrail = rule(Agent, {
  id: "aws-bedrock-agent-guardrail",
  title: "Agents of Bedrock have a guardrail",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_383"] },
  why: "Nothing filters what the agent is made to do by what it reads, or what it gives away.",
  fix: "Name a guardrail in `guardrailConfigurations`.",
  see: "https://docs.aws.amazon.com/bedrock/latest/userguide/agents-guardrail.html",
  pass: [{ guardrailConfigurations: [{ guardrailIdentifier: unknown, guardrailVersion: "1" }] }],
  fail: [{}, { guardrailConfigurations: [] }, { guardrailConfigurations: [{ guardrailVersion: "1" }] }],
  unknown: [{ guardrailConfigurations: unknown }],
  check: ({ guardrailConfigurations }) =>
    !some(guardrailConfigurations, (guardrail) => "guardrailIdentifier" in guardrail) && "`guardrailConfigurations` names no guardrail",
});

export const dataSourceCustomerKey = customerKey(DataSource, {
  id: "aws-bedrock-data-source-customer-key",
  subject: "Data that Bedrock takes into knowledge bases",
  see: "https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-kb.html",
  at: (source) => source.serverSideEncryptionConfiguration?.kmsKeyArn,
});

export const modelCustomerKey = customerKey(CustomModel, {
  id: "aws-bedrock-model-customer-key",
  subject: "Custom models of Bedrock",
  see: "https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-custom-job.html",
  at: (model) => model.customModelKmsKeyId,
});

export const evaluationCustomerKey = customerKey(EvaluationJob, {
  id: "aws-bedrock-evaluation-customer-key",
  subject: "Evaluation jobs of Bedrock",
  see: "https://docs.aws.amazon.com/bedrock/latest/userguide/evaluation-data-management.html",
  at: (job) => job.customerEncryptionKeyId,
});

export const gatewayAuthorizer = rule(Gateway, {
  id: "aws-bedrock-gateway-authorizer",
  title: "AgentCore gateways know who calls",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  why: "Everyone on the internet can use the tools behind the gateway.",
  fix: "Set `authorizerType` to `CUSTOM_JWT` or `AWS_IAM`.",
  see: "https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-inbound-auth.html",
  pass: [{ authorizerType: "CUSTOM_JWT" }, { authorizerType: "AWS_IAM" }],
  fail: [{ authorizerType: "NONE" }],
  unknown: [{ authorizerType: unknown }],
  check: ({ authorizerType }) => authorizerType === "NONE" && "`authorizerType` is `NONE`",
});

export const gatewayCustomerKey = customerKey(GatewayPart, {
  id: "aws-bedrock-gateway-customer-key",
  subject: "Guardrails, AgentCore gateways and evaluators",
  see: "https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/data-encryption.html",
  at: (part) => part.kmsKeyArn,
});

export const memoryCustomerKey = customerKey(Memory, {
  id: "aws-bedrock-memory-customer-key",
  subject: "AgentCore memories and policy engines",
  see: "https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/data-encryption.html",
  at: (memory) => memory.encryptionKeyArn,
});

export const tokenVaultCustomerKey = customerKey(TokenVault, {
  id: "aws-bedrock-token-vault-customer-key",
  subject: "Tokens in AgentCore's vault",
  see: "https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/data-encryption.html",
  at: (vault) => vault.kmsConfiguration?.kmsKeyArn,
});
