import type { AndroidMAMPolicyByNameArgs } from "@pulumi/azure-native/intune/androidMAMPolicyByName";
import type { IoMAMPolicyByNameArgs } from "@pulumi/azure-native/intune/ioMAMPolicyByName";
import { resource, setting } from "../../lib/rule";

const AndroidPolicy = resource<AndroidMAMPolicyByNameArgs>("azure-native:intune:AndroidMAMPolicyByName");
const IosPolicy = resource<IoMAMPolicyByNameArgs>("azure-native:intune:IoMAMPolicyByName");

const encryption = {
  severity: "medium",
  family: "encryption-at-rest",
  preset: "strict",
  why: "Whoever finds the phone can read what the applications keep on it.",
} as const;

export const androidpolicyEncryption = setting(AndroidPolicy, {
  ...encryption,
  id: "azure-intune-androidpolicy-encryption",
  title: "Intune policies for Android require applications to encrypt their data",
  see: "https://learn.microsoft.com/intune/intune-service/apps/app-protection-policy-settings-android",
  at: (policy) => policy.fileEncryption,
  good: ["required"],
  bad: ["notRequired"],
  absent: "good",
});

export const iospolicyEncryption = setting(IosPolicy, {
  ...encryption,
  id: "azure-intune-iospolicy-encryption",
  title: "Intune policies for iOS require applications to encrypt their data",
  see: "https://learn.microsoft.com/intune/intune-service/apps/app-protection-policy-settings-ios",
  at: (policy) => policy.fileEncryptionLevel,
  good: ["deviceLocked", "deviceLockedExceptFilesOpen", "afterDeviceRestart"],
  bad: ["useDeviceSettings"],
  absent: "good",
});
