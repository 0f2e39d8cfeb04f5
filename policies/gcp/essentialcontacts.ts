import type { DocumentAiProcessorArgs } from "@pulumi/gcp/essentialcontacts/documentAiProcessor";
import type { DocumentAiWarehouseLocationArgs } from "@pulumi/gcp/essentialcontacts/documentAiWarehouseLocation";
import { customerKey, resource } from "../../lib/rule";

const DocumentAiProcessor = resource<DocumentAiProcessorArgs>("gcp:essentialcontacts/documentAiProcessor:DocumentAiProcessor");
const DocumentAiWarehouseLocation = resource<DocumentAiWarehouseLocationArgs>("gcp:essentialcontacts/documentAiWarehouseLocation:DocumentAiWarehouseLocation");

export const documentAiProcessorCustomerKey = customerKey(DocumentAiProcessor, {
  id: "gcp-essentialcontacts-document-ai-processor-customer-key",
  subject: "Document AI processors",
  at: ({ kmsKeyName }) => kmsKeyName,
  equivalents: { checkov: ["CKV2_GCP_22"] },
  see: "https://cloud.google.com/document-ai/docs/cmek",
});

export const documentAiWarehouseCustomerKey = customerKey(DocumentAiWarehouseLocation, {
  id: "gcp-essentialcontacts-document-ai-warehouse-customer-key",
  subject: "Document AI Warehouse locations",
  at: ({ kmsKey }) => kmsKey,
  equivalents: { checkov: ["CKV2_GCP_23"] },
  see: "https://cloud.google.com/document-ai/docs/cmek",
});
