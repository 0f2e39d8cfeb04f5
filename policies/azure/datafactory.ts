import type { FactoryArgs } from "@pulumi/azure-native/datafactory/factory";
import { noPublicNetwork } from "../../lib/cloud/azure";
import { customerKey, resource, rule, unknown } from "../../lib/rule";

const Factory = resource<FactoryArgs>("azure-native:datafactory:Factory");

export const factoryCustomerKey = customerKey(Factory, {
  id: "azure-datafactory-factory-customer-key",
  subject: "Data factories",
  equivalents: { checkov: ["CKV2_AZURE_15"] },
  see: "https://learn.microsoft.com/azure/data-factory/enable-customer-managed-key",
  at: (factory) => factory.encryption?.keyName,
});

export const factoryRepository = rule(Factory, {
  id: "azure-datafactory-factory-repository",
  title: "Data factories are kept in a Git repository",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_103"] },
  why: "Without a repository, changes to pipelines have no review and no history.",
  fix: "Set `repoConfiguration` to a GitHub or Azure DevOps repository.",
  see: "https://learn.microsoft.com/azure/data-factory/source-control",
  pass: [
    {
      repoConfiguration: { type: "FactoryGitHubConfiguration", accountName: "shop", repositoryName: "pipelines", collaborationBranch: "main", rootFolder: "/" },
    },
  ],
  fail: [{}],
  unknown: [{ repoConfiguration: unknown }],
  check: ({ repoConfiguration }) => !repoConfiguration?.type && "`repoConfiguration` isn't set",
});

export const factoryPublicNetwork = noPublicNetwork(Factory, {
  id: "azure-datafactory-factory-public-network",
  subject: "Data factories",
  equivalents: { checkov: ["CKV_AZURE_104"], trivy: ["AVD-AZU-0035"] },
  see: "https://learn.microsoft.com/azure/data-factory/data-factory-private-link",
});
