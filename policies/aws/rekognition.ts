import type { StreamProcessorArgs } from "@pulumi/aws/rekognition/streamProcessor";
import { customerKey, resource } from "../../lib/rule";

export const streamProcessorCustomerKey = customerKey(resource<StreamProcessorArgs>("aws:rekognition/streamProcessor:StreamProcessor"), {
  id: "aws-rekognition-stream-processor-customer-key",
  subject: "Results of Rekognition stream processors",
  see: "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateStreamProcessor.html",
  at: (processor) => processor.kmsKeyId,
  unless: ({ settings }) => settings?.faceSearch,
  pass: [{ settings: { faceSearch: { collectionId: "staff" } } }],
});
