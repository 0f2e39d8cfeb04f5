import type { ElasticSanArgs } from "@pulumi/azure-native/elasticsan/elasticSan";
import type { VolumeGroupArgs } from "@pulumi/azure-native/elasticsan/volumeGroup";
import { noPublicNetwork } from "../../lib/cloud/azure";
import { customerKey, resource } from "../../lib/rule";

const ElasticSan = resource<ElasticSanArgs>("azure-native:elasticsan:ElasticSan");
const VolumeGroup = resource<VolumeGroupArgs>("azure-native:elasticsan:VolumeGroup");

export const volumegroupCustomerKey = customerKey(VolumeGroup, {
  id: "azure-elasticsan-volumegroup-customer-key",
  subject: "Volume groups of Elastic SANs",
  see: "https://learn.microsoft.com/azure/storage/elastic-san/elastic-san-encryption-overview",
  at: (group) => group.encryptionProperties?.keyVaultProperties?.keyName,
});

export const elasticsanPublicNetwork = noPublicNetwork(ElasticSan, {
  id: "azure-elasticsan-elasticsan-public-network",
  subject: "Elastic SANs",
  see: "https://learn.microsoft.com/azure/storage/elastic-san/elastic-san-networking",
});
