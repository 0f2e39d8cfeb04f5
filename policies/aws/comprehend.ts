import type { DocumentClassifierArgs } from "@pulumi/aws/comprehend/documentClassifier";
import type { EntityRecognizerArgs } from "@pulumi/aws/comprehend/entityRecognizer";
import { customerKey, resource } from "../../lib/rule";

const Model = resource<Pick<DocumentClassifierArgs & EntityRecognizerArgs, "modelKmsKeyId" | "volumeKmsKeyId">>(
  "aws:comprehend/documentClassifier:DocumentClassifier",
  "aws:comprehend/entityRecognizer:EntityRecognizer",
);

export const modelCustomerKey = customerKey(Model, {
  id: "aws-comprehend-model-customer-key",
  subject: "Models of Comprehend",
  equivalents: { checkov: ["CKV_AWS_267"] },
  see: "https://docs.aws.amazon.com/comprehend/latest/dg/kms-in-comprehend.html",
  at: (model) => model.modelKmsKeyId,
});

export const volumeCustomerKey = customerKey(Model, {
  id: "aws-comprehend-volume-customer-key",
  subject: "Volumes on which Comprehend trains",
  equivalents: { checkov: ["CKV_AWS_268"] },
  see: "https://docs.aws.amazon.com/comprehend/latest/dg/kms-in-comprehend.html",
  at: (model) => model.volumeKmsKeyId,
});
