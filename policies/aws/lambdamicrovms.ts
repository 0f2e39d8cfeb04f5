import type { ImageArgs } from "@pulumi/aws/lambdamicrovms/image";
import type { MicrovmArgs } from "@pulumi/aws/lambdamicrovms/microvm";
import { resource, rule, some, unknown } from "../../lib/rule";

const Image = resource<ImageArgs>("aws:lambdamicrovms/image:Image");
const Microvm = resource<MicrovmArgs>("aws:lambdamicrovms/microvm:Microvm");

export const imageCapabilities = rule(Image, {
  id: "aws-lambdamicrovms-image-capabilities",
  title: "Images of MicroVMs give their code no further capabilities of the system",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  why: "Code that is broken into can then change the system beneath it.",
  fix: "Leave `additionalOsCapabilities` out.",
  see: "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-microvmimage.html",
  pass: [{}, { additionalOsCapabilities: [] }],
  fail: [{ additionalOsCapabilities: ["ALL"] }],
  unknown: [{ additionalOsCapabilities: unknown }],
  check: ({ additionalOsCapabilities }) => some(additionalOsCapabilities) && "`additionalOsCapabilities` gives its code more than it needs",
});

export const microvmLogs = rule(Microvm, {
  id: "aws-lambdamicrovms-microvm-logs",
  title: "MicroVMs keep their logs",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "Without logs nobody can tell afterwards what ran.",
  fix: "Leave `logging.disabled` out.",
  see: "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-microvmimage.html",
  pass: [{}, { logging: { cloudwatch: { logGroup: "vms" } } }],
  fail: [{ logging: { disabled: {} } }],
  unknown: [{ logging: unknown }],
  check: ({ logging }) => logging?.disabled && "its logs are off",
});
